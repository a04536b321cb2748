import type { App } from '../app.ts'
import { Failure } from '../errors.ts'

/**
 * Refuses texts that the store cannot hold as they are: PostgreSQL has no NUL, and half a surrogate pair would come back
 * as another character, so that events and rows no longer agree. Bytes are no text. A body that should be there and is not is refused, too.
 */
export function refuseUnholdable(app: App): void {
  app.addHook('preValidation', async ({ body, params, query, routeOptions }) => {
    if (body === undefined && routeOptions.schema?.body)
      throw new Failure('invalid-request', 'There is no body.')
    for (const [place, value] of Object.entries({ body, params, query })) {
      const field = unholdableIn(value)
      if (field === undefined) continue
      const message = 'holds a NUL or half a surrogate pair'
      throw new Failure('invalid-request', `${place} ${field || '(whole)'}: ${message}.`, {
        faults: [{ in: place, field, message }],
      })
    }
  })
}

type Open = { readonly value: unknown; readonly field: string }

/** The field of the first text that cannot be held; undefined where every one can. Not recursive: bodies can be deep. */
function unholdableIn(whole: unknown): string | undefined {
  const open: Open[] = [{ value: whole, field: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, field } = next
    if (typeof value === 'string') {
      if (!isHoldable(value)) return field
    } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      // A place deeper than this is told by its beginning.
      const isLong = field.length > 100
      for (const [key, inner] of Object.entries(value)) {
        if (!isHoldable(key)) return field
        if (typeof inner === 'string' || typeof inner === 'object')
          open.push({
            value: inner,
            field: isLong ? field : `${field === '' ? '' : `${field}.`}${key.slice(0, 100)}`,
          })
      }
    }
  }
  return undefined
}

function isHoldable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}
