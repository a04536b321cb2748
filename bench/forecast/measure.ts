import type { Accuracy } from '@keelson/core'
import { forecast, interval, mase, naive2, owa, smape } from '@keelson/core'
import type { Frequency, MadeSeries } from './series.ts'

/** What was measured on the series of one frequency. Shares are 0 to 1. */
export type FrequencyFigures = {
  readonly series: number
  readonly owa: number
  readonly smape: number
  readonly mase: number
  readonly within80: number
  readonly within95: number
  readonly brier: number
  /** The mean distance of the chance told from the share that came true, over tenths of chance, weighted. */
  readonly calibration: number
  readonly msPerSeries: number
}

/** Forecasts every series and compares with what came after. */
export function measure(frequency: Frequency, all: readonly MadeSeries[]): FrequencyFigures {
  const { season, horizon, grain } = frequency
  const ours = new Errors()
  const theirs = new Errors()
  const chances = new Chances()
  let [within80, within95, steps, ms] = [0, 0, 0, 0]
  for (const { history, future } of all) {
    const start = performance.now()
    const made = forecast({ values: history, season, horizon, grain })
    ms += performance.now() - start
    if (made.kind === 'refused') throw new Error(made.message)
    ours.add(future, made.mean, history, season)
    theirs.add(future, naive2(history, season, horizon), history, season)
    const [low80, low95] = [interval(made, 0.8), interval(made, 0.95)]
    for (let step = 0; step < horizon; step++) {
      const value = future[step] as number
      const isIn = ({ low, high }: typeof low80) =>
        Number((low[step] as number) <= value && value <= (high[step] as number))
      within80 += isIn(low80)
      within95 += isIn(low95)
      steps++
    }
    const last = history[history.length - 1] as number
    for (const factor of [0.9, 0.97, 1, 1.03, 1.1, 1.2]) {
      const target = last * factor
      chances.add(1 - made.chanceBelow(horizon - 1, target), (future[horizon - 1] as number) > target)
    }
  }
  return {
    series: all.length,
    owa: owa(ours.mean(), theirs.mean()),
    ...ours.mean(),
    within80: within80 / steps,
    within95: within95 / steps,
    brier: chances.brier(),
    calibration: chances.gap(),
    msPerSeries: ms / all.length,
  }
}

class Errors {
  #smape = 0
  #mase = 0
  #count = 0
  #scaled = 0

  add(actual: Float64Array, mean: Float64Array, history: Float64Array, season: number): void {
    this.#smape += smape(actual, mean)
    this.#count++
    const scaled = mase(actual, mean, history, history.length > season ? season : 1)
    if (!Number.isFinite(scaled)) return
    this.#mase += scaled
    this.#scaled++
  }

  mean(): Accuracy {
    return { smape: this.#smape / this.#count, mase: this.#mase / this.#scaled }
  }
}

/** Chances told, beside what came true. */
export class Chances {
  #squares = 0
  #count = 0
  readonly #told = new Float64Array(10)
  readonly #true = new Float64Array(10)

  add(chance: number, came: boolean): void {
    this.#squares += (chance - Number(came)) ** 2
    this.#count++
    const tenth = Math.min(9, Math.floor(chance * 10))
    this.#told[tenth] = (this.#told[tenth] as number) + chance
    this.#true[tenth] = (this.#true[tenth] as number) + Number(came)
  }

  brier(): number {
    return this.#squares / this.#count
  }

  gap(): number {
    return (
      this.#told.reduce((sum, told, tenth) => sum + Math.abs(told - (this.#true[tenth] as number)), 0) /
      this.#count
    )
  }
}
