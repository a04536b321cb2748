import type { Unit } from '../quantity/unit.ts'
import { parseUnit } from '../quantity/unit.ts'
import type { Diagnostic, Facts } from '../text/diagnostic.ts'
import { diagnoser, fill } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Day } from '../time/day.ts'
import { dayOf, parseDay } from '../time/day.ts'
import type { Duration } from '../time/duration.ts'
import { parseDuration } from '../time/duration.ts'
import { isFault, timeWords } from '../time/fault.ts'
import type { Grain } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import type { Dangling, Id, Weight } from './model.ts'
import type { Amount, Located } from './shape.ts'
import type { WeightItem } from './shared-shapes.ts'

const words = {
  'date-unreadable': '"{text}" is no date. Write year-month-day, such as 2026-04-01.',
  'unit-unreadable': '"{text}" is no unit. Write EUR, %, pp, day, client, or a quotient such as EUR/client.',
  'period-unreadable': '{problem}',
  'duration-unreadable': '{problem}',
  'amount-unit': '{text} is no amount in {unit}.',
  'share-without-sign': '{value} is {percent} %. Write {value}% for a share of a hundred.',
  'weight-negative': 'A weight is 0 or more, not {value}.',
}
const diagnose = diagnoser(words)

/** Before every date of a strategy: what holds from it has always held. */
export const beginning: Day = dayOf(1600, 1, 1)

/** The longest a duration can take, in days, so that a whole period always fits in it. */
const longestDays: Readonly<Record<Grain, number>> = {
  day: 1,
  week: 7,
  month: 31,
  quarter: 92,
  half: 184,
  year: 366,
}

export function daysOf(duration: Duration): number {
  return duration.count * longestDays[duration.grain]
}

/** Turns what was written into what is meant; collects what could not be turned, and references that lead nowhere. */
export class Resolver {
  readonly calendar: Calendar
  readonly diagnostics: Diagnostic[]
  readonly dangling: Dangling[] = []
  readonly #units = new Map<string, Unit>()

  constructor(calendar: Calendar, diagnostics: Diagnostic[]) {
    this.calendar = calendar
    this.diagnostics = diagnostics
  }

  report(code: keyof typeof words, span: Span, facts: Facts): undefined {
    this.diagnostics.push(diagnose(code, 'error', span, facts))
  }

  day(written: Located | undefined): Day | undefined {
    if (!written) return undefined
    return parseDay(written.text) ?? this.report('date-unreadable', written.span, { text: written.text })
  }

  period(written: Located): Period | undefined {
    const reading = this.calendar.parse(written.text)
    if (!isFault(reading)) return reading
    const problem = fill(timeWords[reading.fault], reading.facts)
    return this.report('period-unreadable', written.span, { problem, ...reading.facts })
  }

  duration(written: Located | undefined): Duration | undefined {
    if (!written) return undefined
    const reading = parseDuration(written.text)
    if (!isFault(reading)) return reading
    const problem = fill(timeWords[reading.fault], reading.facts)
    return this.report('duration-unreadable', written.span, { problem, ...reading.facts })
  }

  unit(written: Located): Unit | undefined {
    const unit = this.#units.get(written.text) ?? parseUnit(written.text)
    if (!unit) return this.report('unit-unreadable', written.span, { text: written.text })
    this.#units.set(written.text, unit)
    return unit
  }

  /** An amount of a unit as stored: `4%` and, where the unit is %, `4` are 0.04. */
  amount(written: Amount, unit: Unit): number | undefined {
    if (unit.form === 'plain') {
      if (written.form === 'plain') return written.value
      const text = `${written.value}${written.form === 'percent' ? '%' : ' pp'}`
      return this.report('amount-unit', written.span, { text, unit: unit.name })
    }
    return written.value / 100
  }

  /** A share of a whole, such as a limit or a tolerance; what is far above the whole has lost its sign. */
  share(written: Amount | undefined, otherwise: number): number {
    const share = fraction(written, otherwise)
    if (written?.form !== 'plain' || share <= largestShare) return share
    const { value, span } = written
    this.report('share-without-sign', span, { value, percent: value * 100 })
    return otherwise
  }

  id(written: Located | undefined, what: string, known: ReadonlyMap<Id, unknown>): Id | undefined {
    if (!written) return undefined
    if (known.has(written.text)) return written.text
    this.dangling.push({ what, id: written.text, span: written.span })
    return undefined
  }

  ids(written: readonly Located[] | undefined, what: string, known: ReadonlyMap<Id, unknown>): readonly Id[] {
    return (written ?? []).flatMap((one) => this.id(one, what, known) ?? [])
  }

  weight(item: WeightItem | undefined, span: Span): Weight {
    if (item === undefined) return evenWeight
    const versions =
      typeof item === 'number'
        ? [{ from: beginning, value: item }]
        : item.map(({ from, value }) => ({ from: this.day(from) ?? beginning, value }))
    const negative = versions.find(({ value }) => value < 0)
    if (negative) {
      this.report('weight-negative', span, { value: negative.value })
      return evenWeight
    }
    return versions.sort((a, b) => a.from - b.from)
  }
}

/** A band or limit above twice the whole is a percentage that was written without its sign. */
const largestShare = 2

export const evenWeight: Weight = [{ from: beginning, value: 1 }]

/** A share as written: `70%` and `0.7` are 0.7. */
export function fraction(written: Amount | undefined, otherwise: number): number {
  if (!written) return otherwise
  return written.form === 'plain' ? written.value : written.value / 100
}
