import { forecast, interval, RandomSource } from '@keelson/core'

type Shape = (source: RandomSource, at: number, count: number) => number

const shapes: readonly Shape[] = [
  () => 5,
  (source) => 1e6 + 1e-7 * source.next(),
  (_, at, count) => (at === count >> 1 ? 1e9 : 1),
  () => 0,
  (source) => (source.next() < 0.9 ? 0 : 100 * source.next()),
  (source) => (source.next() < 0.3 ? Number.NaN : source.normal()),
  (source) => 1e-300 * source.next(),
  (source) => 1e300 * (source.next() - 0.5),
  (source) => 10 ** (600 * source.next() - 300),
  (source) => (source.next() < 0.5 ? -1 : 1) * Number.MAX_VALUE,
  (_, at) => 2 ** at,
  (source, at) => 100 + at * source.normal(),
  (source, at) => 10 + (at % 12) * source.next(),
  (source) => (source.next() < 0.1 ? Infinity : source.next()),
]

/** What came of forecasting wild series: how many were forecast, refused, and wrong in some way. */
export type FuzzFigures = {
  readonly made: number
  readonly refused: number
  readonly faults: readonly string[]
}

/** Forecasts `count` wild series and looks for what no forecast may have: NaN, infinity, crossed intervals, explosion. */
export function fuzz(count: number, seed: number): FuzzFigures {
  const source = new RandomSource(seed)
  const faults: string[] = []
  let [made, refused] = [0, 0]
  for (let run = 0; run < count; run++) {
    const length = 3 + Math.floor(source.next() * 50)
    const shape = shapes[run % shapes.length] as Shape
    const values = Array.from({ length }, (_, at) => shape(source, at, length))
    const season = [1, 4, 7, 12][Math.floor(source.next() * 4)] as number
    const done = forecast({ values, season, horizon: 6 })
    if (done.kind === 'refused') {
      refused++
      continue
    }
    made++
    const fault = faultOf(values.filter(Number.isFinite), done)
    if (fault) faults.push(`series ${run}, season ${season}: ${fault}`)
  }
  return { made, refused, faults }
}

function faultOf(seen: readonly number[], done: Extract<ReturnType<typeof forecast>, { kind: 'forecast' }>) {
  const [low, high] = [Math.min(...seen), Math.max(...seen)]
  const [most, all] = [interval(done, 0.8), interval(done, 0.95)]
  for (let step = 0; step < done.mean.length; step++) {
    const row = [all.low, most.low, done.mean, most.high, all.high].map((of) => of[step] as number)
    if (!row.every(Number.isFinite)) return `no number in period ${step}`
    if (row.some((value, at) => at > 0 && value < (row[at - 1] as number)))
      return `intervals cross in period ${step}`
    // In quarters, because the range of two large numbers need not be a number.
    const reach = (high / 4 - low / 4) * 12 + (1e-12 * Math.max(Math.abs(low), Math.abs(high))) / 4
    const mean = (row[2] as number) / 4
    if (mean > high / 4 + reach || mean < low / 4 - reach) return `explodes in period ${step}`
  }
  return undefined
}
