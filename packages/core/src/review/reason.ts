import { formatNumber } from '../quantity/format.ts'
import type { Facts } from '../text/diagnostic.ts'
import { fill } from '../text/diagnostic.ts'

/** Every reason for which something stands on an agenda, the gravest first, in words. */
export const reasonWords = {
  'left-open': 'left open by the review of {period}. {why}',
  'action-late': 'to be done by {due}: {owner}',
  'off-track': 'off track: {actual} of {target} {unit} in {period}',
  unknown: 'unknown in {period}: {why}',
  finding: '{message}',
  stale: 'the agreement on {on} is stale: {what} of {of} has changed',
  'at-risk': 'at risk: {actual} of {target} {unit} in {period}',
  signal: 'a signal in {period}: {rules}',
  'missed-before': 'missed its target in {missed} of {periods} periods',
  'moved-worse': '{kpi} has become worse in the {periods} periods since it began',
  'moved-nothing': '{kpi} has not moved in the {periods} periods since it began',
  'initiative-late': 'was due on {due}',
  'milestone-late': '{milestone} was due on {due}',
  warning: '{message}',
  'waiver-ends': 'the waiver of {check} by {person} ends on {until}',
  'action-open': 'to be done by {due}: {owner}',
  'never-decided': 'nothing was decided on it in {reviews} reviews: is it still of use?',
  added: 'added by {by}',
} as const

export type ReasonCode = keyof typeof reasonWords

const ranks = new Map(Object.keys(reasonWords).map((code, rank) => [code, rank]))

/** The place of a reason among all, 0 the gravest. */
export function rankOf(code: ReasonCode): number {
  return ranks.get(code) ?? ranks.size
}

const digits = 6

/** A reason in words, numbers to six digits. */
export function reasonText(code: ReasonCode, facts: Facts): string {
  const words = Object.entries(facts).map(([name, fact]) => [
    name,
    typeof fact === 'number' ? formatNumber(fact, digits) : fact,
  ])
  return fill(reasonWords[code], Object.fromEntries(words)).trim()
}
