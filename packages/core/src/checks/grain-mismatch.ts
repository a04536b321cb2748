import type { Measure } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import { isFiner } from '../time/grain.ts'
import type { Check } from './check.ts'
import { formulaSightings } from './facts/formula-findings.ts'

export const grainMismatch: Check = {
  code: 'grain-mismatch',
  family: 'legality',
  severity: 'error',
  words: '{where}: {problem}.',
  *run(company) {
    yield* formulaSightings(company, 'grain-mismatch')
    const { measures } = company.strategy
    for (const { id, name, grain, aggregates, at } of measures.values()) {
      for (const part of aggregates) {
        const { grain: found } = measures.get(part) as Measure
        if (!isFiner(grain, found)) continue
        yield {
          subject: { kind: 'measure', id },
          span: spanOf(at, 'aggregates'),
          facts: {
            where: `Parts of "${name}"`,
            problem: `${part} is kept by the ${found}; a whole by the ${grain} cannot be made from longer periods`,
          },
        }
      }
    }
  },
}
