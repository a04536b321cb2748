import type { Id } from '../strategy/model.ts'
import type { Future } from './future.ts'
import { middleValues } from './future.ts'

/**
 * The value of each goal if every observed measure that is a KPI with a target just met it, and all else kept to the
 * middle of its forecast. What is left of a measure's periods is scaled to meet its target; a range has nothing to just
 * meet.
 */
export function valuesIfMet(future: Future): Float64Array {
  const { engine, goals, leaves } = future
  const middle = middleValues(future)
  const factors = new Map<Id, number>()
  for (const [at, { kpi, wanted, isTotal }] of goals.entries()) {
    const measure = engine.strategy.kpis.get(kpi)?.measure
    const leaf = leaves.find((one) => one.measure === measure)
    if (!leaf || wanted.polarity === 'range' || factors.has(leaf.measure)) continue
    const rest = leaf.forecast.mean.reduce((sum, value) => sum + value, 0)
    const own = isTotal ? rest : (middle[at] as number)
    const factor = 1 + (wanted.target - (middle[at] as number)) / own
    if (Number.isFinite(factor)) factors.set(leaf.measure, factor)
  }
  return middleValues(future, factors)
}
