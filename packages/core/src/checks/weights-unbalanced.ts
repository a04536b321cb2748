import { formatNumber } from '../quantity/format.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { isWritten } from './facts/written.ts'

export const weightsUnbalanced: Check = {
  code: 'weights-unbalanced',
  family: 'arithmetic',
  severity: 'warning',
  words: '{what} {problem}.',
  *run({ strategy }) {
    for (const { weights, at } of strategy.scorecard) {
      const sum = [...weights.values()].reduce((total, weight) => total + weight, 0)
      if (Math.abs(sum - 1) < 1e-6 || Math.abs(sum - 100) < 1e-6) continue
      const problem = `add up to ${formatNumber(sum)}, not to 100`
      yield {
        subject: { kind: 'organisation', id: strategy.organisation.id },
        span: spanOf(at, 'weights'),
        facts: { what: 'The weights of the scorecard', problem },
      }
    }
    for (const { kind, from, to, weightBy, at } of strategy.contributions) {
      if (kind !== 'mean' || weightBy !== undefined || isWritten(at, 'weight-by')) continue
      const name = (id: string) => strategy.kpis.get(id)?.name ?? id
      const problem = `has no weight: a mean of "${name(to)}" without one cannot be made. Write weight-by`
      yield {
        subject: { kind: 'kpi', id: from },
        span: spanOf(at, 'kind'),
        facts: { what: `"${name(from)}"`, problem },
      }
    }
  },
}
