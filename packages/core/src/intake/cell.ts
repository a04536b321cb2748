/** A cell of a sheet: text, a number that the sheet itself holds as one, or a share that it shows in per cent (85.7). */
export type IntakeCell = string | number | { readonly percent: number }

/** A sheet as rows of cells. Rows are arrays, so that no heading can be special; a row may be shorter than others. */
export type IntakeRows = readonly (readonly IntakeCell[])[]

/** A cell as people read it. */
export function cellText(cell: IntakeCell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell.trim()
  return typeof cell === 'number' ? String(cell) : `${cell.percent}%`
}

/** Whether there is nothing in a cell. */
export function isBlank(cell: IntakeCell | undefined): boolean {
  return cell === undefined || (typeof cell === 'string' && cell.trim() === '')
}
