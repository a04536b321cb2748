import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Formula } from '../../src/formula/ast.ts'
import { compile } from '../../src/formula/compile.ts'
import { parseFormula } from '../../src/formula/parse.ts'
import { Quotients } from '../../src/formula/quotients.ts'
import { references } from '../../src/formula/references.ts'
import { makeCalendar } from '../../src/time/calendar.ts'
import { makeTimeline } from '../../src/time/timeline.ts'

const ids = ['a', 'b', 'c', 'd']
const count = 9
const frame = makeTimeline(makeCalendar().calendar, 'month', 600, count)
const offsets = Int32Array.from([...ids, 'out'].keys(), (row) => 1 + row * (count + 2))
const startOf = (id: string) => offsets[ids.indexOf(id)] as number
const out = offsets[ids.length] as number

const number = fc.oneof(
  fc.constantFrom(0, -0, Number.NaN, 1.5e308, -1.5e308, 5e-324, 1e200, 0.1),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
)
const cells = fc
  .array(number, { minLength: ids.length * count, maxLength: ids.length * count })
  .map((numbers) => {
    const made = new Float64Array(1 + (ids.length + 1) * (count + 2)).fill(777)
    for (const id of ids) made.set(numbers.splice(0, count), startOf(id))
    return made
  })

const row = fc.constantFrom(...ids)
const product = fc.tuple(row, row).map((pair) => pair.join(' * '))
const sum = fc.oneof(row, product).chain((first) => {
  const terms = fc.array(first.includes('*') ? product : row, { maxLength: 18 })
  return fc
    .tuple(terms, terms)
    .map(([inner, rest]) => [`sum(${[first, ...inner].join(', ')})`, ...rest.slice(0, 3)].join(' + '))
})
const quotient = fc.oneof(
  sum,
  fc.tuple(sum, sum).map((sides) => sides.map((side) => `(${side})`).join(' / ')),
)

function read(text: string): Formula {
  return parseFormula(text, { file: '', offset: 0 }).formula as Formula
}

function slotsOf(formula: Formula): number[] {
  return references(formula).map(({ id }) => ids.indexOf(id))
}

function add(quotients: Quotients, text: string): number {
  const formula = read(text)
  return quotients.add(formula, slotsOf(formula), offsets)
}

test('[F39] a quotient of sums gives to the last bit what any formula gives, by the row and by the cell', () => {
  fc.assert(
    fc.property(quotient, cells, fc.nat(count), fc.nat(count), (text, numbers, one, other) => {
      const formula = read(text)
      const quotients = new Quotients(count)
      const kernel = quotients.add(formula, slotsOf(formula), offsets)
      expect(kernel).toBeGreaterThanOrEqual(0)
      const low = Math.min(one, other)
      const high = Math.max(one, other)
      const expected = numbers.slice()
      compile(formula, frame, (id) => ids.indexOf(id)).run(expected, offsets, out, low, high)
      const byRow = numbers.slice()
      quotients.run(kernel, byRow, out, low, high)
      const byCell = numbers.slice()
      for (let p = low; p < high; p++) quotients.run(kernel, byCell, out, p, p + 1)
      expect(differences(byRow, expected)).toEqual([])
      expect(differences(byCell, expected)).toEqual([])
    }),
    { numRuns: 3000 },
  )
})

function differences(actual: Float64Array, expected: Float64Array): number[] {
  return [...actual.keys()].filter((at) => !Object.is(actual[at], expected[at]))
}

test('[F39] only sums whose terms are added left to right are quotients', () => {
  const quotients = new Quotients(count)
  const isOne = (text: string) => add(quotients, text) >= 0
  for (const text of [
    'a',
    'a + b + c',
    'sum(a, b) + c',
    'a / b',
    'a * b / c',
    'sum(a * b, c * d) / sum(b, d)',
  ]) {
    expect([text, isOne(text)]).toEqual([text, true])
  }
  for (const text of [
    'a + (b + c)',
    'a + b * c',
    'a - b',
    'a / b / c',
    '2 * a',
    'avg(a, b)',
    'prior(a)',
    '3',
  ]) {
    expect([text, isOne(text)]).toEqual([text, false])
  }
})

test('[F39] many kernels stand side by side without harm', () => {
  const quotients = new Quotients(count)
  const numbers = new Float64Array(1 + (ids.length + 1) * (count + 2))
  for (const [place, id] of ids.entries()) numbers.fill(place + 1, startOf(id), startOf(id) + count)
  const texts = ['a + b', 'c / d', 'a * b + c * d', 'sum(a, b, c, d) / sum(a, b)']
  const kernels = Array.from({ length: 1000 }, (_, at) => add(quotients, texts[at % texts.length] as string))
  const results = kernels.map((kernel) => {
    quotients.run(kernel, numbers, out, 3, 4)
    return numbers[out + 3]
  })
  expect(results).toEqual(kernels.map((_, at) => [3, 0.75, 14, 10 / 3][at % texts.length]))
})
