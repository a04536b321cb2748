import type { Kpi, Measure } from '../strategy/model.ts'
import type { Grain } from '../time/grain.ts'
import type { Horizon } from './horizon.ts'
import type { Measured } from './targets.ts'
import { coarsenTargets, layTargets, TargetRows } from './targets.ts'

/** Lays any targets in scratch rows, a set for each grain. */
export class ScratchTargets {
  readonly #horizon: Horizon
  readonly #rows = new Map<Grain, TargetRows>()

  constructor(horizon: Horizon) {
    this.#horizon = horizon
  }

  /** The targets of a KPI at the grain it is judged by, in rows that the next call overwrites. */
  lay(kpi: Kpi, measure: Measure, grain: Grain, measured: Measured): TargetRows {
    const { asOf, strategy } = this.#horizon
    const { calendar } = strategy.organisation
    const timeline = this.#horizon.timeline(kpi.grain)
    const fine = this.#rowsOf(kpi.grain)
    layTargets({ kpi, measure, calendar, timeline, asOf, measured }, fine)
    if (grain === kpi.grain) return fine
    const coarse = this.#rowsOf(grain)
    coarsenTargets(fine, coarse, this.#horizon.parts(grain, kpi.grain), measure.kind)
    return coarse
  }

  #rowsOf(grain: Grain): TargetRows {
    let rows = this.#rows.get(grain)
    if (!rows) {
      rows = new TargetRows(this.#horizon.timeline(grain).count)
      this.#rows.set(grain, rows)
    }
    return rows
  }
}
