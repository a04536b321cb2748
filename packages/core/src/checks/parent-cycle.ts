import type { Id } from '../strategy/model.ts'
import type { Place } from '../strategy/shape.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check, Sighting } from './check.ts'
import { circlesOf } from './facts/circles.ts'

export const parentCycle: Check = {
  code: 'parent-cycle',
  family: 'structure',
  severity: 'error',
  words: 'The parents of these {what}s run in a circle: {circle}. One of them must be the highest.',
  *run({ strategy }) {
    yield* circlesAmong('objective', strategy.objectives)
    yield* circlesAmong('department', strategy.departments)
  },
}

type Child = { readonly id: Id; readonly parent: Id | undefined; readonly at: Place }

function* circlesAmong(what: 'objective' | 'department', items: ReadonlyMap<Id, Child>): Generator<Sighting> {
  const parents = (id: Id) => items.get(id)?.parent ?? []
  const next = (id: Id) => [parents(id)].flat()
  for (const circle of circlesOf(items.keys(), next)) {
    const [first = ''] = circle
    const span = spanOf((items.get(first) as Child).at, 'parent')
    const because = circle.slice(1).map((id) => ({
      span: spanOf((items.get(id) as Child).at, 'parent'),
      message: `${id} stands under ${next(id).join()}`,
    }))
    const facts = { what, circle: [...circle, first].join(' → ') }
    yield { subject: { kind: what, id: first }, span, facts, because }
  }
}
