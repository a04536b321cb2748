import type { Day } from '../time/day.ts'
import { instantOf, type Minute } from './local-time.ts'

/** When an organisation reminds of values that are to be handed in. */
export type ReminderRules = {
  /** How many days after the end of a period its value is due. */
  readonly graceDays: number
  /** How many days before and after it is due a person is reminded. */
  readonly daysBefore: readonly number[]
  readonly daysAfter: readonly number[]
  /** How many days after it is due the head of the department is told; undefined: never. */
  readonly escalateAfterDays: number | undefined
  /** The local time of the reminders. */
  readonly at: Minute
}

/** A reminder: how many days after the due day it is, negative before it, and its instant in ms since 1970 UTC. */
export type Reminder = { readonly days: number; readonly at: number }

/** The day until whose end the value of a period that ends on a day is due (rule W5). */
export function dueDay(lastDay: Day, { graceDays }: ReminderRules): Day {
  return lastDay + graceDays
}

/** The reminders of a value, in their order, by the clock of the person's time zone (rule W5). */
export function remindersOf(lastDay: Day, rules: ReminderRules, timeZone: string): readonly Reminder[] {
  const { daysBefore, daysAfter, at } = rules
  const due = dueDay(lastDay, rules)
  // Before its last day is over nobody knows the value of a period.
  const days = [...daysBefore.map((before) => -before), ...daysAfter].map((one) =>
    Math.max(one, lastDay + 1 - due),
  )
  return [...new Set(days)]
    .sort((a, b) => a - b)
    .map((one) => ({ days: one, at: instantOf(due + one, at, timeZone) }))
}

/** The last reminder whose instant has come; undefined where none has (rule W6). */
export function reminderAt(reminders: readonly Reminder[], instant: number): Reminder | undefined {
  return reminders.findLast(({ at }) => at <= instant)
}

/** When the head of the department is told that a value is late, in ms since 1970 UTC (rule W7). */
export function escalationOf(lastDay: Day, rules: ReminderRules, timeZone: string): number | undefined {
  const { escalateAfterDays, at } = rules
  if (escalateAfterDays === undefined) return undefined
  return instantOf(dueDay(lastDay, rules) + escalateAfterDays, at, timeZone)
}
