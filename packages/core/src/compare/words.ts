import { formatAmount, formatNumber } from '../quantity/format.ts'
import type { Unit } from '../quantity/unit.ts'
import { percent } from '../quantity/unit.ts'
import type { Bands, Goalpost, RollUp, SignOff, StatusMethod, Trajectory, Weight } from '../strategy/model.ts'
import { beginning } from '../strategy/resolver.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Day } from '../time/day.ts'
import { printDay, printTwo } from '../time/day.ts'
import type { Period } from '../time/period.ts'

/** As many digits as a double holds, so that numbers that differ are printed apart. */
const digits = 15

export function amountWords(value: number, unit: Unit): string {
  return formatAmount(value, unit, digits)
}

export function percentWords(share: number): string {
  return formatAmount(share, percent, digits)
}

export function dayWords(day: Day | undefined): string | undefined {
  return day === undefined || day <= beginning ? undefined : printDay(day)
}

export function periodWords(calendar: Calendar, period: Period | undefined): string | undefined {
  return period && calendar.name(period.grain, period.ordinal)
}

/** One weight, or each with the day it is valid from. */
export function weightWords(weight: Weight): string {
  return weight
    .map(({ from, value }) => {
      const since = dayWords(from)
      return since === undefined
        ? formatNumber(value, digits)
        : `${formatNumber(value, digits)} from ${since}`
    })
    .join(', ')
}

export function bandWords({ onTrack, atRisk }: Bands): string {
  return `on track from ${percentWords(onTrack)}, at risk from ${percentWords(atRisk)}`
}

export function rollUpWords({ rule, missing, coverageLimit, freshnessDays }: RollUp): string {
  const limit = percentWords(coverageLimit)
  return `${rule}, missing: ${missing}, coverage limit ${limit}, fresh for ${freshnessDays} days`
}

export function calendarWords({ rules }: Calendar): string {
  const names = rules.names === 'start-year' ? ', named after the year it starts in' : ''
  if (rules.kind === 'months') {
    const { month, day } = rules.start
    return `months, the year starts on ${printTwo(month)}-${printTwo(day)}${names}`
  }
  const { weekday, month, rule } = rules.yearEnd
  return `weeks ${rules.pattern}, the year ends on the ${rule} weekday ${weekday} of month ${month}${names}`
}

export function goalWords(goalpost: Goalpost, unit: Unit): string {
  if (goalpost.kind === 'value') return amountWords(goalpost.value, unit)
  if (goalpost.kind === 'between') {
    return `${amountWords(goalpost.low, unit)} to ${amountWords(goalpost.high, unit)}`
  }
  const points: Unit = unit.form === 'plain' ? unit : { ...percent, name: 'pp' }
  const text = goalpost.relative ? percentWords(goalpost.by) : amountWords(goalpost.by, points)
  return text.startsWith('−') ? text : `+${text}`
}

export function trajectoryWords(trajectory: Trajectory, calendar: Calendar, unit: Unit): string {
  if (trajectory.kind !== 'custom') return trajectory.kind
  return trajectory.values
    .map(([period, value]) => `${periodWords(calendar, period)}: ${amountWords(value, unit)}`)
    .join(', ')
}

export function methodWords(method: StatusMethod, unit: Unit): string {
  if (method.kind !== 'trajectory') return `${method.kind}, ${bandWords(method)}`
  const { relative, tolerance } = method
  return `trajectory, within ${relative ? percentWords(tolerance) : amountWords(tolerance, unit)}`
}

export function signOffWords({ by, finance, quorum, deadlineDays, files, delegates }: SignOff): string {
  const money = finance === undefined ? '' : `, ${finance} for money`
  const inFiles = files ? ', files too' : ''
  const named = [...delegates].map(([person, others]) => `; ${others.join(', ')} for ${person}`).join('')
  const who = [...by].join(', ') || 'nobody'
  return `${who}${money}, ${percentWords(quorum)} within ${deadlineDays} days${inFiles}${named}`
}
