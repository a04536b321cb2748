import { readCsvRows } from '@keelson/core'
import { bounds } from './bounds.ts'
import { FileFault } from './fault.ts'
import type { Book } from './sheet.ts'
import { Grid } from './sheet.ts'

/** Reads separated text: UTF-8 or UTF-16 by its mark, else Windows-1252, which is said. */
export function readCsvFile(bytes: Buffer): Book {
  const { text, note } = decode(bytes)
  if (text.includes('\0'))
    throw new FileFault(
      'file-kind-unknown',
      'The file is neither a workbook nor text. Save it as .xlsx or .csv.',
    )
  const { rows, faults } = readCsvRows(text)
  const grid = new Grid({ cells: bounds.cells })
  for (const [row, cells] of rows.entries()) {
    if (cells.length === 0) grid.put(row, 0, '')
    for (const [column, cell] of cells.entries()) grid.put(row, column, cell)
  }
  const sheet = { name: '', isHidden: false, rows: grid.rows, formulas: 0, merged: 0, faults }
  return { kind: 'csv', sheets: [sheet], notes: note === undefined ? [] : [note] }
}

function decode(bytes: Buffer): { readonly text: string; readonly note?: string } {
  const read = (name: string) => new TextDecoder(name, { fatal: true }).decode(bytes)
  try {
    if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: read('utf-16le') }
    if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: read('utf-16be') }
    return { text: read('utf-8') }
  } catch {
    return {
      text: new TextDecoder('windows-1252').decode(bytes),
      note: 'text that is no UTF-8, read as Windows-1252',
    }
  }
}
