import type { Strategy } from '@keelson/core'
import { ObservationsBuilder, parseFormula, readStrategy } from '@keelson/core'

/** How an inner KPI is made from its children. */
export type NodeRule = 'leaf' | 'sum' | 'ratio' | 'mean'

/**
 * The cascade every engine computes: six levels, fan-out about 8; inner KPIs 60 % sums, 25 % ratios of two sums, 15 %
 * weighted means; 2 % of them also read a leaf of another branch. Children have higher numbers than their parents.
 */
export type Workload = {
  readonly count: number
  readonly periods: number
  readonly rule: readonly NodeRule[]
  readonly firstChild: Int32Array
  readonly childCount: Int32Array
  readonly parent: Int32Array
  /** A leaf read besides the children, or −1. */
  readonly cross: Int32Array
  readonly leaves: Int32Array
  /** Leaf values, `leafRow[node] * periods + period`. */
  readonly values: Float64Array
  readonly leafRow: Int32Array
  /** The target of each KPI, the same in every period; and the weight of each KPI. */
  readonly target: Float64Array
  readonly weight: Float64Array
}

/** A seeded generator of numbers in [0, 1): mulberry32. */
export function random(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export function makeWorkload(count: number, periods: number, seed = 7): Workload {
  const next = random(seed)
  const levels = 6
  const fan = Math.max(2, Math.ceil(count ** (1 / (levels - 1))))
  const firstChild = new Int32Array(count).fill(-1)
  const childCount = new Int32Array(count)
  const parent = new Int32Array(count).fill(-1)
  let made = 1
  for (let node = 0; node < count && made < count; node++) {
    const children = Math.min(count - made, Math.max(2, fan - 1 + Math.floor(next() * 3)))
    firstChild[node] = made
    childCount[node] = children
    for (let child = made; child < made + children; child++) parent[child] = node
    made += children
  }
  const rule: NodeRule[] = []
  for (let node = 0; node < count; node++) {
    const draw = next()
    if (childCount[node] === 0) rule.push('leaf')
    else if ((childCount[node] as number) < 2 || draw < 0.6) rule.push('sum')
    else rule.push(draw < 0.85 ? 'ratio' : 'mean')
  }
  const leaves = Int32Array.from(rule.keys()).filter((node) => rule[node] === 'leaf')
  const leafRow = new Int32Array(count).fill(-1)
  for (const [row, node] of leaves.entries()) leafRow[node] = row
  const cross = new Int32Array(count).fill(-1)
  for (let node = 0; node < count; node++) {
    if (rule[node] === 'sum' && next() < 0.02)
      cross[node] = leaves[Math.floor(next() * leaves.length)] as number
  }
  const values = Float64Array.from({ length: leaves.length * periods }, () => 50 + next() * 100)
  const target = Float64Array.from({ length: count }, () => 60 + next() * 80)
  const weight = Float64Array.from({ length: count }, () => 1 + Math.floor(next() * 4))
  return {
    count,
    periods,
    rule,
    firstChild,
    childCount,
    parent,
    cross,
    leaves,
    values,
    leafRow,
    target,
    weight,
  }
}

/** The id of a KPI and its measure, or of an objective. Padded, so that ids and numbers have one order. */
export function idOf(kind: 'k' | 'o', node: number): string {
  return kind + String(node).padStart(7, '0')
}

/** The formula of an inner KPI. */
export function formulaOf(load: Workload, node: number): string {
  const children = Array.from({ length: load.childCount[node] as number }, (_, at) =>
    idOf('k', (load.firstChild[node] as number) + at),
  )
  const half = children.length >> 1
  const over = children.slice(0, half)
  const under = children.slice(half)
  const cross = load.cross[node] as number
  switch (load.rule[node]) {
    case 'ratio':
      return `sum(${over.join(', ')}) / sum(${under.join(', ')})`
    case 'mean': {
      const weights = under.slice(0, half)
      return `sum(${over.map((child, at) => `${child} * ${weights[at]}`).join(', ')}) / sum(${weights.join(', ')})`
    }
    default:
      return cross < 0 ? `sum(${children.join(', ')})` : `sum(${children.join(', ')}) + ${idOf('k', cross)}`
  }
}

const firstOrdinal = (strategy: Strategy): number => strategy.organisation.calendar.ordinal('month', 18262)

/** The same company as a strategy: an objective for each inner KPI, judged by the KPIs and objectives below it. */
export function makeStrategy(load: Workload): Strategy {
  const { strategy } = readStrategy([
    {
      name: 'bench.yaml',
      text: 'organisation: {name: Bench}\nmeasures: {m: {unit: "1", kind: index, polarity: higher}}\nkpis: {m: {targets: [{for: 2020, baseline: 1, value: 2}]}}\nobjectives: {o: {judged-by: both}}\n',
    },
  ])
  const plainMeasure = strategy.measures.get('m') as NonNullable<ReturnType<typeof strategy.measures.get>>
  const plainKpi = strategy.kpis.get('m') as NonNullable<ReturnType<typeof strategy.kpis.get>>
  const plainTarget = plainKpi.targets[0] as (typeof plainKpi.targets)[number]
  const plainObjective = strategy.objectives.get('o') as NonNullable<
    ReturnType<typeof strategy.objectives.get>
  >
  const { calendar } = strategy.organisation
  const first = firstOrdinal(strategy)
  const [original] = plainTarget.revisions as [(typeof plainTarget.revisions)[number]]
  const firstYear = calendar.containing('month', 'year', first)
  // What most KPIs of a company have in common is shared, so that the largest workload fits into memory.
  const baseline = { kind: 'value', value: 50 } as const
  const years = Array.from({ length: Math.ceil(load.periods / 12) }, (_, year) => {
    const ordinal = firstYear + year
    const period = { grain: 'year' as const, ordinal }
    return {
      ...plainTarget,
      period,
      first: calendar.start('year', ordinal),
      due: calendar.end('year', ordinal),
      baseline,
    }
  })
  const weights = Array.from({ length: 5 }, (_, value) => [{ from: -1e6, value }])
  const measures = new Map<string, typeof plainMeasure>()
  const kpis = new Map<string, typeof plainKpi>()
  const objectives = new Map<string, typeof plainObjective>()
  for (let node = 0; node < load.count; node++) {
    const id = idOf('k', node)
    const isInner = load.rule[node] !== 'leaf'
    const formula = isInner ? parseFormula(formulaOf(load, node), { file: '', offset: 0 }).formula : undefined
    measures.set(id, { ...plainMeasure, id, name: id, formula })
    const parent = load.parent[node] as number
    const weight = weights[load.weight[node] as number] as (typeof weights)[number]
    const goalpost = { kind: 'value', value: load.target[node] as number } as const
    const revisions = [{ ...original, goalpost }]
    const targets = years.map((target) => ({ ...target, kpi: id, revisions }))
    kpis.set(id, {
      ...plainKpi,
      id,
      name: id,
      measure: id,
      objective: parent < 0 ? undefined : idOf('o', parent),
      weight,
      targets,
    })
    if (!isInner) continue
    const above = parent < 0 ? undefined : idOf('o', parent)
    const objective = idOf('o', node)
    objectives.set(objective, { ...plainObjective, id: objective, name: objective, parent: above, weight })
  }
  return { ...strategy, measures, kpis, objectives }
}

export function makeObservations(load: Workload, strategy: Strategy) {
  const builder = new ObservationsBuilder()
  const first = firstOrdinal(strategy)
  for (const node of load.leaves) {
    const row = (load.leafRow[node] as number) * load.periods
    const id = idOf('k', node)
    for (let period = 0; period < load.periods; period++) {
      builder.add(id, first + period, load.values[row + period] as number, 0)
    }
  }
  return builder.build()
}

/** The day on which every period of the workload has just ended. */
export function asOfDay(load: Workload, strategy: Strategy): number {
  return strategy.organisation.calendar.end('month', firstOrdinal(strategy) + load.periods - 1)
}
