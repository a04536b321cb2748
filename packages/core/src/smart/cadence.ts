export const cadences = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const
/** How often a target repeats, and the lengths of time that a due day may count in. */
export type Cadence = (typeof cadences)[number]

const adverbs: readonly (readonly [string, Cadence])[] = [
  ['daily', 'day'],
  ['weekly', 'week'],
  ['monthly', 'month'],
  ['quarterly', 'quarter'],
  ['half-yearly', 'half'],
  ['yearly', 'year'],
  ['annually', 'year'],
]
const byAdverb = new Map(adverbs)

/** The period of time that a word names: `quarter`, `quarters`, `half-year`. */
export function cadenceOf(key: string): Cadence | undefined {
  const singular = key === 'halves' || /^half-years?$/.test(key) ? 'half' : key.replace(/s$/, '')
  return cadences.find((cadence) => cadence === singular)
}

/** The cadence of `monthly`, `quarterly`; undefined for any other word. */
export function cadenceOfAdverb(key: string): Cadence | undefined {
  return byAdverb.get(key)
}
