import { minutesText } from '../../src/review/minutes.ts'
import type { Review, ReviewStep } from '../../src/review/review.ts'

const legal: Readonly<Record<string, readonly string[]>> = {
  planned: ['open'],
  open: ['open', 'closed', 'cancelled'],
  closed: ['closed', 'signed'],
  signed: ['signed'],
  cancelled: ['open', 'cancelled'],
}
/** What is wrong with a step, by what happened alone: nothing of the code that decided is asked. */
export function faultOf(
  before: Review,
  step: ReviewStep,
  after: Review,
  history: readonly ReviewStep[],
  read: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const isFollowUp = step.kind.endsWith('-action')
  if (!legal[before.state]?.includes(after.state)) return `illegal: ${before.state} to ${after.state}`
  if (after.version !== history.length) return 'a step is not counted'
  if (isFollowUp && after.state !== before.state) return 'an action changes a review'
  const isOver = before.state === 'closed' || before.state === 'signed'
  if (isOver && !isFollowUp && step.kind !== 'sign-off') return `${step.kind} after it was closed`
  if (isOver && after.hash !== before.hash) return 'minutes change after closing'
  const close = history.findLast(({ kind }) => kind === 'close')
  if (step.kind === 'sign-off') {
    const hash = close && 'hash' in close ? close.hash : ''
    if (step.hash !== hash) return 'a signature on other minutes'
    if (!read.get(step.by)?.has(hash)) return 'a signature on minutes not read'
    const wasThere = history.some(
      ({ by, kind }) => by === step.by && !kind.endsWith('-action') && kind !== 'sign-off',
    )
    if (!wasThere) return 'a signature of who was not there'
    const signers = history.filter(({ kind }) => kind === 'sign-off').map(({ by }) => by)
    if (new Set(signers).size < signers.length) return 'signed twice'
    if (after.state === 'signed' && before.state !== 'signed') {
      const others = before.present.filter((person) => person !== close?.by)
      if (others.length > 0 && !signers.some((person) => others.includes(person))) return 'signed by one side'
    }
  }
  if (step.kind === 'decide' && step.decision.reason.trim() === '') return 'a decision without a reason'
  if (step.kind === 'close' && minutesText(after) !== step.hash)
    return 'minutes that are not those of the review'
  for (const item of before.items) {
    const kept = after.items.find(({ key }) => key === item.key)
    if (item.decisions.length > 0 && !kept) return 'a decision is lost'
    if (kept?.parked && kept.decisions.length > 0) return 'decided and put off at once'
  }
  for (const action of before.actions) {
    const now = after.actions.find(({ id }) => id === action.id)
    if (!now) return 'an action is lost'
    if (action.state !== 'open' && now.state !== action.state) return 'an action comes back'
  }
  return undefined
}
