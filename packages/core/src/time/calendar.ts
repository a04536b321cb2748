import type { Fault } from './fault.ts'
import type { Grain } from './grain.ts'
import { Grid } from './grid.ts'
import type { Layout } from './layout.ts'
import { layMonths } from './months.ts'
import { parsePeriod } from './parse.ts'
import type { Period } from './period.ts'
import { type Naming, namingOf, printPeriod } from './print.ts'
import { type CalendarFault, type CalendarSpec, type Rules, readSpec } from './spec.ts'
import { layWeeks } from './weeks.ts'

export type { CalendarFault, CalendarSpec } from './spec.ts'

/** A fiscal calendar: its periods as integers, and their names. */
export class Calendar extends Grid {
  /** The rules it was made from, with every default written out. */
  readonly rules: Rules
  readonly #naming: Naming

  constructor(rules: Rules) {
    super(layoutOf(rules))
    this.rules = rules
    this.#naming = namingOf(rules)
    Object.freeze(this)
  }

  /** The canonical name of a period: `2026-Q3` in calendar years, `FY27-Q2` in other fiscal years. */
  name(grain: Grain, ordinal: number): string {
    return printPeriod(this, this.#naming, { grain, ordinal })
  }

  /** Reads a period's name, canonical or not, in any case; a fault says why a text names no period of this calendar. */
  parse(text: string): Period | Fault {
    return parsePeriod(this, this.#naming, text)
  }
}

/**
 * Makes the calendar that a spec describes. A part of the spec that is impossible is left out and reported, so that
 * the calendar is always usable: in the worst case it is the calendar year.
 */
export function makeCalendar(spec: CalendarSpec = {}): {
  readonly calendar: Calendar
  readonly faults: readonly CalendarFault[]
} {
  const { rules, faults } = readSpec(spec)
  return { calendar: new Calendar(rules), faults }
}

function layoutOf(rules: Rules): Layout {
  return rules.kind === 'months' ? layMonths(rules) : layWeeks(rules)
}
