/** Symmetric mean absolute percentage error as a fraction from 0 to 2; a pair of zeros counts as 0 (Makridakis 1993). */
export function smape(actual: ArrayLike<number>, forecast: ArrayLike<number>): number {
  let sum = 0
  for (let at = 0; at < actual.length; at++) {
    const [y, f] = [actual[at] as number, forecast[at] as number]
    const size = Math.abs(y) + Math.abs(f)
    sum += size > 0 ? (2 * Math.abs(y - f)) / size : 0
  }
  return sum / actual.length
}

/**
 * Mean absolute scaled error: the mean absolute error over that of the seasonal naive forecast within the history
 * (Hyndman and Koehler 2006). NaN where the history has no change over the season.
 */
export function mase(
  actual: ArrayLike<number>,
  forecast: ArrayLike<number>,
  history: ArrayLike<number>,
  season: number,
): number {
  let scale = 0
  let count = 0
  for (let at = season; at < history.length; at++) {
    const change = Math.abs((history[at] as number) - (history[at - season] as number))
    if (Number.isNaN(change)) continue
    scale += change
    count++
  }
  let sum = 0
  for (let at = 0; at < actual.length; at++)
    sum += Math.abs((actual[at] as number) - (forecast[at] as number))
  return scale > 0 ? sum / actual.length / (scale / count) : Number.NaN
}

/** Errors of a method, averaged over series. */
export type Accuracy = { readonly smape: number; readonly mase: number }

/**
 * Overall weighted average: half the ratio of the sMAPEs plus half the ratio of the MASEs, each averaged over all series
 * first (Makridakis, Spiliotis and Assimakopoulos 2020). Below 1 is better than the reference, Naive2 as a rule.
 */
export function owa(method: Accuracy, reference: Accuracy): number {
  return (method.smape / reference.smape + method.mase / reference.mase) / 2
}
