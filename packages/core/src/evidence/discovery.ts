/** What data say of a link, from most to least. */
export type Verdict = 'supported' | 'tentative' | 'not-supported' | 'insufficient-data'

/**
 * Verdicts for the p values of one map (NaN: insufficient data), false discovery held at `rate`: supported by the rule
 * of Benjamini and Yekutieli 2001, which holds whatever the links have to do with each other; tentative by that of
 * Benjamini and Hochberg 1995.
 */
export function verdictsOf(pValues: readonly number[], rate = 0.1): Verdict[] {
  const sorted = pValues.filter((p) => !Number.isNaN(p)).sort((a, b) => a - b)
  let harmonic = 0
  for (let rank = 1; rank <= sorted.length; rank++) harmonic += 1 / rank
  const limitOf = (share: number): number => {
    let limit = Number.NEGATIVE_INFINITY
    for (const [at, p] of sorted.entries()) if (p <= (share * (at + 1)) / sorted.length) limit = p
    return limit
  }
  const [sure, likely] = [limitOf(rate / harmonic), limitOf(rate)]
  return pValues.map((p) => {
    if (Number.isNaN(p)) return 'insufficient-data'
    if (p <= sure) return 'supported'
    return p <= likely ? 'tentative' : 'not-supported'
  })
}
