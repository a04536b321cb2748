/** What a column of an imported sheet holds; `values` is a column of values whose heading is their period. */
export const columnRoles = ['measure', 'department', 'period', 'value', 'note', 'values', 'ignored'] as const

export type ColumnRole = (typeof columnRoles)[number]

/** What texts of a sheet mean, said once for all their rows; null: their rows are left out. */
export type Repair = {
  readonly kind: 'measure' | 'department' | 'period' | 'value'
  readonly from: string
  readonly to: string | null
}

/** How a sheet is read. `columns` has a role for each column; `headerRow` is counted from 1. */
export type IntakeMapping = {
  readonly sheet: number
  readonly headerRow: number
  readonly columns: readonly ColumnRole[]
  /** The mark before decimals in texts; `either` refuses what could mean two numbers. */
  readonly decimal: '.' | ',' | 'either'
  /** The order of days such as 3/4/2026; `either` refuses what could mean two days. */
  readonly dayOrder: 'day-first' | 'month-first' | 'either'
  readonly repairs: readonly Repair[]
}
