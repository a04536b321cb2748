import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainNumber, type NumberFault, type NumberStyle, readNumber } from '../../src/quantity/number.ts'

const faultOf = (text: string, style?: NumberStyle) => {
  const reading = readNumber(text, style)
  return 'fault' in reading ? reading.fault : reading
}

describe('numbers as people write them', () => {
  test.each<[string, object]>([
    ['979,999', { value: 979_999 }],
    ['1,234,567.5', { value: 1_234_567.5 }],
    ['85.7%', { value: 85.7, unit: '%' }],
    ['85.7 %', { value: 85.7, unit: '%' }],
    ['15 percent', { value: 15, unit: '%' }],
    ['8 Weeks', { value: 8, unit: 'Weeks' }],
    ['30days', { value: 30, unit: 'days' }],
    ['12 EUR/client', { value: 12, unit: 'EUR/client' }],
    ['1.2 M', { value: 1_200_000, scale: 1e6 }],
    ['1.1 M EUR', { value: 1_100_000, scale: 1e6, unit: 'EUR' }],
    ['12k', { value: 12_000, scale: 1e3 }],
    ['3.5 bn', { value: 3_500_000_000, scale: 1e9 }],
    ['2 million', { value: 2_000_000, scale: 1e6 }],
    ['-5', { value: -5 }],
    ['−5', { value: -5 }],
    ['+5', { value: 5 }],
    ['-3%', { value: -3, unit: '%' }],
    ['(1,234)', { value: -1234 }],
    ['($1,234)', { value: -1234, unit: '$' }],
    ['$(1,234)', { value: -1234, unit: '$' }],
    ['(5%)', { value: -5, unit: '%' }],
    ['(5)%', { value: -5, unit: '%' }],
    ['$1,234', { value: 1234, unit: '$' }],
    ['-$5', { value: -5, unit: '$' }],
    ['$-5', { value: -5, unit: '$' }],
    ['$1.2m', { value: 1_200_000, scale: 1e6, unit: '$' }],
    ['EUR 1,234', { value: 1234, unit: 'EUR' }],
    ['1,234 €', { value: 1234, unit: '€' }],
    ['1 234', { value: 1234 }],
    ['1\u00a0234\u00a0567', { value: 1_234_567 }],
    ['1\u202f234', { value: 1234 }],
    ["1'234.50", { value: 1234.5 }],
    ['1.5e6', { value: 1_500_000 }],
    ['1.5E-3', { value: 0.0015 }],
    ['.5', { value: 0.5 }],
    ['-0', { value: 0 }],
    ['0', { value: 0 }],
    ['1,23,456', { value: 123_456 }],
    ['12,34,567', { value: 1_234_567 }],
    ['  42 ', { value: 42 }],
  ])('%s', (text, expected) => {
    expect(readNumber(text)).toEqual(expected)
  })

  test.each<[string, object]>([
    ['€ 1.234,56', { value: 1234.56, unit: '€' }],
    ['1,2 Mio', { value: 1_200_000, scale: 1e6 }],
    ['1,2 Mio. EUR', { value: 1_200_000, scale: 1e6, unit: 'EUR' }],
    ['1.234.567', { value: 1_234_567 }],
    ['1 234,5', { value: 1234.5 }],
    ['1.234', { value: 1234 }],
    ['0,857', { value: 0.857 }],
  ])('with a decimal comma: %s', (text, expected) => {
    expect(readNumber(text, { decimal: ',' })).toEqual(expected)
  })

  test.each<[string, object]>([
    ['1,2 Mio', { value: 1_200_000, scale: 1e6 }],
    ['1.234,56', { value: 1234.56 }],
    ['1,234.56', { value: 1234.56 }],
    ['1,234,567', { value: 1_234_567 }],
    ['0,857', { value: 0.857 }],
    ['1234,567', { value: 1234.567 }],
    ['12', { value: 12 }],
  ])('where either mark may stand before decimals, one reading remains: %s', (text, expected) => {
    expect(readNumber(text, { decimal: 'either' })).toEqual(expected)
  })

  test('a scaled number is the double nearest to the decimal written', () => {
    expect(readNumber('1.15M')).toEqual({ value: 1_150_000, scale: 1e6 })
    expect(readNumber('4.35k')).toEqual({ value: 4350, scale: 1e3 })
    expect(readNumber('0.1e1')).toEqual({ value: 1 })
  })

  test.each(['N/A', 'n/a', '-', '–', '—', '', '  ', '#N/A'])('not observed: %j', (text) => {
    expect(readNumber(text)).toEqual({ missing: 'not-observed', text })
  })
})

describe('what is refused, and why', () => {
  test.each<[string, NumberFault['fault']]>([
    ['1.2.3', 'number-grouping'],
    ['1,5', 'number-grouping'],
    ['1,23,45', 'number-grouping'],
    ['1,234,56', 'number-grouping'],
    ['12,345,67,890', 'number-grouping'],
    ['0,234', 'number-grouping'],
    ['1 23', 'number-grouping'],
    ["1'234,567", 'number-grouping'],
    ['12-15', 'number-range'],
    ['12 – 15 days', 'number-range'],
    ['5 to 7', 'number-range'],
    ['abc', 'number-not-read'],
    ['FY26', 'number-not-read'],
    ['2026-12-31', 'number-not-read'],
    ['3/4', 'number-not-read'],
    ['1st', 'number-not-read'],
    ['5%%', 'number-not-read'],
    ['(-5)', 'number-not-read'],
    ['0x10', 'number-not-read'],
    ['ABC 12', 'number-not-read'],
    ['#DIV/0!', 'number-not-read'],
    ['=1+1', 'number-not-read'],
    ['Infinity', 'number-not-finite'],
    ['-inf', 'number-not-finite'],
    ['NaN', 'number-not-finite'],
    ['∞', 'number-not-finite'],
    ['1e400', 'number-out-of-range'],
    ['1e-400', 'number-out-of-range'],
    ['12345678901234567891', 'number-too-precise'],
    ['5 m', 'number-scale-unclear'],
    ['5mm', 'number-scale-unclear'],
    ['5 T', 'number-scale-unclear'],
    ['5k%', 'number-not-read'],
    ['5 k %', 'number-words-after'],
    ['12 new clients', 'number-words-after'],
    ['$5 EUR', 'number-words-after'],
  ])('%s: %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault)
  })

  test('a text with two readings names both', () => {
    const reading = readNumber('1,234', { decimal: 'either' })
    expect(reading).toEqual({
      fault: 'number-ambiguous',
      facts: { text: '1,234', asPoint: 1234, asComma: 1.234 },
    })
    expect(explainNumber(reading as NumberFault)).toBe(
      '"1,234" may be 1234 or 1.234. Say which mark stands before decimals, the point or the comma.',
    )
    expect(faultOf('1.234 kg', { decimal: 'either' })).toBe('number-ambiguous')
  })

  test('every refusal can be said in a sentence without a gap', () => {
    for (const text of ['1.2.3', '12-15', 'abc', 'NaN', '1e400', '12345678901234567891', '5 m', '2 a b']) {
      const reading = readNumber(text)
      expect('fault' in reading ? explainNumber(reading) : text).toMatch(/^[^{}]*\.$/)
    }
  })
})

describe('laws', () => {
  const number = fc.double({ noNaN: true, noDefaultInfinity: true })

  test('a printed double is read back, bit for bit', () => {
    fc.assert(
      fc.property(number, (value) => {
        fc.pre(!Number.isInteger(value) || Number.isSafeInteger(value) || /e/.test(String(value)))
        expect(readNumber(String(value))).toEqual({ value: value === 0 ? 0 : value })
      }),
    )
  })

  test('grouping and sign style change nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 48 }), (value) => {
        const grouped = value.toLocaleString('en-US')
        expect(readNumber(grouped)).toEqual({ value })
        expect(readNumber(grouped.replaceAll(',', '\u202f'))).toEqual({ value })
        expect(readNumber(grouped.replaceAll(',', '.'), { decimal: ',' })).toEqual({ value })
        expect(readNumber(`(${grouped})`)).toEqual({ value: -value })
        expect(readNumber(`−${grouped}`)).toEqual({ value: -value })
        expect(readNumber(value.toLocaleString('en-IN'))).toEqual({ value })
      }),
    )
  })

  test('any text is read without a throw, and gives a finite number, a reason or nothing observed', () => {
    const unit = fc.constantFrom(..."0123456789.,-−()%$€ ekMmbn\u00a0'/".split(''))
    const text = fc.oneof(fc.string({ unit, maxLength: 12 }), fc.string())
    const style = fc.constantFrom<NumberStyle>({}, { decimal: ',' }, { decimal: 'either' })
    fc.assert(
      fc.property(text, style, (source, chosen) => {
        const reading = readNumber(source, chosen)
        if ('value' in reading) {
          expect(Number.isFinite(reading.value)).toBe(true)
          expect(/\d/.test(source)).toBe(true)
        } else if ('fault' in reading)
          expect(explainNumber(reading)).not.toMatch(/\{(?:text|rest|hint|asPoint)\}/)
        else expect(reading.missing).toBe('not-observed')
      }),
      { numRuns: 3000 },
    )
  })
})
