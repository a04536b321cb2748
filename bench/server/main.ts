import process from 'node:process'
import { measureIngest } from './ingest.ts'
import { type Load, measureLoad } from './load.ts'
import { openSite, type Site } from './site.ts'
import { measureStream } from './stream.ts'

const seconds = Number(process.argv[2] ?? 10)
/** As many streams as one token may hold. */
const viewers = 10
const points = Number(process.argv[3] ?? 300_000)

type Line = {
  readonly name: string
  readonly figure: number
  readonly unit: string
  readonly bar: number
  readonly more: boolean
}

const lines: Line[] = []

function tell(name: string, figure: number, unit: string, bar: number, more: boolean): void {
  lines.push({ name, figure, unit, bar, more })
  const verdict = (more ? figure >= bar : figure <= bar) ? 'bar cleared' : 'BAR MISSED'
  const shown = figure >= 100 ? figure.toFixed(0) : figure.toFixed(1)
  const limit = `${more ? 'at least' : 'at most'} ${bar} ${unit}`
  process.stdout.write(
    `${name.padEnd(56)} ${`${shown} ${unit}`.padStart(16)}  ${limit.padEnd(22)} ${verdict}\n`,
  )
}

function tellLoad(name: string, { perSecond, p99Ms, failed }: Load, rate: number, p99: number): void {
  tell(`${name}: requests a second`, perSecond, '/s', rate, true)
  tell(`${name}: 99th percentile`, p99Ms, 'ms', p99, false)
  tell(`${name}: failed`, failed, '', 0, false)
}

const site: Site = await openSite()
try {
  tell('first run with the demo company', site.firstRunMs / 1000, 's', 20, false)
  tell('bulk ingest, audited and idempotent', await measureIngest(site, points), 'points/s', 20_000, true)
  const kpis = site.kpis.filter((_, at) => at % 7 === 0)
  const reads = kpis.flatMap((id, at) => [
    `/kpis/${id}`,
    `/scorecard?by=department&group=department-${at % 40}`,
  ])
  tellLoad('reads of KPIs and scorecards', await measureLoad(site, reads, 0, seconds), 500, 150)
  tellLoad('nine reads to a check-in', await measureLoad(site, reads, 0.1, seconds), 300, 250)
  tellLoad('single durable check-ins', await measureLoad(site, reads, 1, seconds), 300, 250)
  const stream = await measureStream(site, viewers, seconds)
  tell(`${viewers} viewers: commit to client, 95th percentile`, stream.p95Ms, 'ms', 500, false)
  tell('memory of the server', await site.residentMb(), 'MB', 512, false)
  const values = [{ measure: 'department-0-0-part-0', period: '2026-06', value: 77 }]
  await site.ask('POST', '/values', { values })
  const cold = await site.timed('')
  tell('overview with the alignment report after a change', cold, 'ms', 2000, false)
  tell('restart to ready, warm', (await site.restart()) / 1000, 's', 3, false)
} finally {
  await site.close()
}
process.exitCode = 0
