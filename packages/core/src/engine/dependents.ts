import type { Worklist } from './worklist.ts'

/** Farther than any row is long. */
export const farthest = 0x3fffffff

/**
 * How far a change reaches: of period p it can change the periods p + from … p + to; or, through a table, from
 * table[p] to table[p], or to the end of the row.
 */
type Reach = {
  readonly from: number
  readonly to: number
  readonly table: Int32Array | undefined
  readonly isToEnd: boolean
}

/** The place of the usual reach, which is the same period, among all reaches. */
const samePeriod = 0

/** Edges between tasks, collected in columns: a change of `source` reaches `task`. */
export class EdgeList {
  count = 0
  source: Int32Array
  task: Int32Array
  /** The place in `reaches`. */
  reach: Int32Array
  readonly reaches: Reach[] = [{ from: 0, to: 0, table: undefined, isToEnd: false }]
  readonly #places = new Map<string, number>()
  readonly #tables: Int32Array[] = []

  /** There may be more edges than `expected`, at the price of copying. */
  constructor(expected: number) {
    this.source = new Int32Array(expected)
    this.task = new Int32Array(expected)
    this.reach = new Int32Array(expected)
  }

  /** A change of a period reaches the same period; the two rows have the same periods. */
  addSame(source: number, task: number): void {
    this.#add(source, task, samePeriod)
  }

  add(source: number, task: number, from: number, to: number, table?: Int32Array, isToEnd = false): void {
    const reach = { from: Math.max(from, -farthest), to: Math.min(to, farthest), table, isToEnd }
    this.#add(source, task, this.#place(reach))
  }

  #add(source: number, task: number, reach: number): void {
    if (this.count === this.source.length) this.#grow()
    const at = this.count++
    this.source[at] = source
    this.task[at] = task
    this.reach[at] = reach
  }

  #place(reach: Reach): number {
    const { from, to, table, isToEnd } = reach
    let tableAt = -1
    if (table) {
      tableAt = this.#tables.indexOf(table)
      if (tableAt < 0) tableAt = this.#tables.push(table) - 1
    }
    const key = `${from} ${to} ${tableAt} ${isToEnd}`
    let place = this.#places.get(key)
    if (place === undefined) {
      place = this.reaches.push(reach) - 1
      this.#places.set(key, place)
    }
    return place
  }

  #grow(): void {
    for (const name of ['source', 'task', 'reach'] as const) {
      const larger = new Int32Array(this.count * 2 + 16)
      larger.set(this[name])
      this[name] = larger
    }
  }
}

/** Which tasks have to be run again after which: the edges in the order of their sources. */
export class Dependents {
  readonly #starts: Int32Array
  /** Task and reach of each edge, side by side. */
  readonly #edges: Int32Array
  readonly #reaches: readonly Reach[]
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
    this.#edges = new Int32Array(2 * edges.count)
    for (let at = 0; at < edges.count; at++) {
      const source = edges.source[at] as number
      const place = next[source] as number
      next[source] = place + 1
      this.#edges[2 * place] = edges.task[at] as number
      this.#edges[2 * place + 1] = edges.reach[at] as number
    }
    this.#starts = starts
    this.#reaches = edges.reaches
    this.#counts = counts
  }

  /** Puts every task on the list that depends on these periods of a task. */
  spread(source: number, low: number, high: number, work: Worklist): void {
    const edges = this.#edges
    const end = 2 * (this.#starts[source + 1] as number)
    for (let at = 2 * (this.#starts[source] as number); at < end; at += 2) {
      const task = edges[at] as number
      const reach = edges[at + 1] as number
      if (reach === samePeriod) work.add(task, low, high)
      else this.#spreadFar(task, this.#reaches[reach] as Reach, low, high, work)
    }
  }

  #spreadFar(task: number, reach: Reach, low: number, high: number, work: Worklist): void {
    const count = this.#counts[task] as number
    const { table } = reach
    let from = low + reach.from
    let to = high + reach.to
    if (table) {
      from = Math.max(0, table[low] as number)
      to = reach.isToEnd ? count : (table[Math.min(high, table.length) - 1] as number) + 1
    }
    if (to > count) to = count
    if (from < to) work.add(task, from, to)
  }
}
