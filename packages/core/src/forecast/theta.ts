import { minimise } from '../statistics/nelder-mead.ts'

/** A theta model fitted to values without season or gaps. */
export type ThetaModel = {
  readonly level: number
  readonly alpha: number
  /** How far the second line is bent: 2 is the classical one; 1 makes it simple exponential smoothing. */
  readonly theta: number
}

/** What is called after each value with the state, from which `projectTheta` forecasts. */
export type ThetaVisit = (at: number, state: ThetaState) => void

/** Where the recursion stands after `count` values: the level, the mean of all, and the line through them. */
export type ThetaState = { count: number; level: number; mean: number; slope: number; power: number }

const begin = (level: number): ThetaState => ({ count: 0, level, mean: 0, slope: 0, power: 1 })

/**
 * The one-step forecast from a state. The level of the bent line, and what the straight line through all values so far
 * adds to it (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016, the dynamic optimised theta model).
 */
function ahead(state: ThetaState, alpha: number, share: number): number {
  const { count, level, mean, slope, power } = state
  const intercept = mean - (slope * (count + 1)) / 2
  return level + share * (power * intercept + ((1 - power * (1 - alpha)) / alpha) * slope)
}

function take(state: ThetaState, value: number, alpha: number): void {
  const count = state.count + 1
  const before = state.mean
  state.level = alpha * value + (1 - alpha) * state.level
  state.mean = before + (value - before) / count
  state.slope = count < 2 ? 0 : ((count - 2) * state.slope + (6 * (value - before)) / count) / (count + 1)
  state.power *= 1 - alpha
  state.count = count
}

/** Runs a model over values, calling `visit` with the state after each. */
export function runTheta(values: Float64Array, { level, alpha }: ThetaModel, visit: ThetaVisit): void {
  const state = begin(level)
  for (let at = 0; at < values.length; at++) {
    take(state, values[at] as number, alpha)
    visit(at, state)
  }
}

/** Writes forecasts from a state, which stays as it is, into `into`: each forecast is taken in as if it were a value. */
export function projectTheta(from: ThetaState, { alpha, theta }: ThetaModel, into: Float64Array): void {
  const state = { ...from }
  const share = 1 - 1 / theta
  for (let step = 0; step < into.length; step++) {
    const value = ahead(state, alpha, share)
    into[step] = value
    take(state, value, alpha)
  }
}

/**
 * Fits level, α and θ by least squares of the one-step errors from the third value on; θ of 2 would be the method of
 * Assimakopoulos and Nikolopoulos 2000, as Hyndman and Billah 2003 write it.
 */
export function fitTheta(values: Float64Array): ThetaModel {
  const spread = Math.max(roughness(values), 1e-12)
  const first = values[0] as number
  const read = (at: Float64Array): ThetaModel => ({
    level: first + (at[1] as number) * spread,
    alpha: 0.05 + 0.94 / (1 + Math.exp(-(at[0] as number))),
    theta: 1 / (1 - 0.9 / (1 + Math.exp(-(at[2] as number)))),
  })
  const state = begin(0)
  const cost = (at: Float64Array): number => {
    const { level, alpha, theta } = read(at)
    const share = 1 - 1 / theta
    Object.assign(state, begin(level))
    let squares = 0
    for (let at = 0; at < values.length; at++) {
      if (at >= 2) squares += ((values[at] as number) - ahead(state, alpha, share)) ** 2
      take(state, values[at] as number, alpha)
    }
    return Math.log(squares + 1e-300)
  }
  const start = [0, 0, 0.2]
  const steps = [1.5, 1, 1]
  return read(minimise(cost, start, steps, { most: 160, tolerance: 1e-6 }).at)
}

function roughness(values: Float64Array): number {
  let sum = 0
  for (let at = 1; at < values.length; at++)
    sum += Math.abs((values[at] as number) - (values[at - 1] as number))
  return sum / Math.max(1, values.length - 1)
}
