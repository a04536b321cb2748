import { fill } from '../text/diagnostic.ts'
import { timeWords } from './fault.ts'
import type { CalendarFault } from './spec.ts'

/** What is wrong with a calendar, as a sentence. */
export function calendarFaultText({ fault, facts }: CalendarFault): string {
  return fill(timeWords[fault], facts)
}
