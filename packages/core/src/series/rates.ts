import type { Day } from '../time/day.ts'

/** What rates are read from: the organisation's currency, and how many of another one unit of it buys, from days on. */
export type RateTable = {
  readonly organisation: { readonly currency: string | undefined }
  readonly currencies: ReadonlyMap<string, readonly { readonly from: Day; readonly rate: number }[]>
}

/**
 * How many units of `to` one unit of `from` buys on a day, crossing through the organisation's currency;
 * NaN where a rate is not known.
 */
export function rateOn(table: RateTable, from: string, to: string, day: Day): number {
  if (from === to) return 1
  const down = perUnit(table, from, day)
  const up = perUnit(table, to, day)
  return up / down
}

function perUnit(table: RateTable, currency: string, day: Day): number {
  if (currency === table.organisation.currency) return 1
  let found = Number.NaN
  for (const { from, rate } of table.currencies.get(currency) ?? []) {
    if (from > day) break
    found = rate
  }
  return found > 0 ? found : Number.NaN
}
