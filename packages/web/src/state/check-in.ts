import { readNumber } from '@keelson/core'
import type { CheckIns } from '@keelson/server/answers'
import { useSyncExternalStore } from 'react'

export type CheckInRow = CheckIns['rows'][number]

/** What a person wrote, as a number in the unit of the measure; undefined where it is none. */
export function understood(text: string, unit: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const reading = readNumber(trimmed, { decimal: 'either' })
  if (!('value' in reading)) return undefined
  return reading.unit === undefined || reading.unit === unit ? reading.value : undefined
}

/** Whether a value lies far outside of where values usually lie: asked about once, never refused. */
export function isUnusual({ low, high }: CheckInRow, value: number): boolean {
  if (low === null || high === null) return false
  const slack = (high - low) / 2
  return value < low - slack || value > high + slack
}

/** What is asked of the server until it has answered: always under the same key, and against what was then seen. */
export type Handed = {
  readonly key: string
  readonly period: string
  /** The version of the value that it replaces; '' for none. */
  readonly version: string
  readonly name: string
}

export type Draft = { readonly value: string; readonly note: string; readonly handed?: Handed | undefined }

/** What a draft is of. */
export type DraftOf = Pick<CheckInRow, 'measure' | 'period'>

export const emptyDraft: Draft = { value: '', note: '' }
const prefix = 'keelson.draft '
const hearers = new Set<() => void>()

const addressOf = (organisation: string, { measure, period }: DraftOf) =>
  `${prefix}${organisation} ${measure} ${period}`

/** What was written and is not known to the server: it outlives the page and the connection. */
export function keptDraft(organisation: string, of: DraftOf): Draft {
  return readDraft(localStorage.getItem(addressOf(organisation, of)))
}

export function keepDraft(organisation: string, of: DraftOf, draft: Draft): void {
  const address = addressOf(organisation, of)
  if (draft.value === '' && draft.note === '') localStorage.removeItem(address)
  else localStorage.setItem(address, JSON.stringify(draft))
  for (const hear of hearers) hear()
}

/** The draft of a value, as it changes here and in other windows. */
export function useDraft(organisation: string, of: DraftOf): Draft {
  return readDraft(useSyncExternalStore(hearDrafts, () => localStorage.getItem(addressOf(organisation, of))))
}

/** What was handed in and not answered yet, by this browser. */
export function handedDrafts(organisation: string): readonly DraftOf[] {
  const own = `${prefix}${organisation} `
  return Object.keys(localStorage).flatMap((address) => {
    if (!address.startsWith(own) || !readDraft(localStorage.getItem(address)).handed) return []
    const [measure = '', period = ''] = address.slice(own.length).split(' ')
    return [{ measure, period }]
  })
}

function readDraft(text: string | null): Draft {
  if (text === null) return emptyDraft
  try {
    return { ...emptyDraft, ...(JSON.parse(text) as Draft) }
  } catch {
    return emptyDraft
  }
}

function hearDrafts(hear: () => void): () => void {
  hearers.add(hear)
  addEventListener('storage', hear)
  return () => {
    hearers.delete(hear)
    removeEventListener('storage', hear)
  }
}
