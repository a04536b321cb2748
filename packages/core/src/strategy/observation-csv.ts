import type { Csv, CsvWalk } from '../text/csv.ts'
import { openCsv } from '../text/csv.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { Calendar } from '../time/calendar.ts'
import { isFault } from '../time/fault.ts'
import type { SourceFile } from './collect.ts'
import { FaultBook, type Tally } from './observation-faults.ts'
import type { RowReader } from './observation-row.ts'
import { quote } from './report.ts'

const words = {
  'observation-column-missing':
    'There is no column "{column}", so no row of this file could be read. Write the columns measure, period, value; or measure, and a column for each period.',
  'observation-column-unknown':
    'The column "{column}" is not read{hint}. Columns that are: {known}; or measure, and a column for each period.',
}
const diagnose = diagnoser(words)

const longColumns = ['measure', 'period', 'date', 'value', 'recorded', 'source', 'note']

/** Reads a table of observed values in long form (a row each) or in wide form (a column for each period). */
export function readObservationCsv(file: SourceFile, reader: RowReader, calendar: Calendar): Tally {
  const csv = openCsv(file.text, { file: file.name })
  // A semicolon between cells tells of a place where a comma stands before decimals.
  reader.decimal = csv.separator === ';' ? 'either' : '.'
  const names = csv.header.map(({ name }) => name.trim().toLowerCase())
  const book = new FaultBook()
  const isPeriod = (name: string) => !isFault(calendar.parse(name))
  const isWide = !names.includes('value') && names[0] === 'measure' && names.some(isPeriod)
  const told = isWide ? readWide(csv, names.map(isPeriod), reader, book) : readLong(csv, names, reader, book)
  const { rejects, diagnostics } = csv.finish()
  const faults = [...diagnostics, ...told, ...book.finish()]
  return {
    rowsIn: book.rowsIn + rejects.length,
    read: book.read,
    rejected: book.rejected + rejects.length,
    diagnostics: faults.sort((a, b) => a.span.start - b.span.start),
  }
}

function readLong(csv: CsvWalk, names: readonly string[], reader: RowReader, book: FaultBook): Diagnostic[] {
  const column = (name: string) => names.indexOf(name)
  const measure = column('measure')
  const period = column('period') >= 0 ? column('period') : column('date')
  const value = column('value')
  const recorded = column('recorded')
  const source = column('source')
  const note = column('note')
  if (csv.header.length === 0) return []
  const wanted = [measure < 0 && 'measure', period < 0 && 'period', value < 0 && 'value'].find(Boolean)
  if (wanted) {
    while (csv.next()) book.rejectAll(1)
    const span = (csv.header[0] as Csv['header'][number]).span
    return [diagnose('observation-column-missing', 'error', span, { column: wanted })]
  }
  const columns = { measure, period, value, recorded }
  for (let row = 0; csv.next(); row++) {
    const { cells, start } = csv
    const fault = reader.read(
      cells[measure] as string,
      cells[period] as string,
      cells[value] as string,
      recorded < 0 ? '' : (cells[recorded] as string).trim(),
      source < 0 ? '' : (cells[source] as string).trim(),
      note < 0 ? '' : (cells[note] as string).trim(),
      start,
    )
    if (fault === undefined) book.read++
    else {
      const at = columns[fault.field]
      const name = csv.header[at]?.name as string
      book.reject(fault, cells[measure] as string, atLeast(csv.cellSpan(start, at)), {
        row: row + 2,
        column: name,
      })
    }
  }
  return unknownColumns(csv, (index) => index === period || isRead(names[index] as string))
}

function isRead(name: string): boolean {
  return longColumns.includes(name) && name !== 'period' && name !== 'date'
}

function readWide(
  csv: CsvWalk,
  isPeriod: readonly boolean[],
  reader: RowReader,
  book: FaultBook,
): Diagnostic[] {
  for (let row = 0; csv.next(); row++) {
    const { cells, start } = csv
    const measure = cells[0] as string
    for (let column = 1; column < cells.length; column++) {
      const cell = cells[column] as string
      if (!isPeriod[column] || cell.trim() === '') continue
      const name = csv.header[column]?.name as string
      const fault = reader.read(measure, name, cell, '', '', '', start)
      if (fault === undefined) book.read++
      else {
        const at = fault.field === 'measure' ? 0 : column
        book.reject(fault, measure, atLeast(csv.cellSpan(start, at)), { row: row + 2, column: name })
      }
    }
  }
  return unknownColumns(csv, (index) => index === 0 || isPeriod[index] === true)
}

function unknownColumns(csv: Pick<Csv, 'header'>, isKnown: (index: number) => boolean): Diagnostic[] {
  const written = csv.header.map(({ name }) => name.trim().toLowerCase())
  const open = longColumns.filter((name) => !written.includes(name))
  return csv.header.flatMap(({ name, span }, index) => {
    if (isKnown(index) || index > 1000) return []
    const meant = nearest(name.trim().toLowerCase(), open)
    const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`
    const facts = { column: quote(name), hint, known: longColumns.join(', ') }
    return [diagnose('observation-column-unknown', 'warning', atLeast(span), facts)]
  })
}

function atLeast(span: Span): Span {
  return span.end > span.start ? span : { ...span, start: Math.max(0, span.start - 1) }
}
