import type { Strategy, Waiver } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import { printDay } from '../time/day.ts'
import type { Check, Subject } from './check.ts'
import { kindsOf } from './facts/place.ts'

export const waiverExpired: Check = {
  code: 'waiver-expired',
  family: 'time',
  severity: 'note',
  words: 'The waiver of {check} for {on} ended on {until}. Decide again, or delete it.',
  *run({ strategy, today }) {
    for (const waiver of strategy.waivers) {
      if (waiver.until >= today || isRenewed(strategy, waiver)) continue
      const { check, on, until, at } = waiver
      const facts = { check, on, until: printDay(until) }
      yield { subject: subjectOf(strategy, on), span: spanOf(at, 'until'), facts }
    }
  },
}

function isRenewed({ waivers }: Strategy, { check, on, until }: Waiver): boolean {
  return waivers.some((other) => other.check === check && other.on === on && other.until > until)
}

function subjectOf(strategy: Strategy, on: string): Subject {
  const [kind] = kindsOf(strategy, on)
  if (kind) return { kind, id: on }
  if (strategy.measures.has(on)) return { kind: 'measure', id: on }
  return { kind: 'organisation', id: strategy.organisation.id }
}
