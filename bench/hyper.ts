import { HyperFormula } from 'hyperformula'
import type { Figures } from './figures.ts'
import { edits, medianLoad, percentile, timed, usedBytes } from './figures.ts'
import type { Workload } from './workload.ts'

/** Each takes a quarter of a minute. */
export const laterHyperLoads = 2

/** The name of a column from 0: A, B, … Z, AA. */
function column(index: number): string {
  return index < 26
    ? String.fromCharCode(65 + index)
    : column(Math.floor(index / 26) - 1) + column(index % 26)
}

/** The same company as spreadsheets: values, scores, roll-ups; a row each KPI, a column each period. */
export function benchHyperFormula(load: Workload): Figures {
  const sheets = { v: valueSheet(load), s: scoreSheet(load), r: rollUpSheet(load), w: weightSheet(load) }
  const before = usedBytes()
  let engine!: HyperFormula
  const build = () => {
    engine = HyperFormula.buildFromSheets(sheets, { licenseKey: 'gpl-v3', maxRows: 1e6, maxColumns: 1e4 })
  }
  const loadMs = timed(build)
  const bytes = usedBytes() - before
  const laterLoadMs = medianLoad(loadMs, laterHyperLoads, () => {
    engine.destroy()
    build()
  })
  const againMs = timed(() => engine.rebuildAndRecalculate())
  const sheet = engine.getSheetId('v') as number
  const times = edits(load, 300).map(({ node, period, value }) =>
    timed(() => engine.setCellContents({ sheet, row: node, col: period }, [[value]])),
  )
  engine.destroy()
  return { loadMs, laterLoadMs, againMs, bytes, monthMs: Number.NaN, ...percentile(times) }
}

function rows(
  load: Workload,
  cell: (node: number, name: string) => number | string | null,
): (number | string | null)[][] {
  const names = Array.from({ length: load.periods }, (_, period) => column(period))
  return Array.from({ length: load.count }, (_, node) => names.map((name) => cell(node, name)))
}

function valueSheet(load: Workload) {
  const places = new Map(Array.from({ length: load.periods }, (_, period) => [column(period), period]))
  return rows(load, (node, name) => {
    const first = (load.firstChild[node] as number) + 1
    const children = load.childCount[node] as number
    const half = children >> 1
    const range = (from: number, count: number) => `${name}${first + from}:${name}${first + from + count - 1}`
    switch (load.rule[node]) {
      case 'leaf':
        return load.values[
          (load.leafRow[node] as number) * load.periods + (places.get(name) as number)
        ] as number
      case 'ratio':
        return `=SUM(${range(0, half)})/SUM(${range(half, children - half)})`
      case 'mean':
        return `=SUMPRODUCT(${range(0, half)},${range(half, half)})/SUM(${range(half, half)})`
      default: {
        const cross = load.cross[node] as number
        return `=SUM(${range(0, children)})${cross < 0 ? '' : `+${name}${cross + 1}`}`
      }
    }
  })
}

function scoreSheet(load: Workload) {
  return rows(load, (node, name) => {
    const target = load.target[node] as number
    return `=MAX(0,MIN(1,1+(v!${name}${node + 1}-${target})/${target}))`
  })
}

function rollUpSheet(load: Workload) {
  return rows(load, (node, name) => {
    const children = load.childCount[node] as number
    if (children === 0) return null
    const first = (load.firstChild[node] as number) + 1
    const last = first + children - 1
    let total = 0
    for (let child = first - 1; child < last; child++) {
      total += (load.weight[child] as number) * ((load.childCount[child] as number) > 0 ? 2 : 1)
    }
    const weights = `w!$A$${first}:$A$${last}`
    const range = `${name}${first}:${name}${last}`
    return `=(SUMPRODUCT(${weights},s!${range})+SUMPRODUCT(${weights},${range}))/${total}`
  })
}

function weightSheet(load: Workload): number[][] {
  return Array.from(load.weight, (weight) => [weight])
}
