/**
 * Observed values in columns, in the order they were read. Row i says: measure `measureIds[measure[i]]` was `value[i]`
 * (in stored units; NaN: explicitly nothing) in the period `ordinal[i]` of its grain, known since the day `recorded[i]`.
 */
export type Observations = {
  readonly measureIds: readonly string[]
  readonly count: number
  readonly measure: Int32Array
  readonly ordinal: Int32Array
  readonly value: Float64Array
  readonly recorded: Int32Array
  /** Where each row was read: a file, by its place in `files`, and the offset of its line. */
  readonly files: readonly string[]
  readonly file: Int32Array
  readonly offset: Int32Array
  /** Sources and notes, by row; most rows have none. */
  readonly notes: ReadonlyMap<number, { readonly source?: string; readonly note?: string }>
}

export const noObservations: Observations = {
  measureIds: [],
  count: 0,
  measure: new Int32Array(0),
  ordinal: new Int32Array(0),
  value: new Float64Array(0),
  recorded: new Int32Array(0),
  files: [],
  file: new Int32Array(0),
  offset: new Int32Array(0),
  notes: new Map(),
}

/** Collects observations row by row; columns double as they fill. */
export class ObservationsBuilder {
  readonly #ids: string[] = []
  readonly #handles = new Map<string, number>()
  readonly #files: string[] = []
  readonly #notes = new Map<number, { source?: string; note?: string }>()
  #count = 0
  #measure = new Int32Array(1024)
  #ordinal = new Int32Array(1024)
  #value = new Float64Array(1024)
  #recorded = new Int32Array(1024)
  #file = new Int32Array(1024)
  #offset = new Int32Array(1024)

  /** The number of a file, to be given to `add`. */
  file(name: string): number {
    this.#files.push(name)
    return this.#files.length - 1
  }

  add(
    measure: string,
    ordinal: number,
    value: number,
    recorded: number,
    file = 0,
    offset = 0,
    note?: { source?: string; note?: string },
  ): void {
    if (this.#count === this.#value.length) this.#grow()
    const row = this.#count++
    let handle = this.#handles.get(measure)
    if (handle === undefined) {
      handle = this.#ids.length
      this.#ids.push(measure)
      this.#handles.set(measure, handle)
    }
    this.#measure[row] = handle
    this.#ordinal[row] = ordinal
    this.#value[row] = value
    this.#recorded[row] = recorded
    this.#file[row] = file
    this.#offset[row] = offset
    if (note) this.#notes.set(row, note)
  }

  #grow(): void {
    const size = this.#count * 2
    const larger = <A extends Int32Array | Float64Array>(column: A, empty: A): A => {
      empty.set(column)
      return empty
    }
    this.#measure = larger(this.#measure, new Int32Array(size))
    this.#ordinal = larger(this.#ordinal, new Int32Array(size))
    this.#value = larger(this.#value, new Float64Array(size))
    this.#recorded = larger(this.#recorded, new Int32Array(size))
    this.#file = larger(this.#file, new Int32Array(size))
    this.#offset = larger(this.#offset, new Int32Array(size))
  }

  build(): Observations {
    const count = this.#count
    return {
      measureIds: this.#ids,
      count,
      measure: this.#measure.subarray(0, count),
      ordinal: this.#ordinal.subarray(0, count),
      value: this.#value.subarray(0, count),
      recorded: this.#recorded.subarray(0, count),
      files: this.#files,
      file: this.#file.subarray(0, count),
      offset: this.#offset.subarray(0, count),
      notes: this.#notes,
    }
  }
}
