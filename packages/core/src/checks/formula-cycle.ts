import { references } from '../formula/references.ts'
import type { Id, Measure, Strategy } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Span } from '../text/span.ts'
import type { Check } from './check.ts'
import { circlesOf } from './facts/circles.ts'

export const formulaCycle: Check = {
  code: 'formula-cycle',
  family: 'structure',
  severity: 'error',
  words: 'These measures are made from each other: {circle}. None of them has a value.',
  *run({ strategy }) {
    const next = (id: Id) => inputsOf(strategy, id).keys()
    for (const circle of circlesOf(strategy.measures.keys(), next)) {
      const [first = ''] = circle
      const places = circle.map((id, place) => ({ id, to: circle[place + 1] ?? first }))
      const spans = places.map(({ id, to }) => inputsOf(strategy, id).get(to) as Span)
      yield {
        subject: { kind: 'measure', id: first },
        span: spans[0] as Span,
        facts: { circle: [...circle, first].join(' → ') },
        because: places
          .slice(1)
          .map(({ id, to }, at) => ({ span: spans[at + 1] as Span, message: `${id} is made from ${to}` })),
      }
    }
  },
}

/** The measures one is made from in the same period, and where each is named. */
function inputsOf({ measures }: Strategy, id: Id): ReadonlyMap<Id, Span> {
  const { formula, aggregates, weightBy, at } = measures.get(id) as Measure
  const inputs = new Map<Id, Span>()
  for (const { id: input, span, lagged } of formula ? references(formula) : []) {
    if (!lagged && !inputs.has(input)) inputs.set(input, span)
  }
  for (const input of aggregates) inputs.set(input, spanOf(at, 'aggregates'))
  if (aggregates.length > 0) for (const input of weightBy) inputs.set(input, spanOf(at, 'weight-by'))
  return inputs
}
