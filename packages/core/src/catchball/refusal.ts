import type { Facts } from '../text/diagnostic.ts'
import { fill } from '../text/diagnostic.ts'

/** Everything a negotiation refuses, with the way out. */
export const refusalWords = {
  'terms-empty': '{problem}',
  'nothing-offered': 'Nothing lies on the table: the negotiation is {state}. Make an offer first.',
  'offer-open':
    'An offer lies on the table already. Answer it by a counter-offer, or have it withdrawn first.',
  'terms-changed':
    'The terms are no longer those that this answers. Read them again, and answer what they are now.',
  'same-terms': 'These are the terms on the table. Accept them, or offer others.',
  'own-offer': 'The terms are your own: the other side answers them. You can withdraw them.',
  'not-a-party': '{by} has no seat in this negotiation. Those who have: {people}.',
  'not-the-proposer': 'The terms were offered by {proposer}, who alone can withdraw them.',
  'not-above': '{by} stands above none of the departments concerned. Those who do: {people}.',
  'reason-missing': 'Say why: a reason is part of this step.',
  'not-agreed': 'The terms are {state}, not agreed. Every side accepts them before they are signed.',
  'accepted-already': '{by} has accepted these terms already.',
  'signed-already': '{by} has signed these terms already.',
  'sole-approver':
    'Nobody but {by} would have signed: who proposes is never the only one who approves. Name an owner or a head besides.',
  'deadline-passed': 'The offer stood until {until}. Make a new one.',
  'deadline-ahead': 'The offer stands until {until}.',
  'foundations-missing':
    'There is nothing in the strategy that an agreement on this could rest on. Add the KPI first.',
} as const

export type RefusalCode = keyof typeof refusalWords

/** Why a command takes no step. */
export type Refusal = { readonly code: RefusalCode; readonly facts: Facts; readonly message: string }

/** A refusal in words. */
export function refuse(code: RefusalCode, facts: Facts = {}): { readonly refusal: Refusal } {
  return { refusal: { code, facts, message: fill(refusalWords[code], facts) } }
}
