import type { MessageId } from '../../state/words.ts'
import { t } from '../../state/words.ts'

const words: Readonly<Record<string, MessageId>> = {
  draft: 'agree.draft',
  offered: 'agree.offered',
  countered: 'agree.countered',
  agreed: 'agree.agreed',
  escalated: 'agree.escalated',
  signed: 'agree.signed',
  overridden: 'agree.overridden',
  declined: 'agree.declined',
  withdrawn: 'agree.withdrawn',
  expired: 'agree.expired',
  stale: 'agree.stale',
  superseded: 'agree.superseded',
  'in-force': 'agree.inForce',
}

export function stateWord(state: string): string {
  const id = words[state]
  return id === undefined ? state : t(id)
}

/** How a negotiation or an agreement stands. */
export function StateMark({ state }: { readonly state: string }) {
  return <span className={`tag state-${state}`}>{stateWord(state)}</span>
}
