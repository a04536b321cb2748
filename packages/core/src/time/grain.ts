/** The lengths of periods, finest first. Month, quarter, half and year are those of the fiscal calendar. */
export const grains = ['day', 'week', 'month', 'quarter', 'half', 'year'] as const
export type Grain = (typeof grains)[number]

/** The grains that are whole numbers of fiscal months. */
export type MonthGrain = Exclude<Grain, 'day' | 'week'>

export function isGrain(text: string): text is Grain {
  return (grains as readonly string[]).includes(text)
}

/** Negative where `a` is finer than `b`, 0 where they are the same, positive where `a` is coarser. */
export function compareGrains(a: Grain, b: Grain): number {
  return grains.indexOf(a) - grains.indexOf(b)
}

export function isFiner(a: Grain, b: Grain): boolean {
  return compareGrains(a, b) < 0
}

/** Fiscal months in one period of the grain. */
export function monthsIn(grain: MonthGrain): number {
  switch (grain) {
    case 'month':
      return 1
    case 'quarter':
      return 3
    case 'half':
      return 6
    case 'year':
      return 12
  }
}
