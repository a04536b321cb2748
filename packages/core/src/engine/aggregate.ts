import { reasonCode } from '../quantity/missing.ts'
import type { Grain } from '../time/grain.ts'
import type { Columns } from './columns.ts'
import { oldest } from './columns.ts'
import type { Horizon } from './horizon.ts'
import type { Aggregate, Part, SeriesPlan } from './plan.ts'
import { measureOf, none } from './plan.ts'

type Rows = {
  readonly plan: SeriesPlan
  readonly offsets: Int32Array
  readonly coverage: Int32Array
}

const absent = -1
const asZero = -2

/** Computes a measure made of the measures of departments: rules A8 and A9. */
export function runAggregate(
  columns: Columns,
  rows: Rows,
  series: number,
  { parts, policy }: Aggregate,
  horizon: Horizon,
  low: number,
  high: number,
): void {
  const { lastDay } = horizon.timeline(rows.plan.grains[series] as Grain)
  const limit = horizon.strategy.organisation.rollUp.freshnessDays
  const kind = measureOf(rows.plan, series)?.kind
  const isAged = rows.plan.aged[series] === 1
  const row = rows.offsets[series] as number
  const coverageRow = rows.coverage[series] as number
  const { cells, marks, ages } = columns

  const missingReason = (part: Part, at: number): number => {
    for (const input of [part.value, part.denominator, part.weight]) {
      if (input === none) continue
      const reason = marks[(rows.offsets[input] as number) + at] as number
      if (reason !== 0) return reason
    }
    return 0
  }
  /** The period whose value of a part counts. */
  const placeOf = (part: Part, period: number): number => {
    const reason = missingReason(part, period)
    if (reason === 0) return period
    if (policy === 'zero' && reason === reasonCode['not-observed']) return asZero
    if (policy !== 'carry-forward') return absent
    for (let at = period - 1; at >= 0; at--) {
      if ((lastDay[period] as number) - (lastDay[at] as number) > limit) break
      if (missingReason(part, at) === 0) return at
    }
    return absent
  }
  const coverageOf = (part: Part, at: number): number => {
    let least = 1
    for (const input of [part.value, part.denominator, part.weight]) {
      const coverage = input === none ? none : (rows.coverage[input] as number)
      if (coverage !== none) least = Math.min(least, cells[coverage + at] as number)
    }
    return least
  }
  const read = (input: number, at: number): number => cells[(rows.offsets[input] as number) + at] as number

  for (let period = low; period < high; period++) {
    let over = 0
    let under = 0
    let present = 0
    let missing = 0
    let reason = 0
    let covered = 0
    let weights = 0
    let age = 0
    for (const part of parts) {
      const at = placeOf(part, period)
      const isWeighted = part.weight !== none
      if (at === absent) {
        missing++
        if (reason === 0) reason = missingReason(part, period)
        weights += isWeighted ? Math.abs(weightOrZero(read(part.weight, period))) : 1
        continue
      }
      present++
      if (at === asZero) {
        const weight = isWeighted ? weightOrZero(read(part.weight, period)) : 1
        weights += Math.abs(weight)
        covered += Math.abs(weight)
        if (isWeighted) under += weight
        continue
      }
      const weight = isWeighted ? read(part.weight, at) : 1
      over += isWeighted ? weight * read(part.value, at) : read(part.value, at)
      under += isWeighted ? weight : part.denominator === none ? 0 : read(part.denominator, at)
      weights += Math.abs(weight)
      covered += Math.abs(weight) * coverageOf(part, at)
      const late = (lastDay[period] as number) - (lastDay[at] as number)
      for (const input of [part.value, part.denominator, part.weight]) {
        if (input !== none) age = Math.max(age, (ages[(rows.offsets[input] as number) + at] ?? 0) + late)
      }
    }
    const isQuotient = kind === 'ratio' || kind === 'index'
    let value = isQuotient ? (Number.isFinite(under) ? over / under : Number.NaN) : over
    let why = 0
    if (policy === 'unknown' && missing > 0) why = reason
    else if (present === 0) why = reasonCode['child-missing']
    else if (isQuotient && under === 0) why = reasonCode['divide-by-zero']
    else {
      if (policy === 'peer-mean' && !isQuotient && missing > 0) value = (over / present) * parts.length
      if (!Number.isFinite(value)) why = reasonCode['not-finite']
    }
    const cell = row + period
    cells[cell] = why === 0 ? value : Number.NaN
    marks[cell] = why
    if (isAged) ages[cell] = why === 0 ? Math.min(age, oldest) : 0
    if (coverageRow >= 0) cells[coverageRow + period] = why !== 0 || weights === 0 ? 0 : covered / weights
  }
}

function weightOrZero(weight: number): number {
  return Number.isNaN(weight) ? 0 : weight
}
