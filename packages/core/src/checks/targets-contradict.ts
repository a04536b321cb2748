import { formatAmount } from '../quantity/format.ts'
import type { Id, Kpi, Target } from '../strategy/model.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'
import type { Goal } from './facts/goal.ts'
import { goalNow, goalSpan } from './facts/goal.ts'

type Wanted = { readonly kpi: Kpi; readonly target: Target; readonly goal: Goal }

export const targetsContradict: Check = {
  code: 'targets-contradict',
  family: 'contradiction',
  severity: 'error',
  words: '"{kpi}" wants {wanted} in {period}, but {other} wants {otherWanted} of the same measure.',
  *run(company) {
    for (const measure of company.strategy.measures.values()) {
      for (const promises of promisesByPeriod(company, measure.id).values()) {
        const [first, ...others] = promises as [Wanted, ...Wanted[]]
        for (const { kpi, target, goal } of others) {
          if (!areApart(first.goal, goal)) continue
          const print = ({ low, high }: Goal) =>
            low === high
              ? formatAmount(low, measure.unit)
              : `${formatAmount(low, measure.unit)} to ${formatAmount(high, measure.unit)}`
          yield {
            subject: { kind: 'kpi', id: kpi.id },
            span: goalSpan(company, target),
            facts: {
              kpi: kpi.name,
              wanted: print(goal),
              period: company.periodName(target.period),
              other: first.kpi.id === kpi.id ? 'another of its targets' : `"${first.kpi.name}"`,
              otherWanted: print(first.goal),
            },
            because: [
              { span: goalSpan(company, first.target), message: `${print(first.goal)} is wanted here` },
            ],
          }
        }
      }
    }
  },
}

function promisesByPeriod(company: Company, measure: Id): ReadonlyMap<string, readonly Wanted[]> {
  const groups = new Map<string, Wanted[]>()
  for (const kpi of company.kpisOn(measure)) {
    for (const target of kpi.targets) {
      const goal = goalNow(company, target)
      if (Number.isNaN(goal.low)) continue
      const key = `${target.period.grain} ${target.period.ordinal} ${target.each ?? ''}`
      const group = groups.get(key)
      if (group) group.push({ kpi, target, goal })
      else groups.set(key, [{ kpi, target, goal }])
    }
  }
  return groups
}

/** Whether no value meets both: unlike numbers, or ranges that do not touch. */
function areApart(a: Goal, b: Goal): boolean {
  const slack = 1e-9 * Math.max(Math.abs(a.low), Math.abs(b.low))
  return a.high < b.low - slack || b.high < a.low - slack
}
