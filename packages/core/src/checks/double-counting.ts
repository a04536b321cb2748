import { formatNumber } from '../quantity/format.ts'
import type { Contribution } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'
import { doubledAmounts } from './facts/doubled.ts'

/** Rule C11. A child whose shares split it, 60 % here and 40 % there, is counted once. */
export const doubleCounting: Check = {
  code: 'double-counting',
  family: 'arithmetic',
  severity: 'error',
  words: '"{child}" is counted {times} times in "{parent}": {chains}.',
  *run(company) {
    for (const { child, parent, times, chains } of doubledAmounts(company)) {
      const paths = chains.map((chain) => [child, ...chain.map(({ to }) => to)].join(' → ')).join('; ')
      const [first, second] = chains.map((chain) => spanOf((chain[0] as Contribution).at, 'to'))
      if (!first || !second) continue
      yield {
        subject: { kind: 'kpi', id: child },
        span: first,
        facts: {
          child: company.kpiName(child),
          parent: company.kpiName(parent),
          times: formatNumber(times),
          chains: paths,
        },
        because: [{ span: second, message: 'the other chain begins here' }],
      }
    }
  },
}
