import type { IntakeRejection, Strategy } from '@keelson/core'
import { cellText } from '@keelson/core'
import { safeCell } from '../http/csv.ts'
import type { KeptMapping } from './draft.ts'
import type { Book } from './sheet.ts'

const mostSamples = 5

/** The rejected rows of a sheet as CSV: where, why, and the row as it stands there. */
export function rejectedCsv(
  rejected: readonly IntakeRejection[],
  { sheets }: Book,
  mapping: KeptMapping | undefined,
): string {
  const { rows } = sheets[mapping?.sheet ?? 0] ?? { rows: [] }
  const headings = mapping?.headings ?? []
  const head = ['row', 'column', 'code', 'text', 'reason', ...headings]
  const lines = rejected.map(({ row, column, code, text, message }) => [
    row,
    column < 0 ? '' : (headings[column] ?? ''),
    code,
    text,
    message,
    ...headings.map((_, at) => cellText(rows[row - 1]?.[at])),
  ])
  return [head, ...lines].map((cells) => `${cells.map(safeCell).join(',')}\r\n`).join('')
}

/** A table in long form that can be imported as it is: the last ended period of some measures. */
export function sampleCsv(strategy: Strategy, measures: readonly string[], today: number): string {
  const { calendar } = strategy.organisation
  const lines = measures.slice(0, mostSamples).map((id, at) => {
    const measure = strategy.measures.get(id)
    const grain = measure?.grain ?? 'month'
    const period = calendar.name(grain, calendar.ordinal(grain, today) - 1)
    const home =
      measure?.department ?? [...strategy.kpis.values()].find((kpi) => kpi.measure === id)?.department
    return [id, home ?? '', period, (at + 1) * 10, '']
  })
  const head = ['measure', 'department', 'period', 'value', 'note']
  return [head, ...lines].map((cells) => `${cells.map(safeCell).join(',')}\r\n`).join('')
}
