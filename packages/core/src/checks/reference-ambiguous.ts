import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { kindsOf, subjectAt } from './facts/place.ts'

export const referenceAmbiguous: Check = {
  code: 'reference-ambiguous',
  family: 'structure',
  severity: 'warning',
  words: '"{id}" is the id of more than one thing here: {kinds}.',
  *run(company) {
    const { causalLinks, waivers } = company.strategy
    for (const { from, to, at } of causalLinks) {
      yield* ambiguous(from, at, 'from', ['objective', 'kpi'])
      yield* ambiguous(to, at, 'to', ['objective', 'kpi'])
    }
    for (const { on, at } of waivers) yield* ambiguous(on, at, 'on')

    function* ambiguous(id: string, at: Parameters<typeof spanOf>[0], field: string, among?: string[]) {
      const kinds = kindsOf(company.strategy, id).filter((kind) => !among || among.includes(kind))
      if (kinds.length < 2) return
      const span = spanOf(at, field)
      const named = kinds.map((kind) => (kind === 'kpi' ? 'KPI' : kind)).join(' and ')
      yield { subject: subjectAt(company, span), span, facts: { id, kinds: named } }
    }
  },
}
