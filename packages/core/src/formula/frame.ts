import type { Grain } from '../time/grain.ts'

/** The periods a formula is computed over; index i stands for one period. A timeline is one. */
export type Frame = {
  readonly grain: Grain
  readonly count: number
  /** Index of the first period of the same fiscal year; negative where it lies before the frame. */
  readonly yearStart: Int32Array
  /** Index of the same period a year before, never falling; negative where it lies before the frame. */
  readonly yearBefore: Int32Array
  /** Days in the period. */
  readonly days: Int32Array
}
