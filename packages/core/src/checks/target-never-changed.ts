import { formatAmount } from '../quantity/format.ts'
import type { Kpi, Target } from '../strategy/model.ts'
import type { Check } from './check.ts'
import type { Company } from './company.ts'
import { goalSpan, revisionNow } from './facts/goal.ts'

const leastYears = 3

export const targetNeverChanged: Check = {
  code: 'target-never-changed',
  family: 'time',
  severity: 'note',
  words: 'The target of "{kpi}" has been {value} for {years} years, since {since}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      const run = longestRun(company, kpi)
      const first = run[0]
      const last = run.at(-1)
      if (!first || !last || run.length < leastYears) continue
      const { goalpost } = revisionNow(company, last)
      const { unit } = company.measureOf(kpi)
      const value =
        goalpost.kind === 'between'
          ? `${formatAmount(goalpost.low, unit)} to ${formatAmount(goalpost.high, unit)}`
          : formatAmount(goalpost.kind === 'value' ? goalpost.value : goalpost.by, unit)
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: goalSpan(company, last),
        facts: { kpi: kpi.name, value, years: run.length, since: company.periodName(first.period) },
        because: [{ span: goalSpan(company, first), message: 'it has been the same since here' }],
      }
    }
  },
}

/** The targets of consecutive years up to the last one that want the same number. */
function longestRun(company: Company, { targets }: Kpi): readonly Target[] {
  const yearly = targets.filter(({ period }) => period.grain === 'year')
  const run: Target[] = []
  for (const target of yearly.reverse()) {
    const next = run[0]
    const isBefore = next === undefined || next.period.ordinal === target.period.ordinal + 1
    if (!isBefore || (next && !isSame(company, next, target))) break
    run.unshift(target)
  }
  return run
}

function isSame(company: Company, a: Target, b: Target): boolean {
  const one = revisionNow(company, a).goalpost
  const other = revisionNow(company, b).goalpost
  if (one.kind === 'value') return other.kind === 'value' && one.value === other.value && a.each === b.each
  return (
    one.kind === 'between' && other.kind === 'between' && one.low === other.low && one.high === other.high
  )
}
