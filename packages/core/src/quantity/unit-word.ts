const timeUnits = new Map(
  ['second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'].flatMap((unit) => [
    [unit, unit],
    [`${unit}s`, unit],
  ]),
)

/** The unit of time that a word in lower case names, in the singular: `weeks` is `week`. */
export function timeUnitOf(word: string): string | undefined {
  return timeUnits.get(word)
}

const currencies = new Map<string, readonly string[]>([
  ['$', ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN', 'TWD']],
  ['€', ['EUR']],
  ['£', ['GBP']],
  ['¥', ['JPY', 'CNY']],
  ['₹', ['INR']],
])

/** The currencies that use a sign: one for `€`, several for `$`, none for a text that is no such sign. */
export function currenciesOf(sign: string): readonly string[] {
  return currencies.get(sign) ?? []
}
