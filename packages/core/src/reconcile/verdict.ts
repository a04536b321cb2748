import type { PeriodTarget } from './period-target.ts'

export type Verdict = 'adds-up' | 'gap' | 'over-allocated' | 'not-checkable'

/** What is wanted beside what is produced, and what is lacking: positive, or negative where there is too much. */
export type Comparison = {
  readonly wanted: number
  readonly gap: number
  readonly tolerance: number
  readonly padding: number
}

type Limits = { readonly tolerance: number; readonly padding: number }

/**
 * Rule C7. Beside a range, or where no direction is wanted (`sign` 0), too much is as wrong as too little: what lies
 * below is lacking, what lies above is too much, and nothing is allowed beyond the tolerance.
 */
export function compare(own: PeriodTarget, produced: number, sign: 1 | -1 | 0, limits: Limits): Comparison {
  const { low, high } = own.range ?? { low: own.value, high: own.value }
  const isFree = own.range !== undefined || sign === 0
  const wanted = isFree && produced > high ? high : low
  const isInside = isFree && produced >= low && produced <= high
  const scale = Math.abs(wanted)
  return {
    wanted,
    gap: isInside ? 0 : !isFree && sign === -1 ? produced - wanted : wanted - produced,
    tolerance: limits.tolerance * scale,
    padding: isFree ? 0 : limits.padding * scale,
  }
}

/** Rule C7, with the slack of rule K13 taken from the largest amount compared. */
export function verdictOf(
  { gap, tolerance, padding }: Comparison,
  amounts: readonly number[],
): Exclude<Verdict, 'not-checkable'> {
  const slack = 1e-9 * Math.max(...amounts.filter(Number.isFinite).map(Math.abs), 0)
  if (gap > tolerance + slack) return 'gap'
  return -gap > Math.max(padding, tolerance) + slack ? 'over-allocated' : 'adds-up'
}
