import type { ForecastRequest } from '@keelson/core'
import { LineFault, readOptional, readValues, readWhole } from './fields.ts'

type Frequency = {
  readonly names: readonly string[]
  readonly season: number
  readonly horizon: number
  readonly grain: 'day' | 'week' | 'other'
}

/** The names of lengths of periods, with their usual season and horizon. */
const frequencies: readonly Frequency[] = [
  { names: ['yearly', 'year', 'annual', 'y', 'a'], season: 1, horizon: 6, grain: 'other' },
  { names: ['half-yearly', 'half', 'h'], season: 2, horizon: 4, grain: 'other' },
  { names: ['quarterly', 'quarter', 'q'], season: 4, horizon: 8, grain: 'other' },
  { names: ['monthly', 'month', 'm'], season: 12, horizon: 18, grain: 'other' },
  { names: ['weekly', 'week', 'w'], season: 1, horizon: 13, grain: 'week' },
  { names: ['daily', 'day', 'd'], season: 7, horizon: 14, grain: 'day' },
]

/** What a line {freq, season, horizon, values, low, high} asks to be forecast. */
export function readSeries(line: Readonly<Record<string, unknown>>): ForecastRequest {
  const frequency = readFrequency(line.freq)
  const season = readWhole('season', line.season, { least: 1, most: 1000, otherwise: frequency.season })
  const horizon = readWhole('horizon', line.horizon, { least: 1, most: 1000, otherwise: frequency.horizon })
  const values = readValues('values', line.values)
  const [low, high] = [readOptional('low', line.low), readOptional('high', line.high)]
  if (low !== undefined && high !== undefined && !(low < high)) {
    throw new LineFault(`"low" lies below "high"; ${low} does not lie below ${high}.`)
  }
  const bounds = { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
  return { values, season, horizon, grain: frequency.grain, bounds }
}

function readFrequency(name: unknown): Frequency {
  if (name === undefined) return { names: [], season: 1, horizon: 6, grain: 'other' }
  const known =
    typeof name === 'string' ? frequencies.find(({ names }) => names.includes(name.toLowerCase())) : undefined
  if (known) return known
  const words = frequencies.map(({ names }) => names[0])
  throw new LineFault(`"freq" is one of ${words.join(', ')}, not ${JSON.stringify(name)}.`)
}
