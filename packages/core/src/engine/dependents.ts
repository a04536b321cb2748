import type { Worklist } from './worklist.ts'

/** Farther than any row is long. */
export const farthest = 0x3fffffff

/**
 * Edges between tasks, collected in columns: a change of period p of `source` can change the periods p + from … p + to
 * of `task`; or, through a table, from table[p] to table[p], or to the end of the row.
 */
export class EdgeList {
  count = 0
  source = new Int32Array(1024)
  task = new Int32Array(1024)
  from = new Int32Array(1024)
  to = new Int32Array(1024)
  /** The place of the table in `tables`, or −1. */
  table = new Int32Array(1024)
  toEnd = new Uint8Array(1024)
  readonly tables: Int32Array[] = []

  add(source: number, task: number, from: number, to: number, table?: Int32Array, toEnd = false): void {
    if (this.count === this.source.length) this.#grow()
    const at = this.count++
    this.source[at] = source
    this.task[at] = task
    this.from[at] = Math.max(from, -farthest)
    this.to[at] = Math.min(to, farthest)
    this.table[at] = table ? this.#place(table) : -1
    this.toEnd[at] = toEnd ? 1 : 0
  }

  #place(table: Int32Array): number {
    const known = this.tables.indexOf(table)
    return known >= 0 ? known : this.tables.push(table) - 1
  }

  #grow(): void {
    const size = this.count * 2
    for (const name of ['source', 'task', 'from', 'to', 'table'] as const) {
      const larger = new Int32Array(size)
      larger.set(this[name])
      this[name] = larger
    }
    const larger = new Uint8Array(size)
    larger.set(this.toEnd)
    this.toEnd = larger
  }
}

/** Which tasks have to be run again after which: the edges by source, one after the other. */
export class Dependents {
  readonly #starts: Int32Array
  readonly #edges: EdgeList
  /** Edges in the order of their sources. */
  readonly #order: Int32Array
  readonly #counts: Int32Array

  /** `counts` gives the number of periods of each task. */
  constructor(edges: EdgeList, counts: Int32Array) {
    const starts = new Int32Array(counts.length + 1)
    for (let at = 0; at < edges.count; at++) {
      const source = edges.source[at] as number
      starts[source + 1] = (starts[source + 1] as number) + 1
    }
    for (let task = 0; task < counts.length; task++) {
      starts[task + 1] = (starts[task + 1] as number) + (starts[task] as number)
    }
    const next = starts.slice()
    const order = new Int32Array(edges.count)
    for (let at = 0; at < edges.count; at++) {
      const source = edges.source[at] as number
      const place = next[source] as number
      next[source] = place + 1
      order[place] = at
    }
    this.#starts = starts
    this.#edges = edges
    this.#order = order
    this.#counts = counts
  }

  /** Puts every task on the list that depends on these periods of a task. */
  spread(source: number, low: number, high: number, work: Worklist): void {
    const edges = this.#edges
    const end = this.#starts[source + 1] as number
    for (let place = this.#starts[source] as number; place < end; place++) {
      const at = this.#order[place] as number
      const task = edges.task[at] as number
      const count = this.#counts[task] as number
      const table = edges.table[at] as number
      let from = low + (edges.from[at] as number)
      let to = high + (edges.to[at] as number)
      if (table >= 0) {
        const row = edges.tables[table] as Int32Array
        from = Math.max(0, row[low] as number)
        to = edges.toEnd[at] === 1 ? count : (row[Math.min(high, row.length) - 1] as number) + 1
      }
      if (to > count) to = count
      if (from < to) work.add(task, from, to)
    }
  }
}
