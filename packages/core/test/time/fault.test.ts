import { expect, test } from 'vitest'
import { fill } from '../../src/text/diagnostic.ts'
import { makeCalendar } from '../../src/time/calendar.ts'
import { parseDuration } from '../../src/time/duration.ts'
import { type Fault, isFault, timeWords } from '../../src/time/fault.ts'

const fromFebruary = makeCalendar({ start: { month: 2, day: 1 } }).calendar
const yearEnd = { weekday: 9, month: 1, rule: 'last' } as const

const faults: readonly Fault[] = [
  ...['soon', '2026-7', '2026-Q5', '2026-Q3', '2025-W53', 'FY27-W07', '2026-02-30', '3000']
    .map((text) => fromFebruary.parse(text))
    .filter(isFault),
  ...['soon', '1.5 months', '2 mnths'].map((text) => parseDuration(text)).filter(isFault),
  ...makeCalendar({ start: { month: 2, day: 30 }, yearEnd }).faults,
  ...makeCalendar({ pattern: '4-4-5', start: { month: 2, day: 1 }, yearEnd }).faults,
  ...makeCalendar({ pattern: '4-4-5' }).faults,
]

test('[T18] [T19] [T20] every refusal can be said in words that need no fact it lacks', () => {
  for (const { fault, facts } of faults) expect(fill(timeWords[fault], facts)).not.toContain('{')
})

test('[T18] [T19] [T20] every code that has words is the answer to some text', () => {
  expect(new Set(faults.map(({ fault }) => fault))).toEqual(new Set(Object.keys(timeWords)))
})

test('[T17] a refused calendar name says what to write instead', () => {
  const [fault] = faults.filter(({ fault }) => fault === 'period-not-in-calendar')
  expect(fill(timeWords['period-not-in-calendar'], fault?.facts ?? {})).toBe(
    '"2026-Q3" runs from 2026-07-01 to 2026-09-30, which is no quarter of this fiscal calendar. ' +
      'It begins in FY27-Q2 and ends in FY27-Q3: name one of them.',
  )
})
