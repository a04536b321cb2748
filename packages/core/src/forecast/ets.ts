import { minimise } from '../statistics/nelder-mead.ts'
import type { EtsFit, EtsForm, EtsState, Smoothing } from './ets-filter.ts'
import { runEts } from './ets-filter.ts'
import type { SeasonKind } from './seasonality.ts'
import { seasonalIndices, withoutSeason } from './seasonality.ts'

/** An exponential smoothing model fitted to values. */
export type EtsModel = {
  readonly form: EtsForm
  readonly smoothing: Smoothing
  /** Before the first value. */
  readonly start: EtsState
  /** Corrected information criterion; models of the same values may be compared. */
  readonly aicc: number
}

/** Where a search begins, shared by the forms that have the same kind of season. */
export type EtsStart = {
  readonly level: number
  readonly slope: number
  readonly spread: number
  readonly season: Float64Array
}

/** A level, a slope and a season to begin with: the first values less their season, and a line through them. */
export function startEts(closed: Float64Array, season: number, kind: SeasonKind | 'none'): EtsStart {
  const indices = kind === 'none' ? new Float64Array(1) : seasonalIndices(closed, season, kind)
  if (kind === 'multiplicative')
    for (let at = 0; at < indices.length; at++) indices[at] = Math.max(indices[at] as number, 0.01)
  const plain = kind === 'none' ? closed : withoutSeason(closed, indices, kind)
  const count = Math.min(plain.length, Math.max(10, 2 * (kind === 'none' ? 1 : season)))
  let sum = 0
  let slant = 0
  for (let at = 0; at < count; at++) sum += plain[at] as number
  const mean = sum / count
  for (let at = 0; at < count; at++) slant += (at - (count - 1) / 2) * ((plain[at] as number) - mean)
  const slope = slant / ((count * (count * count - 1)) / 12)
  let rough = 0
  for (let at = 1; at < plain.length; at++)
    rough += Math.abs((plain[at] as number) - (plain[at - 1] as number))
  return {
    level: mean - (slope * (count + 1)) / 2,
    slope,
    spread: rough / (plain.length - 1),
    season: indices,
  }
}

const within = (x: number): number => 1 / (1 + Math.exp(-x))
const logit = (share: number): number => Math.log(share / (1 - share))

/**
 * Fits one form by maximum likelihood over the smoothing parameters, the first level and the first slope; the first
 * season is that of the decomposition. Parameters stay in 0 < β < α < 1, 0 < γ < 1 − α, 0.8 ≤ φ ≤ 0.98 (Hyndman and
 * others 2002). Undefined where the form does not suit: too few values, or a multiplied quantity that is not positive.
 */
export function fitEts(
  values: Float64Array,
  form: EtsForm,
  from: EtsStart,
  most = 200,
): EtsModel | undefined {
  const hasTrend = form.trend !== 'none'
  const hasSeason = form.season !== 'none'
  const isDamped = form.trend === 'damped'
  const season = new Float64Array(from.season.length)
  const state: EtsState = { level: 0, trend: 0, season }
  const smoothing: Smoothing = { alpha: 0, beta: 0, gamma: 0, phi: 1 }
  const fit: EtsFit = { squares: 0, logs: 0, count: 0 }
  const slopeScale = Math.max(from.spread, Math.abs(from.slope)) / 4

  const set = (at: Float64Array): void => {
    let next = 0
    smoothing.alpha = 1e-4 + 0.9998 * within(at[next++] as number)
    state.level = from.level + (at[next++] as number) * from.spread
    if (hasTrend) {
      smoothing.beta = smoothing.alpha * within(at[next++] as number)
      state.trend = from.slope + (at[next++] as number) * slopeScale
    } else state.trend = 0
    if (isDamped) smoothing.phi = 0.8 + 0.18 * within(at[next++] as number)
    if (hasSeason) smoothing.gamma = (1 - smoothing.alpha) * within(at[next] as number)
  }
  const cost = (at: Float64Array): number => {
    set(at)
    season.set(from.season)
    if (!runEts(values, form, smoothing, state, fit)) return Infinity
    const count = fit.count
    return (
      count * Math.log(Math.max(fit.squares, 1e-300) / count) +
      (form.error === 'multiplicative' ? 2 * fit.logs : 0)
    )
  }
  const first: number[] = [logit(hasTrend ? 0.3 : 0.4), 0]
  const steps: number[] = [1.2, 0.5]
  if (hasTrend) {
    first.push(logit(0.1), 0)
    steps.push(1.2, 0.5)
  }
  if (isDamped) {
    first.push(logit(0.8))
    steps.push(-1.5)
  }
  if (hasSeason) {
    first.push(logit(0.1))
    steps.push(1.2)
  }
  const found = minimise(cost, first, steps, { most, tolerance: 1e-5 })
  if (!Number.isFinite(found.value)) return undefined
  set(found.at)
  season.set(from.season)
  const known = first.length + (hasSeason ? from.season.length - 1 : 0) + 1
  let count = 0
  for (const value of values) if (!Number.isNaN(value)) count++
  const room = count - known - 1
  if (room < 1) return undefined
  const aicc = found.value + 2 * known + (2 * known * (known + 1)) / room
  return { form, smoothing: { ...smoothing }, start: { ...state, season: season.slice() }, aicc }
}

/** The forms worth trying; an explosive trend is none of them, nor an additive error beside a multiplied season. */
function formsOf(isPositive: boolean, seasons: readonly EtsForm['season'][]): EtsForm[] {
  const forms: EtsForm[] = []
  for (const season of seasons) {
    for (const trend of ['none', 'additive', 'damped'] as const) {
      if (season !== 'multiplicative') forms.push({ error: 'additive', trend, season })
      if (isPositive && season !== 'additive') forms.push({ error: 'multiplicative', trend, season })
    }
  }
  return forms
}

/**
 * Exponential smoothing models, those with the least corrected information criterion first (Hyndman, Koehler, Snyder
 * and Grose 2002). `closed` are the values with their gaps closed; seasonal forms are tried where there are two whole
 * seasons, alone where `isSeasonal`; multiplied quantities only where all values are positive.
 */
export function rankEts(
  values: Float64Array,
  closed: Float64Array,
  season: number,
  isSeasonal: boolean,
): EtsModel[] {
  const isPositive = closed.every((value) => value > 0)
  const canSeason = season > 1 && season <= 24 && closed.length >= Math.max(2 * season, season + 6)
  const kinds: EtsForm['season'][] = []
  if (!canSeason || !isSeasonal) kinds.push('none')
  if (canSeason) kinds.push('additive')
  if (canSeason && isPositive) kinds.push('multiplicative')
  const starts = {
    none: startEts(closed, season, 'none'),
    additive: canSeason ? startEts(closed, season, 'additive') : undefined,
    multiplicative: canSeason && isPositive ? startEts(closed, season, 'multiplicative') : undefined,
  }
  const models: EtsModel[] = []
  for (const form of formsOf(isPositive, kinds)) {
    const model = fitEts(values, form, starts[form.season] as EtsStart)
    if (model) models.push(model)
  }
  return models.sort((a, b) => a.aicc - b.aicc)
}

/** The three letters of a form, such as MAdM: error, trend, season. */
export function nameOfForm({ error, trend, season }: EtsForm): string {
  const trends = { none: 'N', additive: 'A', damped: 'Ad' }
  const seasons = { none: 'N', additive: 'A', multiplicative: 'M' }
  return (error === 'additive' ? 'A' : 'M') + trends[trend] + seasons[season]
}
