import { formatNumber } from '../quantity/format.ts'
import { timeUnitOf } from '../quantity/unit-word.ts'
import type { Facts } from '../text/diagnostic.ts'
import type { Day } from '../time/day.ts'
import type { NamedMeasure } from './measure.ts'
import type { SentenceTarget } from './sentence.ts'
import type { SmartCode } from './words.ts'

export type Letter = 'S' | 'M' | 'A' | 'R' | 'T'

/** What is known beside the sentence. Values are in the sentence's unit, as written. */
export type Evidence = {
  readonly today: Day
  /** Past values of the measure, one a period, the newest last. */
  readonly history?: readonly number[]
  /** The chance of the target by the forecast of the measure, 0 to 1; left out: none is told. */
  readonly chance?: number
  /** Periods from the last of the history to the due day. */
  readonly periodsLeft?: number
  /** The name of the objective that the target supports. */
  readonly objective?: string
  /** The measures that the sentence had to name one of. */
  readonly measures?: readonly NamedMeasure[]
}

/** One letter judged: `unknown` where the evidence is not enough. The message says the code with its facts. */
export type Verdict = {
  readonly letter: Letter
  readonly pass: boolean | 'unknown'
  readonly code: SmartCode
  readonly facts: Facts
  readonly message: string
}

export type Finding = Omit<Verdict, 'letter' | 'message'>

/** A finding: `finding(false, 'smart-no-due')`. */
export function finding(pass: boolean | 'unknown', code: SmartCode, facts: Facts = {}): Finding {
  return { pass, code, facts }
}

/** A target as text: `1,150,000 EUR`, `at least 75 %`, `between 2 and 4 day`. */
export function printTarget(target: SentenceTarget, unit?: string): string {
  if (target.kind === 'value') return withUnit(target.value, unit)
  const { low, high } = target
  if (low !== undefined && high !== undefined)
    return `between ${formatNumber(low)} and ${withUnit(high, unit)}`
  return low === undefined ? `at most ${withUnit(high ?? 0, unit)}` : `at least ${withUnit(low, unit)}`
}

/** A number with its unit, where it has one. */
export function withUnit(value: number, unit: string | undefined): string {
  const number = formatNumber(value)
  if (unit === undefined) return number
  const isMany = timeUnitOf(unit) === unit && Math.abs(value) !== 1
  return `${number} ${unit}${isMany ? 's' : ''}`
}
