import type { Contribution } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { circlesOf } from './facts/circles.ts'

export const contributionCycle: Check = {
  code: 'contribution-cycle',
  family: 'structure',
  severity: 'error',
  words: 'These KPIs contribute to each other in a circle: {circle}. An amount cannot be part of itself.',
  *run(company) {
    const links = (id: string) => company.linksFrom(id).filter(({ kind }) => kind !== 'influences')
    const linkTo = (from: string, to: string) => links(from).find((link) => link.to === to) as Contribution
    for (const circle of circlesOf(company.strategy.kpis.keys(), (id) => links(id).map(({ to }) => to))) {
      const [first = ''] = circle
      const places = circle.map((id, place) => linkTo(id, circle[place + 1] ?? first))
      yield {
        subject: { kind: 'kpi', id: first },
        span: spanOf((places[0] as Contribution).at, 'to'),
        facts: { circle: [...circle, first].join(' → ') },
        because: places.slice(1).map(({ from, to, at }) => ({
          span: spanOf(at, 'to'),
          message: `"${company.kpiName(from)}" contributes to "${company.kpiName(to)}"`,
        })),
      }
    }
  },
}
