import type { Results } from '../engine/results.ts'
import { seasonOf } from '../outlook/kpi-series.ts'
import { writeStored } from '../quantity/unit.ts'
import { signOf } from '../score/attainment.ts'
import { readSeries } from '../signal/read-series.ts'
import type { Id } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { AgendaReason } from './agenda.ts'

/** The last periods of a KPI that ended between two days. */
type Span = { readonly first: number; readonly last: number }

/** Why a KPI is to be talked about in the review of the days from `from` to `to`. Empty where nothing speaks for it. */
export function kpiReasons(results: Results, id: Id, from: Day, to: Day): readonly AgendaReason[] {
  const span = spanOf(results, id, from, to)
  return span ? [...statusReasons(results, id, span), ...signalReasons(results, id, span)] : []
}

function spanOf(results: Results, id: Id, from: Day, to: Day): Span | undefined {
  const grain = results.kpiGrain(id)
  if (!grain) return undefined
  const { lastDay } = results.timeline(grain)
  let last = results.closed(grain) - 1
  while (last >= 0 && (lastDay[last] as number) > to) last--
  let first = last
  while (first > 0 && (lastDay[first - 1] as number) >= from) first--
  return last >= 0 && (lastDay[last] as number) >= from ? { first, last } : undefined
}

function* statusReasons(results: Results, id: Id, { first, last }: Span): Generator<AgendaReason> {
  const cell = results.kpi(id, last)
  if (!cell?.binding) return
  const period = nameOf(results, id, last)
  if (cell.status === 'unknown')
    yield { code: 'unknown', facts: { period, why: cell.reason.replaceAll('-', ' ') } }
  if (cell.status === 'off-track' || cell.status === 'at-risk') {
    const unit = unitOf(results, id)
    const write = (value: number) => (unit && Number.isFinite(value) ? Number(writeStored(value, unit)) : '–')
    const target = Number.isNaN(cell.high)
      ? write(cell.target)
      : `${write(cell.target)} to ${write(cell.high)}`
    const facts = { actual: write(cell.actual.value), target, unit: unit?.name ?? '', period }
    yield { code: cell.status, facts }
    return
  }
  let missed = 0
  for (let at = first; at < last; at++) if (results.kpi(id, at)?.status === 'off-track') missed++
  const periods = last - first + 1
  if (2 * missed >= periods) yield { code: 'missed-before', facts: { missed, periods } }
}

/** A last value that is a signal for the worse: one for the better asks for no decision. */
function* signalReasons(results: Results, id: Id, { last }: Span): Generator<AgendaReason> {
  const grain = results.kpiGrain(id) ?? results.grain
  const values = results.actuals(id).slice(0, last + 1)
  const reading = readSeries(values, seasonOf(grain))
  const signal = reading?.signals.find(({ at }) => at === last)
  const stretch = reading?.limits.find(({ from, to }) => from <= last && last < to)
  if (!reading || !signal || !stretch) return
  const { strategy } = results
  const sign = signOf(strategy.measures.get(strategy.kpis.get(id)?.measure ?? '')?.polarity)
  const above = (values[last] as number) - (reading.season[last] as number) - stretch.centre
  if (sign * above > 0) return
  yield { code: 'signal', facts: { period: nameOf(results, id, last), rules: signal.rules.join(', ') } }
}

function unitOf({ strategy }: Results, id: Id) {
  return strategy.measures.get(strategy.kpis.get(id)?.measure ?? '')?.unit
}

function nameOf(results: Results, id: Id, index: number): string {
  const grain = results.kpiGrain(id) ?? results.grain
  const { first } = results.timeline(grain)
  return results.strategy.organisation.calendar.name(grain, first + index)
}
