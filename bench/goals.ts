import type { Comparison } from './engine.ts'
import type { Figures } from './figures.ts'

/** A figure beside the bar it must clear and the aim beyond it. */
export type Goal = {
  readonly name: string
  readonly figure: number
  readonly bar: number
  readonly aim: number
  readonly unit: string
  /** Whether more is better; less is otherwise. */
  readonly more: boolean
}

/** What is measured for the goals; parts that failed are left out. */
export type Measured = {
  /** At 100,000 KPIs and 60 periods. */
  readonly large?: Comparison
  /** The engine and HyperFormula at the same size. */
  readonly hyper?: { readonly engine: Figures; readonly hyper: Figures }
  /** The full recomputation in DuckDB at 100,000 KPIs and 60 periods, in milliseconds. */
  readonly duckMs?: number
  /** Processor time of whole runs of `keelson check`, in seconds. */
  readonly check?: { readonly large: number; readonly demo: number }
}

/** The goals that can be told from what was measured. */
export function goalsOf({ large, hyper, duckMs, check }: Measured): readonly Goal[] {
  const goals: Goal[] = []
  const least = (name: string, figure: number, unit: string, bar: number, aim: number) =>
    goals.push({ name, figure, bar, aim, unit, more: false })
  const most = (name: string, figure: number, bar: number, aim: number) =>
    goals.push({ name, figure, bar, aim, unit: '×', more: true })
  if (large) {
    const { engine, plain } = large
    least('everything recomputed, against the plain loop', engine.againMs / plain.againMs, '×', 2, 1)
    least('one change, median, against the plain loop', engine.medianUs / plain.medianUs, '×', 2.5, 1.5)
    least('one change, median', engine.medianUs, 'µs', 6, 3)
    least('one change, 99th percentile', engine.p99Us, 'µs', 60, 15)
    least('first load and full pass', engine.loadMs, 'ms', 400, 200)
    least('load and full pass, median', engine.laterLoadMs, 'ms', 400, 200)
    least('first load, in full passes of the plain loop', engine.loadMs / plain.againMs, '', 10, 5)
    least('a new month for all leaves', engine.monthMs, 'ms', 60, 30)
    least('memory of a KPI-period', engine.bytes / large.cells, 'bytes', 100, 48)
    least('numbers that differ from the plain loop', large.differing, '', 0, 0)
  }
  if (hyper) {
    const { engine, hyper: other } = hyper
    most('HyperFormula: first load, times slower', other.loadMs / engine.loadMs, 400, 1500)
    most('HyperFormula: load, median, times slower', other.laterLoadMs / engine.laterLoadMs, 400, 1500)
    most('HyperFormula: one change, times slower', other.medianUs / engine.medianUs, 40, 150)
    most('HyperFormula: memory, times more', other.bytes / engine.bytes, 20, 80)
  }
  if (large && duckMs !== undefined)
    most('DuckDB: everything recomputed, times slower', duckMs / large.engine.againMs, 15, 40)
  if (check) {
    least('keelson check of 5,000 KPIs, processor time', check.large, 's', 1, 0.5)
    least('keelson check of the demo, processor time', check.demo, 's', 0.3, 0.15)
  }
  return goals
}

/** Whether a figure reaches its aim, or its bar, or neither. */
export function verdictOf({ figure, bar, aim, more }: Goal): string {
  const reaches = (limit: number) => (more ? figure >= limit : figure <= limit)
  if (reaches(aim)) return 'aim reached'
  return reaches(bar) ? 'bar cleared' : 'BAR MISSED'
}
