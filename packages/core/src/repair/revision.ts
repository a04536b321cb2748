import type { Results } from '../engine/results.ts'
import { unitOf } from '../scorecard/groups.ts'
import type { StrategyEdit } from '../strategy/draft.ts'
import type { Target } from '../strategy/model.ts'
import { printDay } from '../time/day.ts'
import { writtenAmount } from './written.ts'

/** A target moved to another value from today on, its trajectory as before. What was judged stays judged. */
export function revisionTo(results: Results, target: Target, value: number): StrategyEdit | undefined {
  const unit = unitOf(results, target.kpi)
  if (!unit) return undefined
  const { calendar } = results.strategy.organisation
  return {
    kind: 'revise',
    item: 'target',
    id: target.kpi,
    period: calendar.name(target.period.grain, target.period.ordinal),
    fields: { from: printDay(results.asOf), value: writtenAmount(value, unit), ...trajectoryOf(target) },
  }
}

function trajectoryOf({ revisions }: Target): { trajectory?: string } {
  const kind = revisions.at(-1)?.trajectory.kind
  return kind === undefined || kind === 'custom' ? {} : { trajectory: kind }
}
