import { readNumber } from '@keelson/core'
import type { CheckIns } from '@keelson/server/answers'

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

export type Draft = { readonly value: string; readonly note: string }

const keyOf = (organisation: string, { measure, period }: CheckInRow) =>
  `keelson.draft ${organisation} ${measure} ${period}`

/** What was written and not handed in yet: it outlives the page and the connection. */
export function keptDraft(organisation: string, row: CheckInRow): Draft {
  const kept = localStorage.getItem(keyOf(organisation, row))
  return kept === null ? { value: '', note: '' } : (JSON.parse(kept) as Draft)
}

export function keepDraft(organisation: string, row: CheckInRow, draft: Draft): void {
  if (draft.value === '' && draft.note === '') localStorage.removeItem(keyOf(organisation, row))
  else localStorage.setItem(keyOf(organisation, row), JSON.stringify(draft))
}
