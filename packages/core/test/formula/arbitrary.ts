import fc from 'fast-check'
import { parseFormula } from '../../src/formula/parse.ts'

export const ids = ['a', 'b', 'new-clients', 'cost', '__proto__'] as const

const written = fc.constantFrom('0', '1', '2', '0.5', '95%', '1e308', '3_000', '7%', '1e-320', '12.25')
const count = fc.integer({ min: 1, max: 14 })
const list = (part: fc.Arbitrary<string>, name: string) =>
  fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => `${name}(${parts.join(', ')})`)

const texts = fc.letrec<{ value: string; truth: string }>((tie) => {
  const part = tie('value')
  const id = fc.constantFrom(...ids)
  const binary = fc
    .tuple(part, fc.constantFrom('+', '-', '*', '/'), part)
    .map(([left, op, right]) => `(${left} ${op} ${right})`)
  const rows = fc.array(id, { minLength: 1, maxLength: 11 })
  const ofOne = fc
    .tuple(fc.constantFrom('abs', 'round', 'prior', 'delta', 'growth', 'ytd'), part)
    .map(([name, arg]) => `${name}(${arg})`)
  const ofYear = fc
    .tuple(fc.constantFrom('prior', 'delta', 'growth'), part)
    .map(([name, arg]) => `${name}(${arg}, year)`)
  const ofCount = fc
    .tuple(fc.constantFrom('lag', 'rolling'), part, count)
    .map(([name, arg, periods]) => `${name}(${arg}, ${periods})`)
  return {
    value: fc.oneof(
      { maxDepth: 5, depthSize: 'small', withCrossShrink: true },
      { arbitrary: id, weight: 4 },
      { arbitrary: written, weight: 2 },
      { arbitrary: binary, weight: 5 },
      { arbitrary: rows.map((parts) => `sum(${parts.join(', ')})`), weight: 1 },
      { arbitrary: rows.map((parts) => parts.join(' + ')).map((text) => `(${text})`), weight: 1 },
      { arbitrary: rows.map((parts) => `sum(${parts.map((row) => `${row} * cost`).join(', ')})`), weight: 1 },
      {
        arbitrary: fc.constantFrom('sum', 'avg', 'min', 'max', 'coalesce').chain((name) => list(part, name)),
        weight: 3,
      },
      { arbitrary: ofOne, weight: 3 },
      { arbitrary: ofYear, weight: 1 },
      { arbitrary: ofCount, weight: 2 },
      {
        arbitrary: fc
          .tuple(part, fc.integer({ min: 1, max: 12 }))
          .map(([x, digits]) => `round(${x}, ${digits})`),
        weight: 1,
      },
      { arbitrary: part.map((x) => `(-${x})`), weight: 1 },
      { arbitrary: part.map((x) => `convert(${x}, USD)`), weight: 1 },
      { arbitrary: fc.constant('days()'), weight: 1 },
      { arbitrary: fc.tuple(tie('truth'), part, part).map(([c, a, b]) => `if(${c}, ${a}, ${b})`), weight: 3 },
    ),
    truth: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      {
        arbitrary: fc
          .tuple(part, fc.constantFrom('<', '<=', '>', '>=', '=', '!='), part)
          .map(([left, op, right]) => `(${left} ${op} ${right})`),
        weight: 4,
      },
      {
        arbitrary: fc
          .tuple(tie('truth'), fc.constantFrom('and', 'or'), tie('truth'))
          .map(([left, op, right]) => `(${left} ${op} ${right})`),
        weight: 2,
      },
      { arbitrary: tie('truth').map((condition) => `(not ${condition})`), weight: 1 },
    ),
  }
})

/** Windows in windows may reach a limit of the language. */
function isWithinLimits(text: string): boolean {
  const [fault] = parseFormula(text, { file: '', offset: 0 }).diagnostics
  return fault?.code !== 'formula-too-costly'
}

/** The text of a formula: numbers where numbers belong and conditions where conditions do. */
export const value = texts.value.filter(isWithinLimits)
export const truth = texts.truth.filter(isWithinLimits)

/** Numbers at which arithmetic goes wrong first; NaN is a missing value. */
export const cell = fc.oneof(
  { arbitrary: fc.integer({ min: -20, max: 20 }), weight: 5 },
  {
    arbitrary: fc.constantFrom(Number.NaN, 0, -0, 1e308, -1e308, 1.7e308, 5e-324, 1e-308, 2.5, 0.125),
    weight: 4,
  },
  { arbitrary: fc.double({ noDefaultInfinity: true, noNaN: true }), weight: 2 },
)
