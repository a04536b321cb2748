import type { Results } from '../engine/results.ts'
import type { Contribution, Id } from '../strategy/model.ts'
import { grains, isFiner } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import type { Conversion } from './convert.ts'
import { between } from './convert.ts'
import { measuredIn } from './measured.ts'
import { targetIn } from './period-target.ts'

export type Weights = ReadonlyMap<Contribution, Conversion | 'weight-missing'>

/**
 * The weights of `mean` links (rule C3), all of one sort: the targets of the weight measures in the period where each
 * has one, or else their values in the last period of that length in which all have one, or in a shorter one.
 */
export function weightsOf(results: Results, links: readonly Contribution[], period: Period): Weights {
  const means = links.filter(({ kind }) => kind === 'mean')
  const ids = [...new Set(means.flatMap(({ weightBy }) => weightBy ?? []))]
  const targets = new Map(ids.map((id) => [id, targetOf(results, id, period)]))
  const areTargets = [...targets.values()].every(Number.isFinite)
  const values = areTargets ? targets : measuredTogether(results, ids, period)
  const first = means.find(({ weightBy }) => weightBy !== undefined)?.weightBy
  return new Map(
    means.map((link): [Contribution, Conversion | 'weight-missing'] => {
      const value = values.get(link.weightBy ?? '') ?? Number.NaN
      if (Number.isNaN(value)) return [link, 'weight-missing']
      const factor = inUnitOf(results, link.weightBy as Id, first as Id, period)
      return [link, typeof factor === 'number' ? value * factor : factor]
    }),
  )
}

function inUnitOf(results: Results, id: Id, other: Id, period: Period): Conversion {
  const { measures } = results.strategy
  const from = measures.get(id)?.unit
  const to = measures.get(other)?.unit
  return from && to ? between(results, from, to, period) : 'unit-mismatch'
}

/** The target of the KPI on a measure; of several the one whose id comes first. */
function targetOf(results: Results, measure: Id, period: Period): number {
  const kpis = [...results.strategy.kpis.values()].filter((kpi) => kpi.measure === measure)
  for (const { id } of kpis.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const { value } = targetIn(results, id, period)
    if (!Number.isNaN(value)) return value
  }
  return Number.NaN
}

/** The values of several measures in the last common period, no later than the one given. */
function measuredTogether(results: Results, ids: readonly Id[], period: Period): ReadonlyMap<Id, number> {
  const { calendar } = results.strategy.organisation
  const end = calendar.end(period.grain, period.ordinal)
  for (const grain of [...grains].reverse()) {
    if (isFiner(period.grain, grain)) continue
    const known = ids.filter((id) => isMeasured(results, id))
    const { first } = results.timeline(grain)
    const latest = Math.min(calendar.ordinal(grain, end), first + results.closed(grain) - 1)
    for (let ordinal = latest; known.length > 0 && ordinal >= first; ordinal--) {
      const values = known.map((id) => [id, measuredIn(results, id, { grain, ordinal })] as const)
      if (values.every(([, value]) => !Number.isNaN(value))) return new Map(values)
    }
  }
  return new Map()
}

function isMeasured(results: Results, id: Id): boolean {
  const grain = results.strategy.measures.get(id)?.grain
  if (!grain) return false
  const closed = results.closed(grain)
  for (let index = 0; index < closed; index++) {
    if (!Number.isNaN(results.measure(id, grain, index)?.value ?? Number.NaN)) return true
  }
  return false
}
