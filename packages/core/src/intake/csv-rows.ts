import { csvWords, Scan, type Separator } from '../text/csv-scan.ts'
import { fill } from '../text/diagnostic.ts'

/** Rows of text in the order of the file, from 1; one that cannot be read is empty, and `faults` say why. */
export type CsvRows = {
  readonly rows: readonly (readonly string[])[]
  readonly faults: readonly { readonly row: number; readonly message: string }[]
}

const mostColumns = 16_384
const separators: readonly Separator[] = [',', ';', '\t']
const mostLooked = 50

/** Reads separated text row by row, whatever stands above its headings; rows may differ in width. Never throws. */
export function readCsvRows(text: string): CsvRows {
  const scan = new Scan(text, separatorOf(text))
  scan.width = mostColumns
  const rows: (readonly string[])[] = []
  const faults: { row: number; message: string }[] = []
  while (scan.next()) {
    const { fault, found } = scan
    const message =
      fault !== undefined
        ? fill(csvWords[fault], { lines: 1 })
        : found > mostColumns
          ? `There are ${found} columns, and at most ${mostColumns} are read.`
          : undefined
    // What the scan has room for is longer than the row.
    rows.push(message === undefined ? scan.cells.slice(0, found) : [])
    if (message !== undefined) faults.push({ row: rows.length, message })
  }
  return { rows, faults }
}

/** The separator by which most of the first rows are of one width, and not of one cell: a title above has none. */
function separatorOf(text: string): Separator {
  let best: Separator = ','
  let most = 0
  for (const separator of separators) {
    const scan = new Scan(text, separator)
    const counts = new Map<number, number>()
    for (let row = 0; row < mostLooked && scan.next(); row++)
      if (scan.found > 1 && scan.fault === undefined)
        counts.set(scan.found, (counts.get(scan.found) ?? 0) + 1)
    const alike = Math.max(0, ...counts.values())
    if (alike > most) {
      most = alike
      best = separator
    }
  }
  return best
}
