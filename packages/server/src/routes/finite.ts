/** Fields that are numbers in any case. */
type Sure = 'coverage' | 'ageDays'

type Finite<T> = { [K in keyof T]: T[K] extends number ? (K extends Sure ? number : number | null) : T[K] }

/** JSON has no NaN: a number that is not there is null. */
export function finite<T extends object>(row: T): Finite<T> {
  const entries = Object.entries(row).map(([key, value]) => [
    key,
    typeof value === 'number' && !Number.isFinite(value) ? null : value,
  ])
  return Object.fromEntries(entries) as Finite<T>
}

export function finiteNumber(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
