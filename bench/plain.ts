import type { Workload } from './workload.ts'

/**
 * The same numbers by the plainest fast loop: typed arrays, one row per KPI, nothing else: no reasons, no ages, no
 * coverage. The floor that the engine is measured against.
 */
export class PlainLoop {
  readonly value: Float64Array
  readonly score: Float64Array
  readonly rollUp: Float64Array
  readonly status: Uint8Array
  readonly target: Float64Array
  readonly #load: Workload

  constructor(load: Workload) {
    const size = load.count * load.periods
    this.#load = load
    this.value = new Float64Array(size)
    this.score = new Float64Array(size)
    this.rollUp = new Float64Array(size)
    this.status = new Uint8Array(size)
    this.target = new Float64Array(size)
    for (let node = 0; node < load.count; node++) {
      const row = node * load.periods
      this.target.fill(load.target[node] as number, row, row + load.periods)
      const leaf = load.leafRow[node] as number
      if (leaf >= 0) this.value.set(load.values.subarray(leaf * load.periods, (leaf + 1) * load.periods), row)
    }
  }

  run(): void {
    const { count, periods } = this.#load
    for (let node = count - 1; node >= 0; node--) this.runNode(node, 0, periods)
  }

  /** A leaf changed in one period: everything above it again, and what reads it across. */
  change(node: number, period: number, value: number, crossOf: ReadonlyMap<number, readonly number[]>): void {
    const { parent, periods } = this.#load
    this.value[node * periods + period] = value
    this.runNode(node, period, period + 1)
    const seen = [node]
    const starts = [parent[node] as number, ...(crossOf.get(node) ?? [])]
    const touched = new Set<number>()
    for (const start of starts) {
      for (let at = start; at >= 0 && !touched.has(at); at = parent[at] as number) touched.add(at)
    }
    seen.push(...touched)
    for (const at of [...touched].sort((a, b) => b - a)) this.runNode(at, period, period + 1)
  }

  runNode(node: number, low: number, high: number): void {
    const { rule, childCount, periods } = this.#load
    const children = childCount[node] as number
    const row = node * periods
    if (children > 0) this.#runValue(node, rule[node] as string, row, low, high)
    const { value, target, score, status } = this
    for (let at = row + low; at < row + high; at++) {
      const wanted = target[at] as number
      const reached = 1 + ((value[at] as number) - wanted) / Math.abs(wanted)
      score[at] = Math.min(1, Math.max(0, reached))
      status[at] = reached >= 0.95 ? 1 : reached >= 0.8 ? 2 : 3
    }
    if (children > 0) this.#runRollUp(node, row, low, high)
  }

  #runValue(node: number, rule: string, row: number, low: number, high: number): void {
    const { firstChild, childCount, periods, cross } = this.#load
    const { value } = this
    const first = firstChild[node] as number
    const children = childCount[node] as number
    const half = children >> 1
    if (rule === 'sum') {
      this.#add(value, row, first, first + children, low, high)
      const other = cross[node] as number
      if (other >= 0)
        for (let p = low; p < high; p++)
          value[row + p] = (value[row + p] as number) + (value[other * periods + p] as number)
    } else if (rule === 'ratio') {
      this.#add(value, row, first, first + half, low, high)
      this.#add(under, 0, first + half, first + children, low, high)
      for (let p = low; p < high; p++) value[row + p] = (value[row + p] as number) / (under[p] as number)
    } else {
      value.fill(0, row + low, row + high)
      for (let child = first; child < first + half; child++) {
        const a = child * periods
        const b = (child + half) * periods
        for (let p = low; p < high; p++)
          value[row + p] = (value[row + p] as number) + (value[a + p] as number) * (value[b + p] as number)
      }
      this.#add(under, 0, first + half, first + 2 * half, low, high)
      for (let p = low; p < high; p++) value[row + p] = (value[row + p] as number) / (under[p] as number)
    }
  }

  #add(target: Float64Array, row: number, from: number, to: number, low: number, high: number): void {
    const { periods } = this.#load
    const { value } = this
    for (let p = low; p < high; p++) target[row + p] = value[from * periods + p] as number
    for (let child = from + 1; child < to; child++) {
      const at = child * periods
      for (let p = low; p < high; p++)
        target[row + p] = (target[row + p] as number) + (value[at + p] as number)
    }
  }

  #runRollUp(node: number, row: number, low: number, high: number): void {
    const { firstChild, childCount, periods, weight } = this.#load
    const { score, rollUp } = this
    const first = firstChild[node] as number
    const end = first + (childCount[node] as number)
    rollUp.fill(0, row + low, row + high)
    let total = 0
    for (let child = first; child < end; child++) {
      const share = weight[child] as number
      const at = child * periods
      total += share
      for (let p = low; p < high; p++)
        rollUp[row + p] = (rollUp[row + p] as number) + share * (score[at + p] as number)
    }
    for (let child = first; child < end; child++) {
      if ((childCount[child] as number) === 0) continue
      const share = weight[child] as number
      const at = child * periods
      total += share
      for (let p = low; p < high; p++)
        rollUp[row + p] = (rollUp[row + p] as number) + share * (rollUp[at + p] as number)
    }
    for (let p = low; p < high; p++) rollUp[row + p] = (rollUp[row + p] as number) / total
  }
}

const under = new Float64Array(4096)
