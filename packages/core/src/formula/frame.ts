/** The periods a formula is computed over; index i stands for one period. A timeline is one. */
export type Frame = {
  readonly count: number
  /** Index of the first period of the same fiscal year; negative where it lies before the frame. */
  readonly yearStart: Int32Array
  /** Index of the same period a year earlier; negative where it lies before the frame. */
  readonly yearBefore: Int32Array
  /** Days in the period. */
  readonly days: Int32Array
}
