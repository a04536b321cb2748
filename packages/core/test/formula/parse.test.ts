import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Formula } from '../../src/formula/ast.ts'
import { signatures } from '../../src/formula/ast.ts'
import { formulaLimits, parseFormula } from '../../src/formula/parse.ts'
import { printFormula } from '../../src/formula/print.ts'
import { truth, value } from './arbitrary.ts'
import { expectFaults } from './marked.ts'

const read = (text: string, offset = 0) => parseFormula(text, { file: 'kpis.yaml', offset })

function parse(text: string): Formula {
  const { formula, diagnostics } = read(text)
  expect(diagnostics).toEqual([])
  return formula as Formula
}

const codeOf = (text: string) => read(text).diagnostics.map(({ code }) => code)
const messageOf = (text: string) => read(text).diagnostics[0]?.message

/** A formula in full parentheses. */
function shape(formula: Formula): string {
  switch (formula.kind) {
    case 'number':
      return String(formula.value)
    case 'measure':
      return formula.id
    case 'unary':
      return `(${formula.op} ${shape(formula.operand)})`
    case 'binary':
      return `(${shape(formula.left)} ${formula.op} ${shape(formula.right)})`
    case 'call':
      return `${formula.name}(${formula.args.map(shape).join(', ')})`
  }
}

const shapeOf = (text: string) => shape(parse(text))
const printed = (text: string) => printFormula(parse(text))
const withoutSpans = (formula: Formula) =>
  JSON.stringify(formula, (key, part) => (key === 'span' ? undefined : part))

test('[F1] a measure is named by its id', () => {
  for (const id of [
    'revenue',
    'new-clients',
    'a-2-b',
    '_x',
    'umsatz_2026',
    'größe',
    '売上-高',
    'year',
    'sum',
    'nota',
  ]) {
    expect(parse(id)).toMatchObject({ kind: 'measure', id })
  }
  for (const id of ['and', 'or', 'not']) expect(codeOf(id)).toEqual(['formula-syntax'])
  for (const text of ['2fast', 'a-', '-a-', 'a--', 'a b', 'a.b'])
    expect(codeOf(text)).toEqual(['formula-syntax'])
})

test('[F1] words with a meaning in the language underneath are only names', () => {
  for (const id of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'prototype']) {
    expect(parse(`prior(${id}) + ${id}`)).toMatchObject({ left: { args: [{ id }] }, right: { id } })
    expect(codeOf(`${id}(x)`)).toEqual(['unknown-function'])
  }
})

test('[F2] a hyphen inside a word belongs to the word, a minus sign has spaces', () => {
  expect(shapeOf('a-b')).toBe('a-b')
  expect(shapeOf('a - b')).toBe('(a - b)')
  expect(shapeOf('a -b')).toBe('(a - b)')
  expect(shapeOf('a- b')).toBe('(a - b)')
  expect(shapeOf('(a)-b')).toBe('(a - b)')
  expect(shapeOf('2-b')).toBe('(2 - b)')
  expect(shapeOf('prior(a)-b-c')).toBe('(prior(a) - b-c)')
  expect(shapeOf('a - -b')).toBe('(a - (- b))')
})

test('[F3] numbers', () => {
  const numbers = {
    '1000000': 1e6,
    '1_000_000': 1e6,
    '1.5': 1.5,
    '95%': 0.95,
    '2e6': 2e6,
    '1e-3': 0.001,
    '0.1%': 0.001,
  }
  for (const [text, number] of Object.entries(numbers)) {
    expect(parse(text)).toMatchObject({ kind: 'number', value: number, isPercent: text.endsWith('%') })
  }
  for (const text of ['1__0', '1_', '.5', '1.', '1,5', '5 %', '1e400', '0x10']) {
    expect(codeOf(text)).toEqual(['formula-syntax'])
  }
})

test('[F4] what binds first', () => {
  expect(shapeOf('a + b * c - d')).toBe('((a + (b * c)) - d)')
  expect(shapeOf('a / b / c * d')).toBe('(((a / b) / c) * d)')
  expect(shapeOf('-a * b')).toBe('((- a) * b)')
  expect(shapeOf('--a')).toBe('(- (- a))')
  expect(shapeOf('not a < b and c > d or e = f')).toBe('(((not (a < b)) and (c > d)) or (e = f))')
  expect(shapeOf('not not a = b')).toBe('(not (not (a = b)))')
  expect(shapeOf('a or b and not c')).toBe('(a or (b and (not c)))')
  expect(shapeOf('a + b >= c * d')).toBe('((a + b) >= (c * d))')
})

test('[F4] comparisons do not chain', () => {
  expectFaults(`
    1 < offers < 5
               ^ comparison-chained
  `)
  expectFaults(`
    offers = won != 5
                 ^^ comparison-chained
  `)
  expect(codeOf('(a < b) = c')).toEqual([])
})

test('[F5] comments and spaces mean nothing else', () => {
  expect(shapeOf('# profit\n  revenue # what came in\r\n\t- cost\u00a0# what went out')).toBe(
    '(revenue - cost)',
  )
  expect(codeOf('# nothing')).toEqual(['formula-syntax'])
  expect(codeOf('')).toEqual(['formula-syntax'])
})

test('[F6] functions and their arguments', () => {
  expect(parse('round(a)')).toMatchObject({ name: 'round', count: 0 })
  expect(parse('round(a, 2)')).toMatchObject({ count: 2 })
  expect(parse('lag(a, 400)')).toMatchObject({ count: 400 })
  expect(parse('prior(a)')).toMatchObject({ isYear: false })
  expect(parse('prior(a, year)')).toMatchObject({ isYear: true })
  expect(parse('convert(a, EUR)')).toMatchObject({ currency: 'EUR' })
  expect(shapeOf('if(a > b, sum(a, b), days())')).toBe('if((a > b), sum(a, b), days())')
  for (const text of [
    ...[
      'if(a, b)',
      'if(a, b, c, d)',
      'sum()',
      'lag(a)',
      'lag(a, 0)',
      'lag(a, 401)',
      'lag(a, 1.5)',
      'lag(a, b)',
    ],
    ...[
      'rolling(a)',
      'round(a, 13)',
      'prior(a, month)',
      'prior(a, year, year)',
      'convert(a)',
      'convert(a, eur)',
    ],
    ...['convert(a, EURO)', 'ytd(a, b)', 'days(a)', 'abs(a, b)', 'lag(a, 3%)', 'lag(a, 1_0)'],
  ]) {
    expect([text, ...codeOf(text)]).toEqual([text, 'wrong-arguments'])
  }
  for (const text of ['sum(a,)', 'sum(,a)', 'sum(a b)', 'sum(a', 'sum(', 'lag(a, 3,)', 'a(']) {
    expect([text, codeOf(text)[0]]).toEqual([text, text === 'a(' ? 'unknown-function' : 'formula-syntax'])
  }
})

test('[F6] an unknown function is answered with the nearest one', () => {
  const [fault] = expectFaults(`
    revenue + roling(cost, 3)
              ^^^^^^ unknown-function
  `)
  expect(fault?.message).toContain('Did you mean "rolling"?')
  for (const name of signatures.keys()) expect(fault?.message).toContain(name)
})

test('[F7] nesting has a limit', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}a${')'.repeat(depth)}`
  expect(codeOf(nested(formulaLimits.depth))).toEqual([])
  expect(codeOf(nested(formulaLimits.depth + 1))).toEqual(['formula-too-deep'])
  expect(codeOf(nested(1_000_000))).toEqual(['formula-too-deep'])
  expect(codeOf('('.repeat(1_000_000))).toEqual(['formula-too-deep'])
  expect(codeOf('-'.repeat(1_000_000))).toEqual(['formula-too-deep'])
  expect(codeOf('not '.repeat(1_000_000))).toEqual(['formula-too-deep'])
  expect(codeOf('abs('.repeat(1_000_000))).toEqual(['formula-too-deep'])
  expect(codeOf(`${'(a + '.repeat(100)}a`)).toEqual(['formula-too-deep'])
})

test('[F7] length has a limit', () => {
  const sum = (count: number) => `sum(${Array(count).fill('a').join(', ')})`
  expect(codeOf(sum(formulaLimits.nodes - 1))).toEqual([])
  expect(codeOf(sum(formulaLimits.nodes))).toEqual(['formula-too-large'])
  expect(codeOf('a'.repeat(formulaLimits.characters))).toEqual([])
  expect(codeOf('a'.repeat(formulaLimits.characters + 1))).toEqual(['formula-too-large'])
  expect(codeOf(`a${' '.repeat(10_000_000)}`)).toEqual(['formula-too-large'])
  expect(codeOf(`a # ${'x'.repeat(formulaLimits.characters)}`)).toEqual(['formula-too-large'])
})

test('[F7] chains have a limit, so that no formula is too high to walk', () => {
  const chain = (count: number) => Array(count).fill('a').join(' + ')
  expect(codeOf(chain(formulaLimits.height))).toEqual([])
  expect(codeOf(chain(formulaLimits.height + 1))).toEqual(['chain-too-long'])
  let text = 'a'
  for (let level = 0; level < 60; level++) text = `(${text})${' - a'.repeat(80)}`
  expect(codeOf(text)).toEqual(['chain-too-long'])
})

test('[F7] nested windows have a limit', () => {
  expect(codeOf('rolling(rolling(x, 300), 300)')).toEqual([])
  expectFaults(`
    cost + rolling(rolling(rolling(offers, 400), 400), 400)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ formula-too-costly
  `)
  expect(codeOf(`${'delta('.repeat(40)}a${')'.repeat(40)}`)).toEqual(['formula-too-costly'])
})

test('[F8] a fault is told once, where it is', () => {
  expectFaults(`
    revenue + * cost ) (
              ^ formula-syntax
  `)
  expectFaults(`
    revenue cost
            ^^^^ formula-syntax
  `)
  expectFaults(`
    sum(revenue, cost
                     ^ formula-syntax
  `)
  expectFaults(`
    revenue $ cost
            ^ formula-syntax
  `)
  expectFaults(`
    rolling(revenue, 4000)
                     ^^^^ wrong-arguments
  `)
  expectFaults(`
    if(offers > 0, won)
    ^^ wrong-arguments
  `)
})

test('[F8] signs of other languages are answered with the sign of this one', () => {
  const [fault] = read('revenue − cost', 100).diagnostics
  expect(fault).toMatchObject({
    code: 'formula-character',
    message: '"−" is not part of the formula language. Write -.',
    fix: { edits: [{ span: { file: 'kpis.yaml', start: 108, end: 109 }, text: '-' }] },
  })
  expect(messageOf('a ≤ b')).toContain('Write <=.')
  expect(messageOf('sum(a; b)')).toContain('Write ,.')
})

test('[F8] spans are places in the file', () => {
  const text = 'a * (b + -(c)) # end'
  const { formula } = read(text, 100)
  const seen: string[] = []
  const visit = (part: Formula): void => {
    expect(part.span.file).toBe('kpis.yaml')
    seen.push(text.slice(part.span.start - 100, part.span.end - 100))
    if (part.kind === 'unary') visit(part.operand)
    if (part.kind === 'binary') for (const side of [part.left, part.right]) visit(side)
  }
  visit(formula as Formula)
  expect(seen).toEqual(['a * (b + -(c))', 'a', 'b + -(c)', 'b', '-(c)', 'c'])
  const call = read(' lag( a,3 ) + 1', 7).formula as Formula & { left: Formula }
  expect(call.left.span).toEqual({ file: 'kpis.yaml', start: 8, end: 18 })
})

test('[F8] a formula is frozen', () => {
  const formula = parse('sum(a, -b) > 3')
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    expect(Object.isFrozen(part)).toBe(true)
    for (const inner of Object.values(part)) visit(inner)
  }
  visit(formula)
})

test('[F9] the print has the fewest parentheses', () => {
  const prints = {
    '((a) + (b * c))': 'a + b * c',
    '(a - b) - c': 'a - b - c',
    'a - (b - c)': 'a - (b - c)',
    'a / (b * c)': 'a / (b * c)',
    '-(a + b)': '-(a + b)',
    '(-a) * (-b)': '-a * -b',
    'not (a > b)': 'not a > b',
    'not (a > b and c > d)': 'not (a > b and c > d)',
    '(a > b) = (c > d)': '(a > b) = (c > d)',
    '(not a = b) = (c = d)': '(not a = b) = (c = d)',
    '(a or b) and c': '(a or b) and c',
    'if( a>0 ,b,c )': 'if(a > 0, b, c)',
    'prior(a ,year)+lag(b,3)+rolling(c,12)+round(d)+round(e,2)':
      'prior(a, year) + lag(b, 3) + rolling(c, 12) + round(d) + round(e, 2)',
    'convert( a,EUR )*days()': 'convert(a, EUR) * days()',
    '1_000_000 + 1e21 + 95.50% + 0.10': '1000000 + 1e21 + 95.5% + 0.1',
    'a # comment': 'a',
  }
  for (const [text, print] of Object.entries(prints)) expect(printed(text)).toBe(print)
})

test('[F9] reading the print gives the same formula', () => {
  fc.assert(
    fc.property(fc.oneof(value, truth), (text) => {
      const formula = parse(text)
      const print = printFormula(formula)
      expect(withoutSpans(parse(print))).toBe(withoutSpans(formula))
      expect(printed(print)).toBe(print)
    }),
    { numRuns: 2000 },
  )
})

test('[F9] a printed number is the same number', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      (number, isPercent) => {
        const formula = parse(`${String(number).replace('e+', 'e')}${isPercent ? '%' : ''}`)
        expect(withoutSpans(parse(printFormula(formula)))).toBe(withoutSpans(formula))
      },
    ),
    { numRuns: 5000 },
  )
})

function expectCalm(text: string): void {
  const { formula, diagnostics } = read(text, 50)
  expect(diagnostics.length).toBe(formula ? 0 : 1)
  for (const { span, message } of diagnostics) {
    expect(span.start).toBeGreaterThanOrEqual(50)
    expect(span.end).toBeGreaterThan(span.start)
    expect(span.end).toBeLessThanOrEqual(50 + text.length + 1)
    expect(message.length).toBeLessThan(500)
    expect(message).not.toMatch(/\{[a-z]+\}/)
  }
  if (formula) expect(withoutSpans(parse(printFormula(formula)))).toBe(withoutSpans(formula))
}

test('[F8] any text at all is read or refused with one located fault', () => {
  const words = fc.constantFrom(
    ...[
      '(',
      ')',
      ',',
      '+',
      '-',
      '*',
      '/',
      '<',
      '<=',
      '=',
      '!=',
      '!',
      'and',
      'or',
      'not',
      'a',
      'b-c',
      '1',
      '5%',
      '1e9',
    ],
    ...[
      'sum',
      'if',
      'lag',
      'prior',
      'year',
      'convert',
      'EUR',
      '#',
      '\n',
      ' ',
      '"',
      '`',
      '\u0000',
      'é',
      '😀',
      '\ud800',
    ],
  )
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), expectCalm), { numRuns: 2000 })
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
      expectCalm,
    ),
    { numRuns: 3000 },
  )
  fc.assert(
    fc.property(
      fc.array(words, { maxLength: 60 }).map((parts) => parts.join('')),
      expectCalm,
    ),
    { numRuns: 3000 },
  )
})

test('[F8] a formula with a character lost, doubled or changed is read or refused with one located fault', () => {
  const mutation = fc.tuple(
    value,
    fc.nat(),
    fc.nat(3),
    fc.constantFrom('(', ')', ',', '-', ' ', '%', '1', '<', '#'),
  )
  fc.assert(
    fc.property(mutation, ([text, place, sort, other]) => {
      const at = place % text.length
      const middle = [``, `${text[at]}${text[at]}`, other, `${other}${text[at]}`][sort]
      expectCalm(text.slice(0, at) + middle + text.slice(at + 1))
    }),
    { numRuns: 3000 },
  )
})
