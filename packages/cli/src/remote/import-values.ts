import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { Context, Exit } from '../command.ts'
import { Client } from './client.ts'
import { readCredentials } from './credentials.ts'

type Draft = { readonly id: string; readonly mapping: unknown }
type Totals = {
  readonly rowsIn: number
  readonly written: number
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly rejected: number
  readonly columnsIn: number
  readonly mapped: readonly string[]
  readonly ignored: readonly string[]
}
type Preview = Totals & {
  readonly problems: readonly {
    readonly code: string
    readonly message: string
    readonly count: number
    readonly rows: readonly number[]
    readonly choices: readonly { readonly id: string }[]
  }[]
}
type Moved = { readonly id: string; readonly state: string; readonly accounting: Totals | null }

/** Sends a file of values, shows what would come of it as the server proposes to read it, and with --write records it. */
export async function importValues(context: Context, file: string): Promise<Exit> {
  const { options, out, talk } = context
  const client = new Client(readCredentials(context))
  const bytes = new Uint8Array(readFileSync(file))
  const hash = createHash('sha256').update(bytes).digest('hex')
  const draft = await client.json<Draft>(`/imports?name=${encodeURIComponent(basename(file))}`, {
    method: 'POST',
    raw: { type: 'application/octet-stream', text: bytes },
  })
  const at = `/imports/${draft.id}`
  await client.json(`${at}/mapping`, { method: 'PUT', body: draft.mapping, key: `map-${draft.id}` })
  const preview = await client.json<Preview>(`${at}/preview`)
  const isWritten = options.write === true && preview.written > 0
  if (isWritten) await client.json<Moved>(`${at}/commit`, { method: 'POST', key: `commit-${draft.id}` })
  if (options.json) out(`${JSON.stringify({ id: draft.id, sha256: hash, isWritten, ...preview }, null, 2)}\n`)
  else {
    out(`${lines(basename(file), preview).join('\n')}\n`)
    talk(closing(file, draft.id, isWritten))
  }
  return preview.rejected > 0 ? 1 : 0
}

/** Takes a whole import back. */
export async function undoImport(context: Context, id: string): Promise<Exit> {
  const client = new Client(readCredentials(context))
  const path = `/imports/${encodeURIComponent(id)}/undo`
  const { accounting } = await client.json<Moved>(path, { method: 'POST', key: `undo-${id}` })
  context.out(`The import is undone. Values as they were before it: ${accounting?.written ?? 0}.\n`)
  return 0
}

function lines(name: string, preview: Preview): readonly string[] {
  const { rowsIn, created, updated, unchanged, rejected, columnsIn, mapped, ignored } = preview
  const names = ignored.length > 0 ? ` (${ignored.join(', ')})` : ''
  return [
    name,
    `  values   ${rowsIn} in = ${created} new + ${updated} changed + ${unchanged} unchanged + ${rejected} rejected`,
    `  columns  ${columnsIn} in = ${mapped.length} read + ${ignored.length} ignored${names}`,
    ...preview.problems.map(({ message, count, rows, choices }) => {
      const meant = choices.length > 0 ? ` Perhaps: ${choices.map(({ id }) => id).join(', ')}.` : ''
      const which = rows.length === 1 ? 'Row' : 'Rows'
      const more = count > rows.length ? ' …' : ''
      return `  ${count} × ${message}${meant} ${which} ${rows.join(', ')}${more}.`
    }),
  ]
}

function closing(file: string, id: string, isWritten: boolean): string {
  if (isWritten) return `\nRecorded. To take it back: keelson import undo ${id}`
  return `\nNothing is recorded. To record what can be: keelson import values ${file} --write`
}
