import type { NodeKind } from '../../src/engine/nodes.ts'
import type { KpiCell, MeasureCell, Results, ScoreCell } from '../../src/engine/results.ts'
import type { Grain } from '../../src/time/grain.ts'
import { grains } from '../../src/time/grain.ts'

/** How many cells were compared, and the first that differs, in words. */
export type Comparison = { readonly cells: number; readonly difference: string | undefined }

/**
 * Compares everything in two results, bit for bit: every measure at every grain that both hold, every KPI, every node.
 * The first may reach farther into the future than the second; nothing may be there.
 */
export function compare(engine: Results, fresh: Results): Comparison {
  const comparer = new Comparer(engine, fresh)
  comparer.run()
  return { cells: comparer.cells, difference: comparer.difference }
}

class Comparer {
  cells = 0
  difference: string | undefined
  readonly #engine: Results
  readonly #fresh: Results

  constructor(engine: Results, fresh: Results) {
    this.#engine = engine
    this.#fresh = fresh
  }

  run(): void {
    const engine = this.#engine
    const fresh = this.#fresh
    const { strategy } = fresh
    for (const id of strategy.measures.keys()) {
      for (const grain of grains) {
        if (engine.measure(id, grain, 0) === undefined) continue
        this.#row(
          `measure ${id} by ${grain}`,
          grain,
          (results, index) => results.measure(id, grain, index),
          sameMeasure,
        )
      }
    }
    for (const id of strategy.kpis.keys()) {
      const grain = fresh.kpiGrain(id) as Grain
      this.#row(`KPI ${id}`, grain, (results, index) => results.kpi(id, index), sameKpi)
    }
    for (const [kind, ids] of nodesOf(fresh)) {
      for (const id of ids) {
        this.#row(`${kind} ${id}`, fresh.grain, (results, index) => results.node(kind, id, index), sameScore)
      }
    }
  }

  #row<T>(
    what: string,
    grain: Grain,
    read: (results: Results, index: number) => (T & { readonly reason: string }) | undefined,
    same: (a: T, b: T) => boolean,
  ): void {
    const mine = this.#engine.timeline(grain)
    const other = this.#fresh.timeline(grain)
    const shift = mine.first - other.first
    for (let index = 0; index < mine.count; index++) {
      this.cells++
      const a = read(this.#engine, index)
      const b = read(this.#fresh, index + shift)
      const isSame = a !== undefined && (b === undefined ? a.reason === 'not-due' : same(a, b))
      if (isSame) continue
      const period = this.#fresh.strategy.organisation.calendar.name(grain, mine.first + index)
      this.difference ??= `${what} in ${period}: ${JSON.stringify(a, plain)} is not ${JSON.stringify(b, plain)}`
    }
  }
}

/** Numbers that JSON does not know, and the places in files, which are long. */
function plain(key: string, value: unknown): unknown {
  if (key === 'at') return undefined
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}

export function nodesOf({ strategy }: Results): readonly (readonly [NodeKind, Iterable<string>])[] {
  return [
    ['objective', strategy.objectives.keys()],
    ['department', strategy.departments.keys()],
    ['perspective', strategy.perspectives.keys()],
    ['organisation', ['']],
  ]
}

function sameMeasure(a: MeasureCell, b: MeasureCell): boolean {
  return (
    Object.is(a.value, b.value) &&
    a.reason === b.reason &&
    a.ageDays === b.ageDays &&
    Object.is(a.coverage, b.coverage)
  )
}

function sameScore(a: ScoreCell, b: ScoreCell): boolean {
  return (
    Object.is(a.score, b.score) &&
    a.reason === b.reason &&
    Object.is(a.coverage, b.coverage) &&
    a.ageDays === b.ageDays &&
    a.status === b.status &&
    a.isEstimate === b.isEstimate
  )
}

function sameKpi(a: KpiCell, b: KpiCell): boolean {
  return (
    sameScore(a, b) &&
    sameMeasure(a.actual, b.actual) &&
    Object.is(a.target, b.target) &&
    Object.is(a.high, b.high) &&
    Object.is(a.original, b.original) &&
    a.binding?.target === b.binding?.target &&
    a.binding?.revision === b.binding?.revision
  )
}
