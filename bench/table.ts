import process from 'node:process'
import type { Figures } from './figures.ts'
import type { Goal } from './goals.ts'
import { verdictOf } from './goals.ts'

/** A line of columns, the first to the left. */
export function printLine(cells: readonly string[], width = 20): void {
  const [head = '', ...rest] = cells
  process.stdout.write(
    `${[head.padEnd(28), ...rest.map((cell) => cell.padStart(width))].join('').trimEnd()}\n`,
  )
}

/** The columns of `timesOf` and `ratiosOf`. */
export const headings = [
  'first load + all',
  'load, median',
  'all again',
  'a change, median',
  '99th percentile',
  'a month, all leaves',
]

export function timesOf({
  loadMs,
  laterLoadMs,
  againMs,
  medianUs,
  p99Us,
  monthMs,
}: Figures): readonly string[] {
  const ms = (value: number) => (Number.isFinite(value) ? `${value.toFixed(value < 10 ? 2 : 0)} ms` : '')
  return [
    ms(loadMs),
    ms(laterLoadMs),
    ms(againMs),
    `${medianUs.toFixed(1)} µs`,
    `${p99Us.toFixed(1)} µs`,
    ms(monthMs),
  ]
}

/** How many times longer each took. */
export function ratiosOf(one: Figures, other: Figures): readonly string[] {
  const times = (a: number, b: number) => (Number.isFinite(a / b) ? `${(a / b).toFixed(2)} ×` : '')
  return [
    times(one.loadMs, other.loadMs),
    times(one.laterLoadMs, other.laterLoadMs),
    times(one.againMs, other.againMs),
    times(one.medianUs, other.medianUs),
    times(one.p99Us, other.p99Us),
    times(one.monthMs, other.monthMs),
  ]
}

export function printGoals(goals: readonly Goal[]): void {
  printGoal(['goal', 'measured', 'bar', 'aim', ''])
  for (const goal of goals) {
    const { name, figure, bar, aim, unit } = goal
    const shown = (value: number) => `${Number(value.toPrecision(value < 100 ? 2 : 3))} ${unit}`.trim()
    printGoal([name, shown(figure), shown(bar), shown(aim), verdictOf(goal)])
  }
}

function printGoal([name = '', ...cells]: readonly string[]): void {
  process.stdout.write(`${[name.padEnd(46), ...cells.map((cell) => cell.padStart(13))].join('').trimEnd()}\n`)
}
