import { printDay } from '@keelson/core'
import type { Clock } from './clock.ts'
import type { DemoFile } from './demo-file.ts'
import { seeded, seedOf } from './random.ts'
import type { Row } from './series.ts'
import { monthsOf } from './series.ts'

/** Measures whose newest values are not handed in: the planted stale KPI. */
const silentMonths: Readonly<Record<string, number>> = { 'brand-awareness': 5 }

/** Monthly values of every measure, and weekly visits; recorded some days after each period. */
export function observationFiles(rows: ReadonlyMap<string, Row>, clock: Clock, seed: number): DemoFile[] {
  return [
    { path: 'observations/monthly.csv', text: monthly(rows, clock, seed) },
    { path: 'observations/weekly.csv', text: weekly(clock, seed) },
  ]
}

function monthly(rows: ReadonlyMap<string, Row>, clock: Clock, seed: number): string {
  const lines = ['measure,period,value,recorded,source']
  for (const [id, row] of [...rows].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const next = seeded(seedOf(`${id} recorded`, seed))
    const months = monthsOf(clock)
    const count = months.length - (silentMonths[id] ?? 0)
    for (const [at, month] of months.slice(0, count).entries()) {
      const ended = clock.calendar.end('month', month)
      const recorded = Math.min(clock.today, ended + 1 + Math.floor(next() * 4))
      const isRestated = id === 'online-sales' && at === count - 6
      const first = isRestated ? Math.round((row[at] as number) * 1.04) : (row[at] as number)
      lines.push(`${id},${clock.month(month)},${first},${printDay(recorded)},${sourceOf(id)}`)
      if (isRestated) lines.push(restatement(id, row[at] as number, month, clock))
    }
  }
  return `${lines.join('\n')}\n`
}

/** What was first reported too high, put right: what was known before stays visible. */
function restatement(id: string, value: number, month: number, clock: Clock): string {
  const recorded = Math.min(clock.today, clock.calendar.end('month', month) + 40)
  return `${id},${clock.month(month)},${value},${printDay(recorded)},${sourceOf(id)}`
}

function sourceOf(id: string): string {
  if (/cost|sales|revenue|receivables|investment|invoices/.test(id)) return 'ledger'
  if (/calls|response|satisfaction/.test(id)) return 'service desk'
  if (/headcount|leavers|training|engagement|hire|sick/.test(id)) return 'people system'
  return 'report'
}

/** Visits of the website by week, two years of them. */
function weekly(clock: Clock, seed: number): string {
  const { calendar } = clock
  const next = seeded(seedOf('website-visits', seed))
  const last = calendar.ordinal('week', clock.today + 1) - 1
  const lines = ['measure,period,value,recorded,source']
  for (let week = last - 103; week <= last; week++) {
    const value = Math.round(21_000 * 1.09 ** ((week - last + 103) / 52) * (1 + (next() * 2 - 1) * 0.03))
    const recorded = Math.min(clock.today, calendar.end('week', week) + 1)
    lines.push(`website-visits,${calendar.name('week', week)},${value},${printDay(recorded)},web analytics`)
  }
  return `${lines.join('\n')}\n`
}
