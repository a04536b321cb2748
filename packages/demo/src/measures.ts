/** How one observed measure of the demo company moves. */
export type Motion = {
  readonly id: string
  /** Last year's total of a flow; the level of anything else at the beginning of this year. */
  readonly level: number
  /** This year's pace against last year's, as it really runs: 1.08 is 8 % more. */
  readonly pace: number
  /** Last year's growth against the year before. */
  readonly drift: number
  readonly season: keyof typeof seasons
  /** Share by which a value strays at most. */
  readonly noise: number
  readonly decimals: number
  readonly isFlow: boolean
}

/** Shares of a year by calendar month, January first; each adds up to 12. */
export const seasons = {
  flat: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  gifts: [0.86, 0.84, 0.92, 0.94, 0.95, 0.92, 0.86, 0.84, 0.98, 1.06, 1.33, 1.5],
  trade: [0.92, 0.96, 1.1, 1.02, 1.0, 1.02, 0.9, 0.8, 1.06, 1.1, 1.12, 1.0],
  summer: [0.95, 0.95, 0.98, 1.0, 1.03, 1.06, 1.08, 1.07, 1.0, 0.97, 0.96, 0.95],
} as const

const flow = (
  id: string,
  level: number,
  pace: number,
  drift: number,
  season: keyof typeof seasons = 'flat',
  decimals = 0,
): Motion => ({ id, level, pace, drift, season, noise: 0.015, decimals, isFlow: true })

const level = (id: string, start: number, pace: number, drift: number, decimals: number): Motion => ({
  id,
  level: start,
  pace,
  drift,
  season: 'flat',
  noise: 0.012,
  decimals,
  isFlow: false,
})

/** Everything observed each month, apart from what is derived in `derived.ts`. */
export const motions: readonly Motion[] = [
  flow('dealer-sales', 24_000_000, 27.2 / 24, 1.05, 'trade'),
  flow('online-sales', 12_000_000, 14 / 12, 1.09, 'gifts'),
  flow('subscription-revenue', 8_000_000, 9.2 / 8, 1.06),
  flow('service-revenue', 6_000_000, 7.1 / 6, 1.04, 'summer'),
  flow('goods-cost', 24_000_000, 30.9 / 24, 1.05, 'trade'),
  flow('staff-cost', 15_000_000, 17.45 / 15, 1.04),
  flow('overhead-cost', 6_000_000, 5.66 / 6, 1.02),
  flow('machines-sold', 20_000, 1.215, 1.05, 'gifts'),
  flow('orders', 61_000, 1.15, 1.05, 'gifts'),
  flow('offers-made', 1_240, 1.05, 1.03, 'trade'),
  flow('offers-won', 446, 1.09, 1.04, 'trade'),
  flow('japan-sales', 310_000_000, 1.11, 1.08, 'gifts'),
  flow('savings-found', 520_000, 1.21, 1.1),
  flow('invoices-sent', 64_000, 1.07, 1.05, 'gifts'),
  flow('campaign-cost', 1_150_000, 1.02, 1.04, 'gifts'),
  flow('machines-built', 20_400, 1.19, 1.05, 'gifts'),
  flow('energy-used', 1_632_000, 1.13, 1.02),
  flow('calls-handled', 88_000, 1.04, 1.03, 'summer'),
  flow('training-hours', 9_800, 1.12, 1.06),
  level('customers', 41_500, 1.05, 1.04, 0),
  level('headcount', 410, 1.03, 1.02, 0),
  level('close-days', 7.4, 0.82, 0.95, 1),
  level('first-response-hours', 6.4, 0.84, 0.95, 2),
  level('service-satisfaction', 7.9, 1.045, 1.01, 2),
  level('brand-awareness', 31, 1.05, 1.04, 1),
  level('supplier-quality', 95.6, 1.012, 1.004, 1),
  level('spare-part-availability', 93.2, 1.02, 1.005, 1),
  level('time-to-market', 14.5, 0.93, 0.97, 1),
  level('feature-adoption', 38, 1.14, 1.06, 1),
  level('engagement', 7.3, 1.04, 1.01, 2),
  level('time-to-hire', 52, 0.93, 0.98, 0),
  level('sick-leave', 4.6, 0.96, 1.0, 2),
  level('social-followers', 58_000, 1.16, 1.12, 0),
  level('net-promoter-score', 42, 1.07, 1.03, 0),
]
