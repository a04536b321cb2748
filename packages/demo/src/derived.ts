import type { Clock } from './clock.ts'
import { seeded, seedOf } from './random.ts'
import type { Row } from './series.ts'
import { monthsOf, round } from './series.ts'

/** Rows that follow from others, so that the ratios of the company come out as its story tells. */
export function derive(rows: Map<string, Row>, clock: Clock, seed: number): void {
  const months = monthsOf(clock)
  const row = (id: string): Row => rows.get(id) as Row
  const sum = (...ids: string[]): Row =>
    months.map((_, at) => ids.reduce((total, id) => total + (row(id)[at] as number), 0))
  const stray = (id: string) => {
    const next = seeded(seedOf(id, seed))
    return () => 1 + (next() * 2 - 1) * 0.012
  }
  const revenue = sum('dealer-sales', 'online-sales', 'subscription-revenue', 'service-revenue')
  const cost = sum('goods-cost', 'staff-cost', 'overhead-cost')
  rows.set('receivables', receivables(revenue, clock, stray('receivables')))
  rows.set('investment', investment(revenue, cost, row('receivables'), clock, stray('investment')))
  const share = (id: string, of: string, begin: number, end: number, decimals = 0) => {
    const wobble = stray(id)
    rows.set(
      id,
      months.map((month, at) =>
        round((row(of)[at] as number) * glide(clock, month, begin, end) * wobble(), decimals),
      ),
    )
  }
  share('customers-lost', 'customers', 0.02, 0.0176)
  share('deliveries-on-time', 'orders', 0.93, 0.958)
  share('machines-defective', 'machines-built', 0.021, 0.0172)
  share('warranty-claims', 'machines-sold', 0.034, 0.0292)
  share('calls-resolved', 'calls-handled', 0.71, 0.765)
  share('invoices-corrected', 'invoices-sent', 0.031, 0.0242)
  share('leavers', 'headcount', 0.0098, 0.0086)
  rows.set('leads', leads(clock, stray('leads')))
  rows.set('new-clients', newClients(clock, stray('new-clients')))
}

/** A share that goes from its value a year before this year to the one at this year's end, in a straight line. */
function glide(clock: Clock, month: number, begin: number, end: number): number {
  const [first, last] = clock.calendar.range('year', clock.year, 'month')
  const way = Math.min(1, Math.max(0, (month - first + 1) / (last - first + 1)))
  return begin + (end - begin) * way
}

/** Days of revenue outstanding: 45 until this year, then on the way to 30, a little behind. */
function receivables(revenue: Row, clock: Clock, stray: () => number): Row {
  return monthsOf(clock).map((month, at) => {
    const days = glide(clock, month, 45, 30.4)
    const isLastYearsEnd = clock.yearOf(month) === -1 && clock.yearOf(month + 1) === 0
    const perDay = (revenue[at] as number) / clock.daysIn(month)
    return Math.round(perDay * days * (isLastYearsEnd ? 1 : stray()))
  })
}

/** What was invested, such that last year's cash flow was 1,000,000 exactly and this year's falls short. */
function investment(revenue: Row, cost: Row, owed: Row, clock: Clock, stray: () => number): Row {
  const months = monthsOf(clock)
  const cashBefore = months.map((_, at) =>
    at === 0
      ? 0
      : (revenue[at] as number) - (cost[at] as number) - ((owed[at] as number) - (owed[at - 1] as number)),
  )
  const row = months.map((_, at) => Math.round(((cashBefore[at] as number) * 0.72 + 40_000) * stray()))
  const places = months.flatMap((month, at) => (clock.yearOf(month) === -1 ? [at] : []))
  const short =
    places.reduce((sum, at) => sum + (cashBefore[at] as number) - (row[at] as number), 0) - 1_000_000
  const each = Math.trunc(short / places.length)
  for (const at of places) row[at] = (row[at] as number) + each
  const last = places.at(-1) as number
  row[last] = (row[last] as number) + (short - each * places.length)
  return row
}

/** Two hundred leads were planned for each quarter; the last one brought exactly 100. */
function leads(clock: Clock, stray: () => number): Row {
  const parts = [36, 33, 31]
  return monthsOf(clock).map((month) => {
    const quarter = clock.calendar.containing('month', 'quarter', month)
    const [first] = clock.calendar.range('quarter', quarter, 'month')
    if (quarter === clock.lastQuarter) return parts[month - first] as number
    if (quarter > clock.lastQuarter) return Math.round(39 * stray())
    return Math.round((quarter > clock.lastQuarter - 3 ? 58 : 64) * stray())
  })
}

/** About 50 new clients each quarter since this year began, about 41 before. */
function newClients(clock: Clock, stray: () => number): Row {
  return monthsOf(clock).map((month) => Math.round((clock.yearOf(month) >= 0 ? 17.3 : 13.8) * stray()))
}
