import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { addressOf, ask, Refused } from './ask.ts'
import type { DraftOf } from './check-in.ts'
import { emptyDraft, handedDrafts, keepDraft, keptDraft } from './check-in.ts'
import { tell } from './notices.ts'
import { t } from './words.ts'

/** How it stands with a value that was handed in. */
export type Standing =
  | { readonly kind: 'sending' }
  /** The server cannot be reached; it is tried again and again. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'refused'; readonly error: unknown }

const againMs = 3000
const standings = new Map<string, Standing>()
const hearers = new Set<() => void>()

const keyOf = (organisation: string, { measure, period }: DraftOf) => `${organisation} ${measure} ${period}`

function stand(key: string, standing: Standing | undefined): void {
  if (standing) standings.set(key, standing)
  else standings.delete(key)
  for (const hear of hearers) hear()
}

export function useStanding(organisation: string, of: DraftOf): Standing | undefined {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => standings.get(keyOf(organisation, of)),
  )
}

/** Sends a value that was handed in until the server has answered. Sent twice, it takes effect once: by its key. */
export async function handIn(client: QueryClient, organisation: string, of: DraftOf): Promise<void> {
  const key = keyOf(organisation, of)
  if (standings.get(key)?.kind === 'sending') return
  const draft = keptDraft(organisation, of)
  const { value, note, handed } = draft
  if (!handed) return
  stand(key, { kind: 'sending' })
  try {
    await ask(
      addressOf(
        organisation,
        `/measures/${encodeURIComponent(of.measure)}/values/${encodeURIComponent(handed.period)}`,
      ),
      {
        method: 'PUT',
        body: { value, source: 'check-in', ...(note !== '' && { note, reason: note }) },
        headers: { 'idempotency-key': handed.key, 'if-match': `"${handed.version}"` },
      },
    )
  } catch (error) {
    if (isUnanswered(error)) {
      stand(key, { kind: 'waiting' })
      setTimeout(() => handIn(client, organisation, of), againMs)
      return
    }
    // What was refused is handed in anew, by another key and against what stands now.
    keepDraft(organisation, of, { value, note })
    stand(key, { kind: 'refused', error })
    await client.invalidateQueries({ queryKey: ['of', organisation] })
    return
  }
  keepDraft(organisation, of, emptyDraft)
  stand(key, undefined)
  tell({ text: t('checkIn.done', { name: handed.name, period: handed.period, value }) })
  await client.invalidateQueries({ queryKey: ['of', organisation] })
}

/** Sends everything that this browser handed in and had no answer to, as after a reload. */
export function handInAll(client: QueryClient, organisation: string): void {
  for (const of of handedDrafts(organisation)) handIn(client, organisation, of)
}

/** Whether the server may or may not have taken it. */
function isUnanswered(error: unknown): boolean {
  return error instanceof Refused && (error.status === 0 || error.status >= 500)
}
