import { safeCell } from '../http/csv.ts'

type Row = {
  readonly id: string
  readonly name: string
  readonly owner: string | null
  readonly unit: string
  readonly actual: number | null
  readonly target: number | null
  readonly original: number | null
  readonly difference: number | null
  readonly score: number | null
  readonly status: string
  readonly coverage: number
  readonly ageDays: number
}
type Table = {
  readonly asOf: string
  readonly period: string
  readonly groups: readonly { readonly name: string; readonly kpis: readonly Row[] }[]
}

const columns = [
  'id',
  'name',
  'owner',
  'unit',
  'actual',
  'target',
  'original',
  'difference',
  'score',
  'status',
  'coverage',
  'ageDays',
] as const

/** A scorecard as CSV (RFC 4180) with the group, the period and the as-of day in each row. */
export function scorecardCsv({ asOf, period, groups }: Table): string {
  const head = ['group', ...columns, 'period', 'asOf'].join(',')
  const lines = groups.flatMap(({ name, kpis }) =>
    kpis.map((kpi) => [name, ...columns.map((column) => kpi[column]), period, asOf].map(safeCell).join(',')),
  )
  return `${[head, ...lines].join('\r\n')}\r\n`
}
