import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Interval } from '../../src/checks/facts/interval.ts'
import { intervalOf } from '../../src/checks/facts/interval.ts'
import { interpret } from '../../src/formula/interpret.ts'
import { parseFormula } from '../../src/formula/parse.ts'
import { present } from '../../src/quantity/missing.ts'

const ids = ['a', 'b', 'c']
const { formula: formulas } = fc.letrec<{ formula: string }>((tie) => ({
  formula: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...ids),
    fc.integer({ min: -5, max: 5 }).map((number) => (number < 0 ? `(${number})` : String(number))),
    fc
      .tuple(tie('formula'), fc.constantFrom('+', '-', '*', '/'), tie('formula'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
    fc
      .tuple(fc.constantFrom('min', 'max', 'sum', 'avg', 'coalesce'), tie('formula'), tie('formula'))
      .map(([name, left, right]) => `${name}(${left}, ${right})`),
    tie('formula').map((inner) => `abs(${inner})`),
    tie('formula').map((inner) => `round(${inner}, 1)`),
    tie('formula').map((inner) => `(-${inner})`),
    fc
      .tuple(tie('formula'), tie('formula'), tie('formula'))
      .map(([test, yes, no]) => `if(${test} > 0, ${yes}, ${no})`),
  ),
}))
const number = fc.integer({ min: -100, max: 100 }).map((hundredths) => hundredths / 10)
const box = fc
  .tuple(number, number)
  .map(([one, other]) => [Math.min(one, other), Math.max(one, other)] as const)
const share = fc.double({ min: 0, max: 1, noNaN: true })
const frame = {
  grain: 'month' as const,
  count: 1,
  yearStart: new Int32Array(1),
  yearBefore: new Int32Array([-1]),
  days: new Int32Array([31]),
}

test('the interval of a formula holds every value that the formula takes inside the intervals of its measures', () => {
  let known = 0
  fc.assert(
    fc.property(formulas, fc.array(fc.tuple(box, share), { minLength: 3, maxLength: 3 }), (text, boxes) => {
      const { formula } = parseFormula(text, { file: '', offset: 0 })
      if (!formula) return
      const at = (id: string) => boxes[ids.indexOf(id)] as (typeof boxes)[number]
      const read = (id: string): Interval => ({ low: at(id)[0][0], high: at(id)[0][1] })
      const interval = intervalOf(formula, read, 31)
      if (!interval) return
      const point = (id: string) => {
        const [[low, high], part] = at(id)
        return present(Math.min(high, low + part * (high - low)))
      }
      const { value, reason } = interpret(formula, 0, frame, point)
      if (reason !== 0) return
      known++
      const slack = 1e-6 * Math.max(1, Math.abs(value))
      expect(value).toBeGreaterThanOrEqual(interval.low - slack)
      expect(value).toBeLessThanOrEqual(interval.high + slack)
    }),
    { numRuns: 2000 },
  )
  expect(known).toBeGreaterThan(200)
})

test('division by an interval that holds 0, and other periods, are not judged', () => {
  const read = () => ({ low: -1, high: 1 })
  for (const text of ['1 / a', 'prior(a)', 'rolling(a, 3)', 'ytd(a)', 'growth(a)']) {
    const { formula } = parseFormula(text, { file: '', offset: 0 })
    expect(formula && intervalOf(formula, read, 31)).toBeUndefined()
  }
})
