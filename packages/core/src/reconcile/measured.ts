import type { Results } from '../engine/results.ts'
import type { Id } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import { isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'

type OverTime = 'sum' | 'last' | 'mean' | 'min' | 'max'

/**
 * The measured value of a measure in a period, also where the results were not computed for periods of that length:
 * then put together from the measure's own periods (rules A2, A3, A7). NaN where there is none.
 */
export function measuredIn(results: Results, id: Id, period: Period): number {
  const measure = results.strategy.measures.get(id)
  if (!measure || isFiner(period.grain, measure.grain)) return Number.NaN
  const computed = valueAt(results, id, period.grain, period.ordinal)
  if (computed !== undefined) return computed
  const { overTime, grain } = measure
  if (grain === period.grain || overTime === undefined || overTime === 'parts') return Number.NaN
  const [first, last] = results.strategy.organisation.calendar.range(period.grain, period.ordinal, grain)
  const values: number[] = []
  for (let ordinal = overTime === 'last' ? last : first; ordinal <= last; ordinal++) {
    values.push(valueAt(results, id, grain, ordinal) ?? Number.NaN)
  }
  return join(values, overTime)
}

function valueAt(results: Results, id: Id, grain: Grain, ordinal: number): number | undefined {
  return results.measure(id, grain, ordinal - results.timeline(grain).first)?.value
}

function join(values: readonly number[], overTime: OverTime): number {
  switch (overTime) {
    case 'last':
      return values.at(-1) ?? Number.NaN
    case 'min':
      return Math.min(...values)
    case 'max':
      return Math.max(...values)
    default: {
      const sum = values.reduce((total, value) => total + value, 0)
      return overTime === 'mean' ? sum / values.length : sum
    }
  }
}
