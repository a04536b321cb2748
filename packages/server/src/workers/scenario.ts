import type { Future, Observations, SourceFile } from '@keelson/core'
import { futureOf, objectiveOutlooks, quantilesOf, readStrategy, seek, simulate } from '@keelson/core'

/** A company as a worker is given it. */
export type CompanyAt = {
  readonly files: readonly SourceFile[]
  readonly observations: Observations
  readonly asOf: number
}

/** What drivers are multiplied by: every future value of the measure. */
export type ScenarioTask = CompanyAt & {
  readonly kind: 'scenario'
  readonly factors: readonly (readonly [measure: string, factor: number])[]
  readonly draws: number
}
export type SeekTask = CompanyAt & {
  readonly kind: 'seek'
  readonly kpi: string
  readonly levers: readonly string[]
  /** No lever changes by a larger share. */
  readonly most: number
}

/** One scenario after the other asks for the same future: it is forecast once. */
let last: { readonly key: string; readonly future: Future } | undefined

function futureAt({ files, observations, asOf }: CompanyAt): Future {
  const key = JSON.stringify([asOf, observations.count, files])
  if (last?.key !== key) last = { key, future: futureOf(readStrategy(files).strategy, observations, asOf) }
  return last.future
}

/** The same futures drawn without and with a scenario: the targets and objectives that come out otherwise. */
export function scenario(task: ScenarioTask) {
  const future = futureAt(task)
  const { leaves, goals, unforecast } = future
  const known = new Set(leaves.map(({ measure }) => measure))
  const factors = new Map(task.factors)
  const { draws } = task
  const before = simulate(future, { draws })
  const after = factors.size === 0 ? before : simulate(future, { draws, factors })
  const levers = [...known]
  const unknown = [...factors.keys()].filter((measure) => !known.has(measure))
  if (!before || !after) return { levers, unknown, unforecast, goals: [], kpis: [], objectives: [] }
  const range = (values: Float64Array) => quantilesOf(values, [0.1, 0.5, 0.9])
  const chances = new Map(
    objectiveOutlooks(future, after).map(({ objective, chance }) => [objective, chance]),
  )
  return {
    levers,
    unknown,
    unforecast,
    goals: goals.map(({ kpi }) => kpi),
    kpis: goals.flatMap(({ kpi, wanted }, at) => {
      const [own, changed] = [before.values[at] as Float64Array, after.values[at] as Float64Array]
      if (own.every((value, draw) => Object.is(value, changed[draw]))) return []
      return [
        {
          kpi,
          wanted,
          chanceBefore: before.chances[at] as number,
          chanceAfter: after.chances[at] as number,
          before: range(own),
          after: range(changed),
        },
      ]
    }),
    objectives: objectiveOutlooks(future, before).flatMap(({ objective, chance }) => {
      const changed = chances.get(objective) ?? Number.NaN
      return Object.is(chance, changed) ? [] : [{ objective, before: chance, after: changed }]
    }),
  }
}

/** The smallest change of levers by which a target is met, or why none can be sought. */
export function seekLevers(task: SeekTask) {
  const future = futureAt(task)
  const at = future.goals.findIndex(({ kpi }) => kpi === task.kpi)
  const goal = future.goals[at]
  if (!goal)
    return {
      why: future.without.find(({ kpi }) => kpi === task.kpi)?.why ?? 'It has no target that binds now.',
    }
  const known = new Set(future.leaves.map(({ measure }) => measure))
  const unknown = task.levers.find((lever) => !known.has(lever))
  if (unknown !== undefined) return { why: `"${unknown}" is no observed measure with a forecast.` }
  const { factors, before, after, isMet } = seek(future, at, task.levers, task.most)
  return { wanted: goal.wanted, factors: [...factors], before, after, isMet }
}
