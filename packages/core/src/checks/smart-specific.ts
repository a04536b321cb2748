import { isEmptyPhrase, verbOf } from '../smart/verbs.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check } from './check.ts'

export const smartSpecific: Check = {
  code: 'smart-specific',
  family: 'smart',
  severity: 'warning',
  words: '"{kpi}" is not specific: {why}.',
  *run(company) {
    for (const kpi of company.strategy.kpis.values()) {
      const why = whyVague(kpi.name, company.measureOf(kpi).description !== undefined)
      if (why === undefined) continue
      yield {
        subject: { kind: 'kpi', id: kpi.id },
        span: spanOf(kpi.at, 'name'),
        facts: { kpi: kpi.name, why },
      }
    }
  },
}

function whyVague(name: string, isDescribed: boolean): string | undefined {
  const [first = '', ...rest] = name.trim().split(/\s+/)
  if (rest.length > 0 && verbOf(first.toLowerCase())?.isVague) {
    return `"${first.toLowerCase()}" says neither which number moves nor which way. Name the quantity itself`
  }
  if (isEmptyPhrase(name) && !isDescribed) {
    return 'the name is no quantity, and nothing describes what is measured'
  }
  return undefined
}
