import { expect, test } from 'vitest'
import { type CalendarSpec, makeCalendar } from '../../src/time/calendar.ts'

const yearEnd = { weekday: 6, month: 1, rule: 'nearest' } as const
const calendarYear = { kind: 'months', start: { month: 1, day: 1 }, names: 'end-year' }

function faults(spec: CalendarSpec) {
  return makeCalendar(spec).faults.map(({ at, fault }) => `${at}: ${fault}`)
}

test('[T19] a start that no year has is reported, and the year then starts on 1 January', () => {
  for (const start of [
    { month: 2, day: 30 },
    { month: 4, day: 31 },
    { month: 13, day: 1 },
    { month: 0, day: 1 },
    { month: 1, day: 0 },
    { month: 1.5, day: 1 },
    { month: 1, day: Number.NaN },
  ]) {
    const { calendar, faults } = makeCalendar({ start })
    expect(faults).toEqual([{ at: 'start', fault: 'start-impossible', facts: start }])
    expect(calendar.rules).toEqual(calendarYear)
  }
  expect(faults({ start: { month: 2, day: 29 } })).toEqual([])
})

test('[T19] a pattern of weeks needs its year end, and a year end needs a pattern of weeks', () => {
  expect(faults({ pattern: '4-4-5' })).toEqual(['pattern: year-end-missing'])
  expect(makeCalendar({ pattern: '4-4-5' }).calendar.rules).toEqual(calendarYear)
  expect(faults({ yearEnd })).toEqual(['yearEnd: year-end-with-months'])
  expect(faults({ pattern: 'months', yearEnd })).toEqual(['yearEnd: year-end-with-months'])
  expect(faults({ pattern: '4-4-5', yearEnd })).toEqual([])
})

test('[T19] a year end with an impossible weekday or month is reported with what was found', () => {
  const { faults } = makeCalendar({ pattern: '4-4-5', yearEnd: { ...yearEnd, weekday: 0 } })
  expect(faults).toEqual([{ at: 'yearEnd', fault: 'year-end-impossible', facts: { weekday: 0, month: 1 } }])
  expect(makeCalendar({ pattern: '4-4-5', yearEnd: { ...yearEnd, month: 13 } }).faults).toHaveLength(1)
})

test('[T19] a start beside a pattern of weeks is reported and left out', () => {
  const { calendar, faults } = makeCalendar({ pattern: '5-4-4', yearEnd, start: { month: 4, day: 1 } })
  expect(faults).toEqual([{ at: 'start', fault: 'start-with-week-pattern', facts: { pattern: '5-4-4' } }])
  expect(calendar.rules).toEqual({ kind: 'weeks', pattern: '5-4-4', yearEnd, names: 'end-year' })
})

test('[T19] every fault of a calendar is reported at once', () => {
  expect(faults({ pattern: '5-4-4', start: { month: 4, day: 1 } })).toEqual([
    'start: start-with-week-pattern',
    'pattern: year-end-missing',
  ])
})
