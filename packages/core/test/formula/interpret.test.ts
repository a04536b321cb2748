import { expect, test } from 'vitest'
import type { Formula } from '../../src/formula/ast.ts'
import type { Frame } from '../../src/formula/frame.ts'
import { interpret } from '../../src/formula/interpret.ts'
import { parseFormula } from '../../src/formula/parse.ts'
import { resolveFormula } from '../../src/formula/resolve.ts'
import type { Reason, Value } from '../../src/quantity/missing.ts'
import { isMissing, missing, present, reasons } from '../../src/quantity/missing.ts'
import { lookup } from './marked.ts'

/** A year of four quarters that begins with the second period; three years and a bit. */
const quarters: Frame = {
  grain: 'quarter',
  count: 10,
  yearStart: Int32Array.of(-3, 1, 1, 1, 1, 5, 5, 5, 5, 9),
  yearBefore: Int32Array.of(-4, -3, -2, -1, 0, 1, 2, 3, 4, 5),
  days: Int32Array.of(92, 90, 91, 92, 92, 90, 91, 92, 92, 90),
}

type Cells = Readonly<Record<string, readonly (number | Reason)[] | number | Reason>>

function valueIn(cell: number | Reason | undefined): Value {
  if (cell === undefined) return missing('not-observed')
  return typeof cell === 'number' ? present(cell) : missing(cell)
}

/** What a formula gives in a period: a number, or the reason why there is none. */
function evaluate(text: string, cells: Cells = {}, index = 9): number | Reason {
  const { formula, diagnostics } = parseFormula(text, { file: '', offset: 0 })
  expect(diagnostics).toEqual([])
  const value = interpret(resolveFormula(formula as Formula, lookup), index, quarters, (id, at) => {
    expect(at).toBeGreaterThanOrEqual(0)
    const row = cells[id]
    return valueIn(Array.isArray(row) ? row[at] : (row as number | Reason | undefined))
  })
  expect(Number.isNaN(value.value)).toBe(isMissing(value))
  return isMissing(value) ? (reasons[value.reason] as Reason) : value.value
}

/** The whole row of a formula. */
const row = (text: string, cells: Cells) =>
  Array.from({ length: 10 }, (_, index) => evaluate(text, cells, index))

const counting = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]

test('[F3] numbers and percentages', () => {
  expect(evaluate('1_000 + 95%')).toBe(1000.95)
  expect(evaluate('5 - 2 - 1')).toBe(2)
  expect(evaluate('-2 * -3')).toBe(6)
})

test('[F25] the first missing value from left to right gives the reason', () => {
  const cells: Cells = { a: 'stale', b: 'no-rate', c: 3 }
  expect(evaluate('a + b', cells)).toBe('stale')
  expect(evaluate('b + a', cells)).toBe('no-rate')
  expect(evaluate('c * (b - a)', cells)).toBe('no-rate')
  expect(evaluate('sum(c, b, a)', cells)).toBe('no-rate')
  expect(evaluate('avg(c, a, b)', cells)).toBe('stale')
  expect(evaluate('-a', cells)).toBe('stale')
  expect(evaluate('c / 0 + a', cells)).toBe('divide-by-zero')
  expect(evaluate('a + c / 0', cells)).toBe('stale')
  expect(evaluate('unknown', cells)).toBe('not-observed')
})

test('[F26] dividing by zero gives no value, nor does a result too large', () => {
  expect(evaluate('1 / 0')).toBe('divide-by-zero')
  expect(evaluate('0 / 0')).toBe('divide-by-zero')
  expect(evaluate('1 / -0')).toBe('divide-by-zero')
  expect(evaluate('1e308 * 10')).toBe('not-finite')
  expect(evaluate('1 / (1e308 * 10)')).toBe('not-finite')
  expect(evaluate('min(1, 1e308 + 1e308)')).toBe('not-finite')
  expect(evaluate('coalesce(1e308 * 10, 3)')).toBe(3)
  expect(evaluate('if(1e308 * 10 > 1, 2, 3)')).toBe('not-finite')
  expect(evaluate('1e-308 / 1e308')).toBe(0)
})

test('[F27] sums are added in the order written', () => {
  expect(evaluate('sum(0.1, 0.2, 0.3)')).toBe(0.1 + 0.2 + 0.3)
  expect(evaluate('sum(0.3, 0.2, 0.1)')).toBe(0.6)
  expect(evaluate('sum(1e308, 1e308, -1e308)')).toBe('not-finite')
  expect(evaluate('sum(1e308, -1e308, 1e308)')).toBe(1e308)
  expect(evaluate('sum(1e308, 1e308, gone)')).toBe('not-finite')
  expect(evaluate('avg(1, 2, 6)')).toBe(3)
  expect(evaluate('sum(7)')).toBe(7)
})

test('[F28] if looks only at the branch it chooses', () => {
  const cells: Cells = { there: 4, gone: 'stale' }
  expect(evaluate('if(there > 3, there, gone)', cells)).toBe(4)
  expect(evaluate('if(there < 3, there, gone)', cells)).toBe('stale')
  expect(evaluate('if(gone > 3, 1, 2)', cells)).toBe('stale')
  expect(evaluate('if(there > 3, 1, 1 / 0)', cells)).toBe(1)
})

test('[F29] coalesce gives the first value there is', () => {
  const cells: Cells = { gone: 'stale', unrated: 'no-rate', there: 4 }
  expect(evaluate('coalesce(gone, unrated, there, 9)', cells)).toBe(4)
  expect(evaluate('coalesce(0, there)', cells)).toBe(0)
  expect(evaluate('coalesce(unrated, gone)', cells)).toBe('no-rate')
})

test('[F30] comparisons and what joins them', () => {
  const truths = {
    '1 < 2': 1,
    '2 < 2': 0,
    '2 <= 2': 1,
    '2 > 2': 0,
    '2 >= 2': 1,
    '0.1 + 0.2 = 0.3': 0,
    '2 != 3': 1,
    '0 = -0': 1,
    'not 1 = 1': 0,
    '1 = 1 and 2 = 3': 0,
    '1 = 1 and 2 = 2': 1,
    '1 = 2 or 3 = 3': 1,
    '1 = 2 or 2 = 3': 0,
    '1 = 2 and gone > 0': 0,
    '1 = 1 or gone > 0': 1,
    '1 = 1 and gone > 0': 'stale',
    '1 = 2 or gone > 0': 'stale',
    'gone > 0 and 1 = 2': 'stale',
    'gone > 0 or 1 = 1': 'stale',
    'gone = gone': 'stale',
    'not gone > 0': 'stale',
  } as const
  for (const [text, expected] of Object.entries(truths)) {
    expect([text, evaluate(text, { gone: 'stale' })]).toEqual([text, expected])
  }
})

test('[F31] the least, the most and the size', () => {
  expect(evaluate('min(3, -1, 2)')).toBe(-1)
  expect(evaluate('max(3, -1, 2)')).toBe(3)
  expect(evaluate('abs(-3) + abs(2)')).toBe(5)
  for (const name of ['min', 'max']) expect(evaluate(`${name}(3, gone)`, { gone: 'stale' })).toBe('stale')
  expect(evaluate('abs(gone)', { gone: 'stale' })).toBe('stale')
})

test('[F33] earlier periods', () => {
  const cells: Cells = { a: counting }
  const none = 'before-start'
  expect(row('prior(a)', cells)).toEqual([none, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(row('lag(a, 3)', cells)).toEqual([none, none, none, 1, 2, 3, 4, 5, 6, 7])
  expect(row('prior(a, year)', cells)).toEqual([none, none, none, none, 1, 2, 3, 4, 5, 6])
  expect(row('prior(prior(a) + a)', cells)).toEqual([none, none, 3, 5, 7, 9, 11, 13, 15, 17])
  expect(evaluate('lag(7, 3)', {}, 2)).toBe(none)
  expect(evaluate('lag(7, 3)', {}, 3)).toBe(7)
  expect(evaluate('prior(a)', { a: ['stale'] }, 1)).toBe('stale')
})

test('[F34] rolling periods: the sum of a flow, the mean of anything else', () => {
  const none = 'before-start'
  expect(row('rolling(revenue, 3)', { revenue: counting })).toEqual([
    none,
    none,
    6,
    9,
    12,
    15,
    18,
    21,
    24,
    27,
  ])
  expect(row('rolling(cash, 3)', { cash: counting })).toEqual([none, none, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(row('rolling(revenue - cost, 2)', { revenue: counting, cost: 1 }).slice(0, 3)).toEqual([none, 1, 3])
  expect(evaluate('rolling(revenue, 1)', { revenue: 5 }, 0)).toBe(5)
})

test('[F34] a rolling period needs all its values; the oldest missing one gives the reason', () => {
  const revenue = [1, 'stale', 1, 'no-rate', 1, 1, 1, 1, 1, 1] as const
  expect(row('rolling(revenue, 3)', { revenue })).toEqual([
    ...['before-start', 'before-start', 'stale', 'stale', 'no-rate', 'no-rate', 3, 3, 3, 3],
  ])
})

test('[F34] rolling values are added oldest first', () => {
  const revenue = [1e16, 1, 1, -1e16]
  expect(evaluate('rolling(revenue, 4)', { revenue }, 3)).toBe(1e16 + 1 + 1 - 1e16)
})

test('[F35] the year to date', () => {
  expect(row('ytd(revenue)', { revenue: counting })).toEqual(['before-start', 2, 5, 9, 14, 6, 13, 21, 30, 10])
  expect(evaluate('ytd(revenue)', { revenue: [1, 'stale', 1, 1] }, 3)).toBe('stale')
  expect(evaluate('ytd(revenue)', { revenue: [1, 1e16, 1, 1, -1e16] }, 4)).toBe(1e16 + 1 + 1 - 1e16)
})

test('[F36] change and growth', () => {
  const a = [-100, -50, 0, 25, 50, 50, 'stale', 10, 10, 30] as const
  const none = 'before-start'
  expect(row('delta(a)', { a })).toEqual([none, 50, 50, 25, 25, 0, 'stale', 'stale', 0, 20])
  expect(row('growth(a)', { a })).toEqual([none, 0.5, 1, 'divide-by-zero', 1, 0, 'stale', 'stale', 0, 2])
  expect(evaluate('delta(a, year)', { a }, 4)).toBe(150)
  expect(evaluate('growth(a, year)', { a }, 4)).toBe(1.5)
  expect(evaluate('growth(a, year)', { a }, 3)).toBe(none)
  expect(evaluate('growth(a)', { a: [1e308, -1e308] }, 1)).toBe('not-finite')
})

test('[F37] an amount times the rate of the period', () => {
  const cells: Cells = { 'us-revenue': 200, 'USD>EUR': 0.9, 'us-price': 10, 'EUR>EUR': 1, revenue: 7 }
  expect(evaluate('convert(us-revenue, EUR)', cells)).toBe(180)
  expect(evaluate('convert(us-price * 2, EUR)', cells)).toBe(18)
  expect(evaluate('convert(revenue, EUR)', cells)).toBe(7)
  expect(evaluate('convert(us-revenue, EUR)', { ...cells, 'USD>EUR': 'no-rate' })).toBe('no-rate')
  expect(evaluate('convert(us-revenue, EUR)', { 'us-revenue': 'stale', 'USD>EUR': 'no-rate' })).toBe('stale')
  expect(evaluate('convert(clients, EUR)', { clients: 5, '>EUR': 'no-rate' })).toBe('no-rate')
})

test('[F38] the days of the period', () => {
  expect(row('days()', {})).toEqual([...quarters.days])
  expect(evaluate('receivables / revenue * days()', { receivables: 50, revenue: 100 }, 1)).toBe(45)
})

test('[F28] the examples of the rules', () => {
  const offers: Cells = { offers: 20, won: 5 }
  expect(evaluate('if(offers > 0, won / offers, 0)', offers)).toBe(0.25)
  expect(evaluate('if(offers > 0, won / offers, 0)', { offers: 0, won: 0 })).toBe(0)
  expect(evaluate('sum(won, a) / sum(offers, b)', { won: 9, offers: 10, a: 500, b: 1000 })).toBe(509 / 1010)
})
