import type { Id, Kpi, Weight } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import type { Grain } from '../time/grain.ts'

export type EngineOptions = {
  /** Nothing recorded, ended or decided after this day is known. */
  readonly asOf: Day
  /** The period of the scorecard; the organisation's by default. */
  readonly grain?: Grain
  /** Whether it lives as long as its process: it loads sooner, and its memory is given back late. */
  readonly isLasting?: boolean
}

/** A change to what the engine holds. A value of NaN means: explicitly nothing. */
export type Change =
  | { readonly kind: 'value'; readonly measure: Id; readonly ordinal: number; readonly value: number }
  | { readonly kind: 'targets'; readonly kpi: Id; readonly targets: Kpi['targets'] }
  | { readonly kind: 'weight'; readonly kpi: Id; readonly weight: Weight }

/** Which values were observed since the engine was made: by measure, then ordinal. */
export type Later = { get(id: Id): { has(ordinal: number): boolean } | undefined }
