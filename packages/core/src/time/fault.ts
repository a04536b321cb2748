import type { Facts, Words } from '../text/diagnostic.ts'

/** What each fault of this folder says; the reader that found the text adds file and place. */
export const timeWords = {
  'period-unreadable':
    '"{text}" is no period. Write 2026, 2026-H1, 2026-Q3, 2026-07, 2026-W07, 2026-07-31, or with the fiscal year FY27, FY27-H1, FY27-Q1, FY27-P03.',
  'period-misspelt': '"{text}" is no period. Write {hint}.',
  'period-not-in-year': '"{text}" does not exist: the {grain} of a year is numbered 1 to {count}.',
  'period-not-in-calendar':
    '"{text}" runs from {firstDay} to {lastDay}, which is no {grain} of this fiscal calendar. It begins in {earlier} and ends in {later}: name one of them.',
  'week-not-in-year': '"{text}" does not exist: that year has {count} weeks.',
  'week-not-fiscal':
    '"{text}" is no week here: this fiscal calendar is made of months, so weeks are ISO weeks of the calendar year. Counted from the start of the fiscal year it would be {hint}.',
  'day-not-in-month': '"{text}" does not exist: that month has {count} days.',
  'year-out-of-range': '"{text}" lies outside the years {first} to {last}.',
  'duration-unreadable':
    '"{text}" is no duration. Write a whole number and a grain: 45 days, 2 weeks, 3 months, 1 quarter, 1 half-year, 1 year.',
  'duration-not-whole': '"{text}" is no whole number of periods. Use a finer grain, such as days or months.',
  'duration-grain-unknown': '"{word}" in "{text}" is no grain. Did you mean {hint}?',
  'start-impossible': 'The fiscal year cannot start on day {day} of month {month}: there is no such day.',
  'start-with-week-pattern':
    'A {pattern} calendar starts on the day after its year end, so a start has no meaning here. Remove the start, or the pattern.',
  'year-end-missing':
    'A {pattern} calendar needs its year end: a weekday, a month, and whether it is the last such weekday of the month or the one nearest to its end.',
  'year-end-impossible':
    'The year end needs a weekday from 1 (Monday) to 7 (Sunday) and a month from 1 to 12; found weekday {weekday}, month {month}.',
  'year-end-with-months':
    'A calendar of whole months ends on the day before its start, so a year end has no meaning here. Remove the year end, or choose the pattern 4-4-5, 4-5-4 or 5-4-4.',
} as const satisfies Words

export type TimeCode = keyof typeof timeWords

/** Why a text of this folder could not be read: data, not thrown. */
export type Fault = { readonly fault: TimeCode; readonly facts: Facts }

export function faultOf(fault: TimeCode, facts: Facts): Fault {
  return { fault, facts }
}

/** Whether a reading failed. */
export function isFault(reading: object): reading is Fault {
  return 'fault' in reading
}
