import { formatAmount } from '../quantity/format.ts'
import { percent } from '../quantity/unit.ts'
import type { Perspective } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { kpisByPerspective } from './facts/perspectives.ts'

/** Few KPIs make no share worth speaking of. */
const leastKpis = 5
const mostShare = 0.6

export const perspectiveShare: Check = {
  code: 'perspective-share',
  family: 'balance',
  severity: 'note',
  words: '{share} of the KPIs ({count} of {all}) belong to the perspective "{perspective}".',
  *run(company) {
    const groups = [...kpisByPerspective(company)]
    const all = groups.reduce((sum, [, kpis]) => sum + kpis.length, 0)
    if (all < leastKpis || company.strategy.perspectives.size < 2) return
    for (const [id, { length: count }] of groups) {
      if (count <= mostShare * all) continue
      const { name, at } = company.strategy.perspectives.get(id) as Perspective
      yield {
        subject: { kind: 'perspective', id },
        span: spanOf(at),
        facts: { perspective: name, share: formatAmount(count / all, percent), count, all },
      }
    }
  },
}
