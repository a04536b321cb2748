import type { Calendar, Day } from '@keelson/core'
import { parseDay, printDay } from '@keelson/core'

/** One figure of a filing. Flows run from `start` to `end`; stocks have no start. */
export type Fact = {
  readonly concept: string
  readonly start: Day | undefined
  readonly end: Day
  readonly value: number
  readonly filed: Day
  readonly form: string
}

/** Reads rows of filed facts: concept, start, end, value, …, form, filed. */
export function readFacts(header: readonly string[], rows: readonly (readonly string[])[]): Fact[] {
  const at = (name: string) => header.indexOf(name)
  const day = (text: string | undefined): Day => {
    const parsed = parseDay(text ?? '')
    if (parsed === undefined) throw new Error(`"${text}" is no date`)
    return parsed
  }
  return rows.map((row) => ({
    concept: row[at('concept')] as string,
    start: row[at('start')] === '' ? undefined : day(row[at('start')]),
    end: day(row[at('end')]),
    value: Number(row[at('value')]),
    filed: day(row[at('filed')]),
    form: row[at('form')] as string,
  }))
}

export type QuarterValue = {
  readonly quarter: number
  readonly value: number
  readonly recorded: Day
  readonly note: string
}

/**
 * The quarters of one concept as they became known: a filed quarter as filed; one that is only in a longer figure as
 * that figure less the one before it (the fourth quarter is the year less nine months). Whenever a filing makes a
 * quarter known or changes it, there is a value recorded on that day.
 */
export function quartersOf(facts: readonly Fact[], calendar: Calendar): QuarterValue[] {
  const known = new Map<string, number>()
  const last = new Map<number, number>()
  const values: QuarterValue[] = []
  const byDay = Map.groupBy(
    [...facts].sort((a, b) => a.filed - b.filed),
    ({ filed }) => filed,
  )
  for (const [filed, together] of byDay) {
    for (const { start, end, value } of together) known.set(`${start ?? ''}|${end}`, value)
    const touched = new Set(together.flatMap((fact) => quartersNear(fact, calendar)))
    for (const quarter of [...touched].sort((a, b) => a - b)) {
      const found = quarterValue(quarter, known, calendar)
      if (!found || last.get(quarter) === found.value) continue
      last.set(quarter, found.value)
      values.push({ quarter, recorded: filed, ...found })
    }
  }
  return values
}

/** The quarter a figure ends in, and the next: its figure may now be less this one. */
function quartersNear({ end }: Fact, calendar: Calendar): number[] {
  const quarter = calendar.ordinal('quarter', end)
  return [quarter, quarter + 1]
}

function quarterValue(
  quarter: number,
  known: ReadonlyMap<string, number>,
  calendar: Calendar,
): { value: number; note: string } | undefined {
  const start = calendar.start('quarter', quarter)
  const end = calendar.end('quarter', quarter)
  const stock = known.get(`|${end}`)
  if (stock !== undefined) return { value: stock, note: 'as filed' }
  const own = known.get(`${start}|${end}`)
  if (own !== undefined) return { value: own, note: 'as filed' }
  const yearStart = calendar.start('year', calendar.containing('quarter', 'year', quarter))
  const upTo = known.get(`${yearStart}|${end}`)
  const before = known.get(`${yearStart}|${start - 1}`)
  if (upTo === undefined || before === undefined) return undefined
  const note = `from ${printDay(yearStart)} to ${printDay(end)} less to ${printDay(start - 1)}`
  return { value: upTo - before, note }
}

/** The measures of the example, by the concept that each is filed under. */
export const filedMeasures: Readonly<Record<string, string>> = {
  RevenueFromContractWithCustomerExcludingAssessedTax: 'revenue',
  CostOfGoodsAndServicesSold: 'cost-of-revenue',
  OperatingIncomeLoss: 'operating-income',
  SellingAndMarketingExpense: 'sales-cost',
  ResearchAndDevelopmentExpense: 'research-cost',
  GeneralAndAdministrativeExpense: 'administration-cost',
  NetCashProvidedByUsedInOperatingActivities: 'operating-cash-flow',
  AccountsReceivableNetCurrent: 'receivables',
  ContractWithCustomerLiabilityCurrent: 'deferred-revenue',
  CashAndCashEquivalentsAtCarryingValue: 'cash',
}

/** The observation file of the example. */
export function filingsCsv(facts: readonly Fact[], calendar: Calendar): string {
  const lines = ['measure,period,value,recorded,note']
  const byConcept = Map.groupBy(facts, ({ concept }) => concept)
  for (const [concept, measure] of Object.entries(filedMeasures)) {
    for (const { quarter, value, recorded, note } of quartersOf(byConcept.get(concept) ?? [], calendar)) {
      lines.push(`${measure},${calendar.name('quarter', quarter)},${value},${printDay(recorded)},${note}`)
    }
  }
  return `${lines.join('\n')}\n`
}
