import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SentenceContext } from '../../src/smart/parts.ts'
import { readSentence } from '../../src/smart/read.ts'
import { civilYear, day, fromApril } from './calendar.ts'

const today = day('2026-02-10')
const read = (text: string, context: Partial<SentenceContext> = {}) =>
  readSentence(text, { calendar: fromApril, today, ...context })
const roles = (text: string) =>
  read(text)
    .tokens.map((token) => token.role)
    .join(' ')
const due = (text: string, calendar = fromApril) => read(`grow sales by 5% ${text}`, { calendar }).due?.date
const doubts = (text: string, context: Partial<SentenceContext> = {}) =>
  read(text, context).unclear.map(({ code }) => code)

describe('reading', () => {
  test('[S1] each word has a role and a place', () => {
    expect(roles('Increase the cash flow by 15 % by 2026-12-31.')).toBe(
      'verb filler measure measure amount amount amount due due',
    )
    expect(roles('reduce days from 45 to 30')).toBe('verb measure from from to to')
    expect(roles('win 50 new clients each quarter')).toBe('verb amount measure measure cadence cadence')
    expect(roles('increase revenue by 10% somehow')).toBe('verb measure amount amount not-understood')
    const text = 'We will grow sales by 5%, please.'
    for (const { text: word, span } of read(text, { at: { file: 'a.yaml', start: 100 } }).tokens) {
      expect(text.slice(span.start - 100, span.end - 100)).toBe(word)
      expect(span.file).toBe('a.yaml')
    }
  })

  test('[S1] the due day may come first', () => {
    expect(read('By 31 December 2026, we will reduce churn from 5% to 4%')).toMatchObject({
      measure: { text: 'churn' },
      polarity: 'lower',
      baseline: 5,
      target: { kind: 'value', value: 4 },
      unit: '%',
      due: { date: '2026-12-31' },
    })
  })

  test.each([
    ['increase', 'higher'],
    ['raise', 'higher'],
    ['grow', 'higher'],
    ['boost', 'higher'],
    ['reduces', 'lower'],
    ['decrease', 'lower'],
    ['cut', 'lower'],
    ['lower', 'lower'],
    ['shorten', 'lower'],
    ['keep', 'range'],
    ['win', 'higher'],
    ['reach', 'higher'],
  ])('[S2] %s: %s', (verb, polarity) => {
    expect(read(`${verb} sales`).polarity).toBe(polarity)
  })

  test('[S2] reach and bring go from the baseline to the target', () => {
    expect(read('bring days from 45 to 30').polarity).toBe('lower')
    expect(read('reach 200 leads', { baseline: 100 }).polarity).toBe('higher')
    expect(read('bring churn below 2%').polarity).toBe('lower')
    expect(read('reach a margin of 20%').target).toEqual({ kind: 'value', value: 20 })
  })

  test('[S3] a vague verb takes its direction from the measure', () => {
    const measures = [{ id: 'churn', name: 'Churn', polarity: 'lower' as const }]
    expect(read('improve churn by 10%', { measures })).toMatchObject({
      verb: { isVague: true },
      polarity: 'lower',
      change: { kind: 'percent', by: -10 },
    })
    expect(read('Improve cash flow').target).toBeUndefined()
    expect(read('improve delivery time from 5 to 3 days').polarity).toBe('lower')
  })

  test('[S4] changes in percent, points and units', () => {
    expect(read('reduce churn by 10%').change).toEqual({ kind: 'percent', by: -10 })
    expect(read('grow sales volume 20% this fiscal year').change).toEqual({ kind: 'percent', by: 20 })
    expect(read('shorten delivery by 2 days', { baseline: 5 })).toMatchObject({
      change: { kind: 'absolute', by: -2, unit: 'day' },
      target: { value: 3 },
      unit: 'day',
    })
    for (const points of ['2 points', '2 pp', 'two percentage points', '2 percentage points', '2 %-points']) {
      const sentence = read(`raise margin by ${points}`, { unit: '%', baseline: 20 })
      expect(sentence).toMatchObject({ change: { kind: 'points', by: 2 }, target: { value: 22 }, unit: '%' })
    }
    expect(read('cut costs by $1.2M this year', { unit: 'USD', baseline: 5e6 })).toMatchObject({
      change: { by: -1_200_000 },
      target: { value: 3_800_000 },
      unit: 'USD',
    })
  })

  test('[S5] factors', () => {
    expect(read('double revenue', { baseline: 3.1 })).toMatchObject({
      change: { kind: 'factor', by: 2 },
      target: { value: 6.2 },
    })
    expect(read('halve the backlog', { baseline: 7 })).toMatchObject({
      polarity: 'lower',
      target: { value: 3.5 },
    })
  })

  test('[S6] from and to', () => {
    const sentence = read('reduce accounts-receivable days from 45 to 30 by 31 March 2026', { baseline: 47 })
    expect(sentence).toMatchObject({
      measure: { text: 'accounts-receivable days' },
      baseline: 45,
      target: { kind: 'value', value: 30 },
      unit: 'day',
    })
    expect(read('increase cash flow from $1.00M to $1.15M')).toMatchObject({
      baseline: 1_000_000,
      target: { value: 1_150_000 },
      unit: '$',
    })
  })

  test.each([
    ['keep engagement above 75%', { kind: 'range', low: 75 }],
    ['keep engagement at or above 75%', { kind: 'range', low: 75 }],
    ['keep churn below 2%', { kind: 'range', high: 2 }],
    ['keep churn to at most 2%', { kind: 'range', high: 2 }],
    ['keep delivery time between 2 and 4 days', { kind: 'range', low: 2, high: 4 }],
    ['keep delivery time from 2 to 4 days', { kind: 'range', low: 2, high: 4 }],
    ['keep stock at 40', { kind: 'range', low: 40, high: 40 }],
    ['increase leads to at least 200', { kind: 'value', value: 200 }],
    ['raise engagement above 75%', { kind: 'value', value: 75 }],
  ])('[S7] %s', (text, target) => {
    expect(read(text).target).toEqual(target)
  })

  test('[S8] 15 % on 1,000,000 is exactly 1,150,000', () => {
    const sentence = read('increase cash flow by 15% within the next fiscal year', { baseline: 1_000_000 })
    expect(sentence.target).toEqual({ kind: 'value', value: 1_150_000 })
    expect(read('increase price by 0.2 EUR', { baseline: 0.1 }).target).toEqual({ kind: 'value', value: 0.3 })
  })

  test('[S8] the change of a whole baseline by a whole percentage is the exact decimal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 40 }), fc.integer({ min: 1, max: 99 }), (base, percent) => {
        const { target } = read(`grow sales by ${percent}%`, { baseline: base })
        const cents = BigInt(base) * BigInt(100 + percent)
        expect(target).toEqual({ kind: 'value', value: Number(`${cents}e-2`) })
      }),
    )
  })

  test('[S9] a cadence', () => {
    expect(read('win 50 new clients each quarter')).toMatchObject({
      measure: { text: 'new clients' },
      target: { kind: 'value', value: 50 },
      each: 'quarter',
    })
    expect(read('add 5 dealers per month').each).toBe('month')
    expect(read('sign 3 dealers every half-year').each).toBe('half')
    expect(read('reduce tickets per day from 45 to 30')).toMatchObject({
      measure: { text: 'tickets per day' },
    })
    expect(read('reduce tickets per day from 45 to 30').each).toBeUndefined()
  })

  test('[S10] what follows a number is its unit only where it is known to be one', () => {
    expect(read('reach 200 leads').measure?.text).toBe('leads')
    expect(read('raise qualified leads to 200 leads').tokens.at(-1)?.role).toBe('to')
    expect(read('win 20% more clients')).toMatchObject({
      measure: { text: 'clients' },
      change: { kind: 'percent', by: 20 },
    })
  })

  test('[S11] known measures by name or id, the longest first', () => {
    const measures = [
      { id: 'dso', name: 'Days from invoice to cash' },
      { id: 'days', name: 'Days' },
    ]
    expect(read('reduce days from invoice to cash from 45 to 30', { measures })).toMatchObject({
      measure: { id: 'dso', text: 'days from invoice to cash' },
      baseline: 45,
    })
    expect(read('Reduce the DSO to 30', { measures }).measure?.id).toBe('dso')
    expect(read('reduce lead time', { measures }).measure).not.toHaveProperty('id')
  })
})

describe('due days; today is 10 February 2026, in FY26 of a year that starts in April', () => {
  test.each([
    ['by 31 December 2026', '2026-12-31'],
    ['by 31st of December 2026', '2026-12-31'],
    ['by December 31, 2026', '2026-12-31'],
    ['by 31 Dec 2026', '2026-12-31'],
    ['by 2026-12-31', '2026-12-31'],
    ['until 31.12.2026', '2026-12-31'],
    ['before 1 July 2026', '2026-06-30'],
    ['by 1 February', '2027-02-01'],
    ['by 10 February', '2026-02-10'],
  ])('[S20] %s: %s', (text, date) => {
    expect(due(text)).toBe(date)
  })

  test.each([
    ['by Q3 2026', '2026-09-30', '2026-09-30'],
    ['by the end of Q3 2026', '2026-09-30', '2026-09-30'],
    ['by end of FY27', '2027-03-31', '2027-12-31'],
    ['by FY2027', '2027-03-31', '2027-12-31'],
    ['by FY27-Q1', '2026-06-30', '2027-03-31'],
    ['by Q1 FY27', '2026-06-30', '2027-03-31'],
    ['in H1 2026', '2026-06-30', '2026-06-30'],
    ['by December 2026', '2026-12-31', '2026-12-31'],
    ['in 2027', '2027-12-31', '2027-12-31'],
    ['by 2027', '2027-12-31', '2027-12-31'],
  ])('[S21] %s: %s, or %s in calendar years', (text, april, civil) => {
    expect([due(text), due(text, civilYear)]).toEqual([april, civil])
  })

  test.each([
    ['this year', '2026-03-31', '2026-12-31'],
    ['this fiscal year', '2026-03-31', '2026-12-31'],
    ['within the year', '2026-03-31', '2026-12-31'],
    ['by year-end', '2026-03-31', '2026-12-31'],
    ['by the end of the fiscal year', '2026-03-31', '2026-12-31'],
    ['in the current quarter', '2026-03-31', '2026-03-31'],
    ['this half-year', '2026-03-31', '2026-06-30'],
    ['by the end of this month', '2026-02-28', '2026-02-28'],
  ])('[S22] %s: %s, or %s in calendar years', (text, april, civil) => {
    expect([due(text), due(text, civilYear)]).toEqual([april, civil])
  })

  test.each([
    ['within the next fiscal year', '2027-03-31', '2027-12-31'],
    ['next year', '2027-03-31', '2027-12-31'],
    ['by the end of next quarter', '2026-06-30', '2026-06-30'],
    ['next month', '2026-03-31', '2026-03-31'],
  ])('[S23] %s: %s, or %s in calendar years', (text, april, civil) => {
    expect([due(text), due(text, civilYear)]).toEqual([april, civil])
  })

  test.each([
    ['[S24] in the next two quarters', '2026-09-30'],
    ['[S24] over the next 2 fiscal years', '2028-03-31'],
    ['[S25] within 6 months', '2026-08-10'],
    ['[S25] within two quarters', '2026-08-10'],
    ['[S25] within the next 6 months', '2026-08-10'],
    ['[S25] within a year', '2027-02-10'],
    ['[S25] in 30 days', '2026-03-12'],
    ['[S25] within two weeks', '2026-02-24'],
  ])('%s: %s', (rule, date) => {
    expect(due(rule.slice(6))).toBe(date)
  })

  test('[S26] a bare year after "by" needs the rest of the sentence', () => {
    expect(read('increase leads by 20% by 2030').due?.date).toBe('2030-12-31')
    expect(read('increase leads by 2030 by 2027-12-31').change).toEqual({ kind: 'absolute', by: 2030 })
    expect(doubts('increase leads by 2030')).toEqual(['smart-year-or-amount'])
    expect(doubts('reduce churn by 1% by 12/11/2026')).toEqual(['smart-date-unclear'])
  })
})

describe('two readings', () => {
  test.each([
    ['increase leads 200', 'smart-by-or-to'],
    ['reach leads by 20%', 'smart-by-without-direction'],
    ['increase revenue by 10% and reduce churn by 5%', 'smart-two-amounts'],
    ['grow sales by 5% this year by 2027-01-01', 'smart-two-dues'],
    ['reduce delivery from 5 days to 30%', 'smart-units-differ'],
    ['reduce days from 30 to 45', 'smart-wrong-way'],
    ['increase margin below 5%', 'smart-wrong-way'],
    ['keep stock between 9 and 3', 'smart-range-empty'],
  ])('[S30] %s: %s', (text, code) => {
    expect(doubts(text)).toContain(code)
  })

  test("[S30] a unit that is not the measure's", () => {
    expect(doubts('keep revenue above 75%', { unit: 'EUR' })).toEqual(['smart-unit-differs'])
    expect(doubts('keep revenue above $75', { unit: 'USD' })).toEqual([])
    expect(doubts('keep delivery below 4 days', { unit: 'days' })).toEqual([])
  })

  test('[S31] a percentage of a percentage names both readings', () => {
    const sentence = read('raise margin by 2%', { unit: '%', baseline: 20 })
    expect(sentence.target).toEqual({ kind: 'value', value: 20.4 })
    expect(sentence.unclear).toMatchObject([
      { code: 'smart-percent-or-points', facts: { by: 2, relative: 20.4, points: 22 } },
    ])
  })
})

describe('laws', () => {
  const word = fc.constantFrom(
    ...'increase improve win keep reach double cash flow clients the by from to between and above at over within in next this two 15% 50 2030 1.2 M $5 EUR days points percentage each per quarter year fiscal end of FY27 Q3 2026 31 December 2026-12-31 12/11/2026 before more % , . ( “'.split(
      ' ',
    ),
  )

  test('any sentence is read without a throw; each word is one token at its place', () => {
    const sentence = fc.oneof(
      fc.array(word, { maxLength: 14 }).map((words) => words.join(' ')),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(sentence, (text) => {
        const { tokens, unclear, target } = read(text, { baseline: 3 })
        let end = 0
        for (const token of tokens) {
          expect(token.span.start).toBeGreaterThanOrEqual(end)
          expect(text.slice(token.span.start, token.span.end)).toBe(token.text)
          end = token.span.end
        }
        expect(unclear.every(({ span }) => span.end <= text.length)).toBe(true)
        if (target?.kind === 'value') expect(Number.isFinite(target.value)).toBe(true)
      }),
      { numRuns: 3000 },
    )
  })
})
