import type { Results } from '../engine/results.ts'
import type { Bounds } from '../forecast/bounds.ts'
import type { ForecastRequest } from '../forecast/forecast.ts'
import type { Grain } from '../time/grain.ts'

const seasons: Readonly<Record<Grain, number>> = { day: 7, week: 52, month: 12, quarter: 4, half: 2, year: 1 }

/** How many periods of a grain make a season; of days, a week. */
export function seasonOf(grain: Grain): number {
  return seasons[grain]
}

/** How far ahead a KPI is usually forecast: a year, at most 13 periods and at least 4. */
export function usualHorizon(grain: Grain): number {
  return Math.min(13, Math.max(4, seasonOf(grain)))
}

/** What is asked of a forecast of a KPI by the periods it is judged by. */
export function kpiRequest(
  results: Results,
  id: string,
  horizon: number,
  bounds: Bounds = {},
): ForecastRequest {
  const grain = results.kpiGrain(id) ?? results.grain
  return {
    values: results.actuals(id),
    season: seasonOf(grain),
    horizon,
    grain: grain === 'day' || grain === 'week' ? grain : 'other',
    bounds,
  }
}

/** The names of the periods after the last one that has ended. */
export function namesAhead(results: Results, grain: Grain, count: number): string[] {
  const { calendar } = results.strategy.organisation
  const first = results.timeline(grain).first + results.closed(grain)
  return Array.from({ length: count }, (_, step) => calendar.name(grain, first + step))
}
