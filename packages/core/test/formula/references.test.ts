import { expect, test } from 'vitest'
import type { Formula } from '../../src/formula/ast.ts'
import { checkFormula } from '../../src/formula/check.ts'
import { inputsAt } from '../../src/formula/inputs.ts'
import { parseFormula } from '../../src/formula/parse.ts'
import { printFormula } from '../../src/formula/print.ts'
import { references } from '../../src/formula/references.ts'
import { currenciesOf, rateId, resolveFormula } from '../../src/formula/resolve.ts'
import { lookup } from './marked.ts'

const parse = (text: string) => parseFormula(text, { file: 'kpis.yaml', offset: 10 }).formula as Formula
const resolve = (text: string) => resolveFormula(parse(text), lookup)

const lagged = (text: string) =>
  references(parse(text)).map(({ id, lagged }) => (lagged ? `${id} before` : id))

test('[F24] only prior and lag read the past alone', () => {
  expect(lagged('a + prior(b) - lag(c, 3) * prior(d, year)')).toEqual([
    'a',
    'b before',
    'c before',
    'd before',
  ])
  expect(lagged('rolling(a, 3) + ytd(b) + delta(c) + growth(d, year)')).toEqual(['a', 'b', 'c', 'd'])
  expect(lagged('prior(rolling(a + b, 3))')).toEqual(['a before', 'b before'])
  expect(lagged('rolling(prior(a), 3)')).toEqual(['a before'])
  expect(lagged('if(a > 0, prior(b), -c)')).toEqual(['a', 'b before', 'c'])
})

test('[F24] every mention is told, with its place', () => {
  expect(references(parse('a + prior(a)'))).toEqual([
    { id: 'a', lagged: false, span: { file: 'kpis.yaml', start: 10, end: 11 } },
    { id: 'a', lagged: true, span: { file: 'kpis.yaml', start: 20, end: 21 } },
  ])
})

test('[F34] rolling is settled by the kind of what it covers', () => {
  expect(resolve('rolling(revenue, 3)')).toMatchObject({ name: 'rolling-sum' })
  expect(resolve('rolling(delta(cash), 3)')).toMatchObject({ name: 'rolling-sum' })
  expect(resolve('rolling(cash, 3)')).toMatchObject({ name: 'rolling-mean' })
  expect(resolve('rolling(satisfaction, 3)')).toMatchObject({ name: 'rolling-mean' })
  expect(resolve('1 + -rolling(rolling(revenue, 2), 3)')).toMatchObject({
    right: { operand: { name: 'rolling-sum', args: [{ name: 'rolling-sum' }] } },
  })
})

test('[F37] convert is settled by the currency of what it converts', () => {
  const rates = (text: string) => references(resolve(text)).map(({ id }) => id)
  expect(rates('convert(us-revenue, EUR)')).toEqual(['us-revenue', 'USD>EUR'])
  expect(rates('convert(us-price * 2, EUR) + 1')).toEqual(['us-price', 'USD>EUR'])
  expect(rates('convert(convert(us-revenue, JPY), EUR)')).toEqual(['us-revenue', 'USD>JPY', 'JPY>EUR'])
  expect(currenciesOf(rateId('USD', 'EUR'))).toEqual(['USD', 'EUR'])
  expect(currenciesOf('us-revenue')).toBeUndefined()
})

test('[F9] a settled formula is printed and judged as the one written', () => {
  for (const text of [
    'rolling(revenue, 3) + convert(us-revenue, EUR)',
    'rolling(cash, 12) * 2',
    'rolling(churn, 3)',
  ]) {
    const settled = resolve(text)
    expect(printFormula(settled)).toBe(text)
    expect(checkFormula(settled, { lookup })).toEqual(checkFormula(parse(text), { lookup }))
    expect(resolveFormula(settled, lookup)).toEqual(settled)
  }
})

test('[F40] the cells that a period reads', () => {
  const frame = {
    grain: 'month' as const,
    count: 20,
    yearStart: Int32Array.from({ length: 20 }, (_, month) => month - (month % 12)),
    yearBefore: Int32Array.from({ length: 20 }, (_, month) => month - 12),
    days: new Int32Array(20).fill(30),
  }
  const cells = (text: string, index: number) => {
    const seen: string[] = []
    inputsAt(resolve(text), index, frame, (id, at) => seen.push(`${id} ${at}`))
    return seen
  }
  expect(cells('if(a > 0, b, prior(c))', 5)).toEqual(['a 5', 'b 5', 'c 4'])
  expect(cells('rolling(a, 3) + ytd(b)', 13)).toEqual(['a 11', 'a 12', 'a 13', 'b 12', 'b 13'])
  expect(cells('delta(a, year) - lag(b, 20)', 13)).toEqual(['a 1', 'a 13'])
  expect(cells('convert(us-revenue, EUR)', 2)).toEqual(['us-revenue 2', 'USD>EUR 2'])
})
