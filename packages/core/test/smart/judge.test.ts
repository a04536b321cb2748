import { describe, expect, test } from 'vitest'
import { judge } from '../../src/smart/judge.ts'
import type { SentenceContext } from '../../src/smart/parts.ts'
import { readSentence } from '../../src/smart/read.ts'
import type { Evidence, Letter } from '../../src/smart/verdict.ts'
import { smartWords } from '../../src/smart/words.ts'
import { day, fromApril } from './calendar.ts'

const today = day('2026-02-10')

type Known = { readonly context?: Partial<SentenceContext>; readonly evidence?: Partial<Evidence> }

function verdictsOn(text: string, { context = {}, evidence = {} }: Known = {}) {
  const sentence = readSentence(text, { calendar: fromApril, today, ...context })
  return judge(sentence, { today, ...evidence })
}

function verdict(letter: Letter, text: string, known?: Known) {
  const found = verdictsOn(text, known).find((one) => one.letter === letter)
  return [found?.pass, found?.code]
}

test('[S46] "Improve cash flow" fails S, M and T, each by name', () => {
  const verdicts = verdictsOn('Improve cash flow')
  expect(verdicts.map(({ letter, pass, code }) => [letter, pass, code])).toEqual([
    ['S', false, 'smart-vague-verb'],
    ['M', false, 'smart-no-amount'],
    ['A', 'unknown', 'smart-no-target'],
    ['R', 'unknown', 'smart-objective-unknown'],
    ['T', false, 'smart-no-due'],
  ])
  expect(verdicts[0]?.message).toBe(
    '"Improve" is vague: it does not say which number should move which way, and by how much. Say increase or reduce, and what exactly.',
  )
})

test('[S46] "increase cash flow by 15% within the next fiscal year" passes, on data', () => {
  const verdicts = verdictsOn('increase cash flow by 15% within the next fiscal year', {
    context: { unit: 'EUR', baseline: 1_000_000 },
    evidence: {
      history: [900_000, 950_000, 980_000, 1_000_000],
      periodsLeft: 4,
      objective: 'Stay solvent without new debt',
    },
  })
  expect(verdicts.map(({ pass }) => pass)).toEqual([true, true, true, true, true])
  expect(verdicts.map(({ message }) => message)).toEqual([
    'It names cash flow and its direction.',
    'The target is 1,150,000 EUR, from a baseline of 1,000,000 EUR.',
    'It needs 37,500 a period; the best pace so far was 50,000, the median 30,000.',
    'It supports the objective "Stay solvent without new debt".',
    'It is due on 2027-03-31.',
  ])
})

describe('[S40] specific', () => {
  const measures = [{ id: 'churn', name: 'Customer churn' }]
  test.each<[string, unknown, string]>([
    ['increase cash flow', true, 'smart-specific'],
    ['improve cash flow by 15%', true, 'smart-specific'],
    ['cash flow up 15%', false, 'smart-no-verb'],
    ['optimise our performance', false, 'smart-vague-verb'],
    ['increase performance by 10%', false, 'smart-vague-measure'],
    ['increase by 10%', false, 'smart-no-measure'],
    ['increase revenue by 10% except in Asia', 'unknown', 'smart-words-not-understood'],
    ['reduce days from 30 to 45', false, 'smart-wrong-way'],
  ])('%s: %s, %s', (text, pass, code) => {
    expect(verdict('S', text)).toEqual([pass, code])
  })

  test('a measure that is not among the known ones', () => {
    const known = { context: { measures }, evidence: { measures } }
    expect(verdict('S', 'reduce customer churn by 10%', known)).toEqual([true, 'smart-specific'])
    expect(verdict('S', 'reduce customer chrun by 10%', known)).toEqual([false, 'smart-misspelt-measure'])
    expect(verdict('S', 'reduce overtime by 10%', known)).toEqual([false, 'smart-unknown-measure'])
  })
})

describe('[S41] measurable', () => {
  test.each<[string, unknown, string]>([
    ['increase cash flow', false, 'smart-no-amount'],
    ['reduce churn by 10%', false, 'smart-no-baseline'],
    ['reduce churn from 5% to 4%', true, 'smart-measurable'],
    ['reach 200 leads', true, 'smart-measurable-target'],
    ['improve satisfaction from 70 to 80', false, 'smart-no-unit'],
    ['keep engagement above 75%', true, 'smart-measurable-target'],
    ['increase leads 200', false, 'smart-by-or-to'],
    ['increase leads by 2030', false, 'smart-year-or-amount'],
  ])('%s: %s, %s', (text, pass, code) => {
    expect(verdict('M', text)).toEqual([pass, code])
  })

  test('a change in % needs a baseline that is not 0', () => {
    const text = 'grow sales by 10%'
    expect(verdict('M', text, { context: { baseline: 4 } })).toEqual([true, 'smart-measurable'])
    expect(verdict('M', text, { context: { baseline: 0 } })).toEqual([false, 'smart-baseline-zero'])
  })

  test('[S31] a percentage of a percentage cannot be judged', () => {
    const context = { unit: '%', baseline: 20 }
    expect(verdict('M', 'raise margin by 2%', { context })).toEqual(['unknown', 'smart-percent-or-points'])
    expect(verdict('M', 'raise margin by 2 points', { context })).toEqual([true, 'smart-measurable'])
  })
})

describe('[S42] achievable', () => {
  const lower = 'reduce receivable days from 45 to 30 by 2026-12-31'
  test.each<[string, Partial<Evidence>, unknown, string]>([
    ['no history', {}, 'unknown', 'smart-no-history'],
    ['a short history', { history: [46, 45], periodsLeft: 4 }, 'unknown', 'smart-history-short'],
    ['no number of periods', { history: [50, 48, 45] }, 'unknown', 'smart-no-periods-left'],
    ['a pace seen before', { history: [53, 48, 45], periodsLeft: 3 }, true, 'smart-achievable'],
    ['a pace never seen', { history: [47, 46, 45], periodsLeft: 3 }, false, 'smart-faster-than-ever'],
    ['a target already reached', { history: [40, 35, 29], periodsLeft: 3 }, false, 'smart-already-reached'],
  ])('%s', (_, evidence, pass, code) => {
    expect(verdict('A', lower, { evidence })).toEqual([pass, code])
  })

  test('the facts name the pace needed, the best and the median, signed as the measure moves', () => {
    const verdicts = verdictsOn(lower, { evidence: { history: [50, 48, 49, 46, 45], periodsLeft: 3 } })
    expect(verdicts[2]?.facts).toEqual({ needed: '−5', best: '−3', median: '−1.5' })
  })
})

describe('[S43] achievable with a cadence or a range', () => {
  test.each<[readonly number[], unknown, string]>([
    [[30, 55, 41], true, 'smart-achievable-level'],
    [[30, 45, 41], false, 'smart-higher-than-ever'],
    [[30, 45, 51], false, 'smart-already-reached'],
  ])('50 each quarter after %j', (history, pass, code) => {
    const known = { evidence: { history, periodsLeft: 4 } }
    expect(verdict('A', 'win 50 new clients each quarter', known)).toEqual([pass, code])
  })

  test('a range passes if it was ever kept', () => {
    const text = 'keep delivery time between 2 and 4 days'
    expect(verdict('A', text, { evidence: { history: [5, 3] } })).toEqual([true, 'smart-achievable-range'])
    expect(verdict('A', text, { evidence: { history: [5, 6] } })).toEqual([false, 'smart-never-inside'])
  })
})

test('[S44] relevant', () => {
  expect(verdict('R', 'grow sales', { evidence: { objective: 'Grow' } })).toEqual([true, 'smart-relevant'])
  expect(verdict('R', 'grow sales', { evidence: { objective: ' ' } })).toEqual([false, 'smart-no-objective'])
})

describe('[S45] timed', () => {
  test.each<[string, unknown, string]>([
    ['by 2026-02-11', true, 'smart-timed'],
    ['by 2026-02-10', false, 'smart-due-past'],
    ['by Q4 2025', false, 'smart-due-past'],
    ['by 2031-02-10', true, 'smart-timed'],
    ['by 2031-03-10', false, 'smart-due-far'],
    ['each quarter', false, 'smart-no-end'],
    ['', false, 'smart-no-due'],
    ['by 12/11/2026', false, 'smart-date-unclear'],
  ])('%s: %s, %s', (text, pass, code) => {
    expect(verdict('T', `grow sales by 5% ${text}`)).toEqual([pass, code])
  })
})

test('every message fills all its gaps, and there is one verdict a letter', () => {
  const sentences = [
    '',
    'improve',
    'reduce days from 30 to 45',
    'raise margin by 2%',
    'grow sales 7 by 2030 in 2031',
  ]
  for (const text of sentences) {
    const verdicts = verdictsOn(text, {
      context: { unit: '%', baseline: 20 },
      evidence: { history: [1, 2, 3] },
    })
    expect(verdicts.map(({ letter }) => letter)).toEqual(['S', 'M', 'A', 'R', 'T'])
    for (const { message } of verdicts) expect(message).toMatch(/^[^{}]+[.]$/)
  }
  expect(Object.values(smartWords).every((words) => /[.?]$/.test(words))).toBe(true)
})

test('[S47] the chance by the forecast is judged instead of the pace, where it is told', () => {
  const text = 'increase cash flow by 15% within the next fiscal year'
  const context = { unit: 'EUR', baseline: 1_000_000 }
  const evidence = { history: [900_000, 1_000_000], periodsLeft: 1 }
  expect(verdict('A', text, { context, evidence })).toEqual(['unknown', 'smart-history-short'])
  expect(verdict('A', text, { context, evidence: { ...evidence, chance: 0.1 } })).toEqual([
    true,
    'smart-likely',
  ])
  expect(verdict('A', text, { context, evidence: { ...evidence, chance: 0.09 } })).toEqual([
    false,
    'smart-unlikely',
  ])
  expect(verdict('A', 'keep margin between 2 and 4 %', { evidence: { history: [1], chance: 0.5 } })).toEqual([
    true,
    'smart-likely',
  ])
  const reached = { history: [900_000, 1_200_000], periodsLeft: 1, chance: 0.9 }
  expect(verdict('A', text, { context, evidence: reached })).toEqual([false, 'smart-already-reached'])
})
