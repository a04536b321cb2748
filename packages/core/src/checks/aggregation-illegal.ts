import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { aggregationProblem } from './facts/aggregable.ts'

/** Rule A8. */
export const aggregationIllegal: Check = {
  code: 'aggregation-illegal',
  family: 'legality',
  severity: 'error',
  words: '"{measure}" cannot be made from its parts: {problem}.',
  *run({ strategy }) {
    for (const measure of strategy.measures.values()) {
      const problem = aggregationProblem(measure, strategy)
      if (problem === undefined) continue
      const span = spanOf(measure.at, 'aggregates')
      const facts = { measure: measure.name, problem }
      yield { subject: { kind: 'measure', id: measure.id }, span, facts }
    }
  },
}
