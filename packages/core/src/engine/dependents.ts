import type { Worklist } from './worklist.ts'

/**
 * A change of period p of the source can change the task's periods p + from … p + to; or, through a table, the task's
 * periods from table[p] to table[p], or to the end.
 */
export type Edge = {
  readonly source: number
  readonly task: number
  readonly from: number
  readonly to: number
  readonly table?: Int32Array
  readonly toEnd?: boolean
}

/** Which tasks have to be run again after which, in one flat list by source. */
export class Dependents {
  readonly #starts: Int32Array
  readonly #tasks: Int32Array
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #tables: (Int32Array | undefined)[]
  readonly #toEnd: Uint8Array
  readonly #counts: Int32Array

  /** `counts` gives the number of periods of each task. */
  constructor(edges: readonly Edge[], counts: Int32Array) {
    const starts = new Int32Array(counts.length + 1)
    for (const { source } of edges) starts[source + 1] = (starts[source + 1] as number) + 1
    for (let task = 0; task < counts.length; task++) {
      starts[task + 1] = (starts[task + 1] as number) + (starts[task] as number)
    }
    const next = starts.slice()
    this.#starts = starts
    this.#counts = counts
    this.#tasks = new Int32Array(edges.length)
    this.#from = new Int32Array(edges.length)
    this.#to = new Int32Array(edges.length)
    this.#toEnd = new Uint8Array(edges.length)
    this.#tables = edges.some((edge) => edge.table) ? new Array(edges.length) : []
    for (const edge of edges) {
      const at = next[edge.source] as number
      next[edge.source] = at + 1
      this.#tasks[at] = edge.task
      this.#from[at] = edge.from
      this.#to[at] = Math.min(edge.to, farthest)
      this.#toEnd[at] = edge.toEnd ? 1 : 0
      if (edge.table) this.#tables[at] = edge.table
    }
  }

  /** Puts every task on the list that depends on these periods of a task. */
  spread(source: number, low: number, high: number, work: Worklist): void {
    const end = this.#starts[source + 1] as number
    for (let at = this.#starts[source] as number; at < end; at++) {
      const task = this.#tasks[at] as number
      const table = this.#tables[at]
      const count = this.#counts[task] as number
      let from = low + (this.#from[at] as number)
      let to = high + (this.#to[at] as number)
      if (table) {
        from = table[low] as number
        to = this.#toEnd[at] === 1 ? count : (table[high - 1] as number) + 1
        if (from < 0) from = 0
      }
      if (to > count) to = count
      if (from < to) work.add(task, from, to)
    }
  }
}

/** Farther than any row is long. */
export const farthest = 0x3fffffff
