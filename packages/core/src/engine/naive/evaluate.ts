import type { Observations } from '../../series/observations.ts'
import type { Id, Kpi, Measure, Strategy, Target } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'
import type { Grain } from '../../time/grain.ts'
import { isFiner } from '../../time/grain.ts'
import type { Timeline } from '../../time/timeline.ts'
import type { EngineOptions, Later } from '../change.ts'
import { coarser, Horizon } from '../horizon.ts'
import type { NodeKind } from '../nodes.ts'
import { nodeKey } from '../nodes.ts'
import type { KpiCell, MeasureCell, Results, ScoreCell } from '../results.ts'
import type { NamedChild } from './nodes.ts'
import { childrenOf, rollUpOf } from './nodes.ts'
import { countingOf, rollUpScores } from './roll-up.ts'
import { scoreOf, unscored } from './score.ts'
import { NaiveSeries } from './series.ts'
import { NaiveTargets } from './targets.ts'

/**
 * Everything that follows from a strategy and its observations, by the plainest possible reading of SPEC.md: each cell
 * is made from its inputs when it is asked for. The engine is proved by giving the same bits.
 */
export function evaluate(strategy: Strategy, observations: Observations, options: EngineOptions): Results {
  return new Evaluation(strategy, observations, options)
}

class Evaluation implements Results {
  readonly strategy: Strategy
  readonly observations: Observations
  readonly later: Later = new Map()
  readonly asOf: Day
  readonly grain: Grain
  readonly #horizon: Horizon
  readonly #series: NaiveSeries
  readonly #targets = new Map<Id, NaiveTargets>()
  readonly #kpiCells = new Map<Id, KpiCell[]>()
  readonly #children = new Map<string, readonly NamedChild[]>()
  readonly #nodeCells = new Map<string, ScoreCell[]>()

  constructor(strategy: Strategy, observations: Observations, { asOf, grain }: EngineOptions) {
    this.strategy = strategy
    this.observations = observations
    this.asOf = asOf
    this.grain = grain ?? strategy.organisation.grain
    this.#horizon = new Horizon(strategy, observations, asOf, lastDueOf(strategy, asOf))
    this.#series = new NaiveSeries(strategy, observations, this.#horizon)
  }

  timeline(grain: Grain): Timeline {
    return this.#horizon.timeline(grain)
  }

  closed(grain: Grain): number {
    return this.#horizon.closed(grain)
  }

  #holds(grain: Grain, index: number): boolean {
    return index >= 0 && index < this.timeline(grain).count
  }

  measure(id: Id, grain: Grain, index: number): MeasureCell | undefined {
    const measure = this.strategy.measures.get(id)
    if (!measure || isFiner(grain, measure.grain) || !this.#holds(grain, index)) return undefined
    return this.#series.at(id, grain, index)
  }

  kpiGrain(id: Id): Grain | undefined {
    const kpi = this.strategy.kpis.get(id)
    return kpi && coarser(kpi.grain, this.grain)
  }

  kpi(id: Id, index: number): KpiCell | undefined {
    const grain = this.kpiGrain(id)
    if (!grain || !this.#holds(grain, index)) return undefined
    return remember(this.#kpiCells, id, index, () => this.#makeKpi(id, grain, index))
  }

  actuals(id: Id): Float64Array {
    const grain = this.kpiGrain(id)
    const values = Array.from({ length: grain ? this.closed(grain) : 0 }, (_, index) => this.kpi(id, index))
    return Float64Array.from(values, (cell) => cell?.actual.value ?? Number.NaN)
  }

  #makeKpi(id: Id, grain: Grain, index: number): KpiCell {
    const kpi = this.strategy.kpis.get(id) as Kpi
    const { calendar } = this.strategy.organisation
    const ordinal = this.timeline(grain).first + index
    const actual = this.#series.at(kpi.measure, grain, index)
    const wanted = this.#targetsOf(kpi).at(grain, ordinal)
    const { low: target, high, original, binding } = wanted
    const shown = { actual, target, high, original, binding }
    if (index >= this.closed(grain)) return { ...unscored('not-due'), ...shown }
    const elapsedOf = ({ period }: Target) => {
      const [first, last] = calendar.range(period.grain, period.ordinal, kpi.grain)
      const [, now] = calendar.range(grain, ordinal, kpi.grain)
      return { elapsed: now - first + 1, length: last - first + 1 }
    }
    const { polarity } = this.strategy.measures.get(kpi.measure) as Measure
    return { ...scoreOf({ actual, wanted, polarity, elapsedOf }), ...shown }
  }

  #targetsOf(kpi: Kpi): NaiveTargets {
    let targets = this.#targets.get(kpi.id)
    if (!targets) {
      const measure = this.strategy.measures.get(kpi.measure) as Measure
      const measured = (grain: Grain, ordinal: number) =>
        this.measure(measure.id, grain, ordinal - this.timeline(grain).first)?.value ?? Number.NaN
      targets = new NaiveTargets(kpi, measure, this.#horizon, measured)
      this.#targets.set(kpi.id, targets)
    }
    return targets
  }

  node(kind: NodeKind, id: Id, index: number): ScoreCell | undefined {
    const rollUp = rollUpOf(this.strategy, kind, id)
    if (!rollUp || !this.#holds(this.grain, index)) return undefined
    if (index >= this.closed(this.grain)) return unscored('not-due')
    return remember(this.#nodeCells, nodeKey(kind, id), index, () => {
      const day = this.timeline(this.grain).lastDay[index] as number
      const children = this.#childrenOf(kind, id)
        .map((child) => countingOf(this, child, day, rollUp.freshnessDays))
        .filter(({ weight }) => weight !== 0)
      return rollUpScores(children, rollUp, this.strategy.organisation.bands)
    })
  }

  #childrenOf(kind: NodeKind, id: Id): readonly NamedChild[] {
    const key = nodeKey(kind, id)
    let children = this.#children.get(key)
    if (!children) {
      children = childrenOf(this.strategy, kind, id)
      this.#children.set(key, children)
    }
    return children
  }
}

function remember<T>(made: Map<string, T[]>, key: string, index: number, make: () => T): T {
  let cells = made.get(key)
  if (!cells) {
    cells = []
    made.set(key, cells)
  }
  const cell = cells[index] ?? make()
  cells[index] = cell
  return cell
}

function lastDueOf({ kpis }: Strategy, since: Day): Day {
  let last = since
  for (const { targets } of kpis.values()) for (const { due } of targets) last = Math.max(last, due)
  return last
}
