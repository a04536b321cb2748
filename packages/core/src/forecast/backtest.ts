import { mase, smape } from './accuracy.ts'
import type { ForecastRequest } from './forecast.ts'
import { forecast, interval, leastPoints } from './forecast.ts'
import { naive2 } from './naive.ts'

/** How forecasts of this very series would have done. Shares and errors are fractions; NaN where nothing can be told. */
export type Backtest = {
  /** From how many places in the past it was forecast, and how many values were compared. */
  readonly origins: number
  readonly compared: number
  readonly smape: number
  readonly mase: number
  /** The same of the naive forecast with season. */
  readonly naiveSmape: number
  /** Shares of the values that lay within the intervals. */
  readonly within80: number
  readonly within95: number
}

/**
 * Forecasts a series from places in its past, each time with nothing known but what came before, and compares with
 * what came (rolling origin: Tashman 2000). The last `most` origins that leave enough before them; undefined without any.
 */
export function backtest(request: ForecastRequest, most = 12): Backtest | undefined {
  const { values, horizon, season, least = leastPoints } = request
  const all = Float64Array.from(values)
  const origins = Array.from({ length: most }, (_, back) => all.length - 1 - back).filter((at) => at >= least)
  const sums = { smape: 0, naive: 0, scaled: 0, scaledCount: 0, in80: 0, in95: 0, compared: 0, origins: 0 }
  for (const origin of origins) {
    const history = all.subarray(0, origin)
    const made = forecast({ ...request, values: history })
    if (made.kind === 'refused') continue
    const naive = naive2(history, season, horizon)
    const [low80, low95] = [interval(made, 0.8), interval(made, 0.95)]
    sums.origins++
    for (let step = 0; step < horizon && origin + step < all.length; step++) {
      const value = all[origin + step] as number
      if (!Number.isFinite(value)) continue
      const mean = made.mean[step] as number
      sums.compared++
      sums.smape += smape([value], [mean])
      sums.naive += smape([value], [naive[step] as number])
      const scaled = mase([value], [mean], history, history.length > season ? season : 1)
      if (Number.isFinite(scaled)) {
        sums.scaled += scaled
        sums.scaledCount++
      }
      const isIn = ({ low, high }: typeof low80) =>
        Number((low[step] as number) <= value && value <= (high[step] as number))
      sums.in80 += isIn(low80)
      sums.in95 += isIn(low95)
    }
  }
  const { compared } = sums
  if (compared === 0) return undefined
  return {
    origins: sums.origins,
    compared,
    smape: sums.smape / compared,
    mase: sums.scaledCount > 0 ? sums.scaled / sums.scaledCount : Number.NaN,
    naiveSmape: sums.naive / compared,
    within80: sums.in80 / compared,
    within95: sums.in95 / compared,
  }
}
