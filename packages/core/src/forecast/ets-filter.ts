/** Form of an exponential smoothing model: how errors, trend and season enter (the taxonomy of Hyndman and others 2002). */
export type EtsForm = {
  readonly error: 'additive' | 'multiplicative'
  readonly trend: 'none' | 'additive' | 'damped'
  readonly season: 'none' | 'additive' | 'multiplicative'
}

/** Smoothing parameters: level, trend, season, damping. */
export type Smoothing = { alpha: number; beta: number; gamma: number; phi: number }

/** Where a filter stands: a level, a trend, and the season by place, which the filter writes on. */
export type EtsState = { level: number; trend: number; readonly season: Float64Array }

/** What a filter has seen: the sum of squared errors (relative ones where errors multiply), of log sizes, their count. */
export type EtsFit = { squares: number; logs: number; count: number }

/** What is called after each period with the level and the trend; the season stands in the state. */
export type EtsVisit = (at: number, level: number, trend: number) => void

/**
 * Runs a model over values, from the state given to the state after the last value; gaps (NaN) move the state on
 * without an error. Single source of errors, as in Hyndman, Koehler, Ord and Snyder 2008, table 2.1. False as soon as
 * a multiplied quantity is no longer positive.
 */
export function runEts(
  values: Float64Array,
  form: EtsForm,
  smoothing: Smoothing,
  state: EtsState,
  fit: EtsFit,
  visit?: EtsVisit,
): boolean {
  const { alpha, beta, gamma, phi } = smoothing
  const { season } = state
  const count = season.length
  const isMultiplied = form.season === 'multiplicative'
  const isAdded = form.season === 'additive'
  const isRelative = form.error === 'multiplicative'
  let { level, trend } = state
  let squares = 0
  let logs = 1
  let logSum = 0
  let seen = 0
  let place = 0
  for (let at = 0; at < values.length; at++) {
    const carried = phi * trend
    const base = level + carried
    const own = isMultiplied || isAdded ? (season[place] as number) : 0
    const fitted = isMultiplied ? base * own : base + own
    if (isRelative && !(fitted > 1e-12)) return false
    const value = values[at] as number
    const isGap = Number.isNaN(value)
    let error = isGap ? 0 : value - fitted
    if (!isGap) {
      seen++
      if (isRelative) {
        error /= fitted
        logs *= fitted
        // The logarithm is taken of products, now and then, before they leave the range of numbers.
        if (logs < 1e-200 || logs > 1e200) {
          logSum += Math.log(logs)
          logs = 1
        }
      }
      squares += error * error
    }
    if (isMultiplied) {
      level = base * (1 + alpha * error)
      trend = carried + beta * base * error
      season[place] = own * (1 + gamma * error)
    } else {
      if (isRelative) error *= fitted
      level = base + alpha * error
      trend = carried + beta * error
      if (isAdded) season[place] = own + gamma * error
    }
    place = place + 1 === count ? 0 : place + 1
    visit?.(at, level, trend)
  }
  state.level = level
  state.trend = trend
  fit.squares = squares
  fit.logs = logSum + Math.log(logs)
  fit.count = seen
  return Number.isFinite(squares)
}

/** Writes forecasts from a state into `into`; `place` is the place in the season of the first period forecast. */
export function projectEts(
  form: EtsForm,
  phi: number,
  level: number,
  trend: number,
  season: Float64Array,
  place: number,
  into: Float64Array,
): void {
  let base = level
  let slope = trend
  for (let step = 0; step < into.length; step++) {
    slope *= phi
    base += slope
    const own = form.season === 'none' ? 0 : (season[(place + step) % season.length] as number)
    into[step] = form.season === 'multiplicative' ? base * own : base + own
  }
}
