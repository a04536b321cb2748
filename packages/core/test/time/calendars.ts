import fc from 'fast-check'
import { type Calendar, type CalendarSpec, makeCalendar } from '../../src/time/calendar.ts'
import { type Day, dayOf } from '../../src/time/day.ts'
import { grains } from '../../src/time/grain.ts'

const names = fc.constantFrom('end-year' as const, 'start-year' as const)

export const anyDay: fc.Arbitrary<Day> = fc.integer({ min: dayOf(1600, 1, 1), max: dayOf(2999, 12, 31) })

/** Days at which names of two digits, leap years and week 53 all occur. */
export const aNearDay: fc.Arbitrary<Day> = fc.integer({ min: dayOf(1990, 1, 1), max: dayOf(2110, 12, 31) })

export const anyGrain = fc.constantFrom(...grains)

export const anyStart = fc
  .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
  .filter(({ month, day }) => day <= new Date(Date.UTC(2000, month, 0)).getUTCDate())

export const monthSpec: fc.Arbitrary<CalendarSpec> = fc.oneof(
  fc.record({ names, start: anyStart }),
  fc.record({ names, start: fc.record({ month: fc.integer({ min: 1, max: 12 }), day: fc.constant(1) }) }),
)

export const weekSpec: fc.Arbitrary<CalendarSpec> = fc.record({
  names,
  pattern: fc.constantFrom('4-4-5' as const, '4-5-4' as const, '5-4-4' as const),
  yearEnd: fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    month: fc.integer({ min: 1, max: 12 }),
    rule: fc.constantFrom('last' as const, 'nearest' as const),
  }),
})

export const anySpec = fc.oneof(monthSpec, weekSpec)

/** A calendar of a spec that is sound. */
export function sound(spec: CalendarSpec): Calendar {
  const { calendar, faults } = makeCalendar(spec)
  if (faults.length > 0) throw new Error(`the spec has faults: ${JSON.stringify(faults)}`)
  return calendar
}
