import { type CsvCode, csvWords, Scan, type Separator } from './csv-scan.ts'
import { type Diagnostic, diagnoser, type Facts, fill, type Severity } from './diagnostic.ts'
import type { Span } from './span.ts'

export type CsvOptions = {
  readonly file: string
  /** Left out: whichever of comma, semicolon and tab occurs most often in the header line. */
  readonly separator?: Separator
  /** Left out: 16,384. */
  readonly maxColumns?: number
}

/** A row that was left out, with the offset of its start. */
export type CsvReject = { readonly start: number; readonly code: CsvCode; readonly facts: Facts }

/**
 * A table read from text. `rows` holds the sound rows, each as wide as the header; `starts` their offsets in `text`.
 * Every row of the file is either in `rows` or in `rejects`; blank lines are neither.
 */
export type Csv = {
  readonly file: string
  readonly text: string
  readonly separator: Separator
  readonly header: readonly { readonly name: string; readonly span: Span }[]
  readonly rows: readonly (readonly string[])[]
  readonly starts: readonly number[]
  readonly rejects: readonly CsvReject[]
  readonly diagnostics: readonly Diagnostic[]
}

const mostDiagnostics = 100
const mostColumns = 16_384
const diagnose = diagnoser(csvWords)

/**
 * Reads comma, semicolon or tab separated text as RFC 4180 has it, and also a byte order mark, LF or CR line ends, and
 * line ends inside quotes. Never throws: a row with a fault is left out and located. Cells are neither trimmed nor
 * padded, and rows are arrays, so that no column name can be special.
 */
export function readCsv(text: string, options: CsvOptions): Csv {
  const walk = openCsv(text, options)
  const rows: (readonly string[])[] = []
  const starts: number[] = []
  while (walk.next()) {
    rows.push(walk.cells)
    starts.push(walk.start)
  }
  const { file, separator, header } = walk
  return { file, text, separator, header, rows, starts, ...walk.finish() }
}

/** Opens a table to be read row by row, so that a long one is never held whole. */
export function openCsv(text: string, options: CsvOptions): CsvWalk {
  return new CsvWalk(text, options)
}

/** A table being read: `next` moves to the next sound row, `cells` and `start` are those of the row it stands on. */
export class CsvWalk {
  readonly file: string
  readonly header: Csv['header']
  readonly #scan: Scan
  readonly #report: Report
  readonly #rejects: CsvReject[] = []
  readonly #isReadable: boolean

  constructor(text: string, options: CsvOptions) {
    const { file, maxColumns = mostColumns } = options
    this.file = file
    this.#scan = new Scan(text, options.separator ?? detectSeparator(text))
    this.#report = new Report(file)
    this.header = readHeader(this.#scan, this.#report, maxColumns)
    this.#isReadable = this.header.length > 0 && this.header.length <= maxColumns
    this.#scan.width = this.header.length
  }

  get separator(): Separator {
    return this.#scan.separator
  }

  get cells(): readonly string[] {
    return this.#scan.cells
  }

  get start(): number {
    return this.#scan.start
  }

  next(): boolean {
    const scan = this.#scan
    while (this.#isReadable && scan.next()) {
      const fault = faultOfRow(scan, this.file)
      if (fault === undefined) return true
      this.#rejects.push({ start: scan.start, code: fault.code, facts: fault.facts })
      this.#report.add(fault.code, 'error', fault.span, fault.facts)
    }
    return false
  }

  /** The span of a cell of a row that begins at an offset. Reads the row again, so ask for few. */
  cellSpan(start: number, column: number): Span {
    return spanInRow(this.#scan.text, this.separator, this.file, start, column)
  }

  /** What was left out so far, and why; of a table read to its end, everything. */
  finish(): Pick<Csv, 'rejects' | 'diagnostics'> {
    reportEncoding(this.#scan.text, this.#report)
    return { rejects: this.#rejects, diagnostics: this.#report.finish() }
  }
}

/** Where a cell of a sound row stands, its quotes included. Reads the row again, so ask for few. */
export function cellSpan(csv: Csv, row: number, column: number): Span {
  return spanInRow(csv.text, csv.separator, csv.file, csv.starts[row] ?? csv.text.length, column)
}

function spanInRow(text: string, separator: Separator, file: string, start: number, column: number): Span {
  const scan = new Scan(text, separator)
  scan.at = start
  scan.bounds = []
  scan.next()
  return { file, start: scan.bounds[2 * column] ?? scan.at, end: scan.bounds[2 * column + 1] ?? scan.at }
}

/**
 * Prints rows of one or more cells so that `readCsv` gives the same cells back; lines end in LF. Every cell that holds
 * any separator is quoted, so that the separator is detected again too.
 */
export function printCsv(rows: Iterable<readonly string[]>, separator: Separator = ','): string {
  let text = ''
  for (const cells of rows) {
    const line = cells.map(printCell).join(separator)
    text += `${line === '' ? '""' : line}\n`
  }
  return text
}

function printCell(cell: string): string {
  return /[",;\t\r\n]|^\uFEFF/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

type RowFault = { readonly code: CsvCode; readonly span: Span; readonly facts: Facts }

function faultOfRow(scan: Scan, file: string): RowFault | undefined {
  const { fault: code, faultAt, start, at, found, width } = scan
  if (code !== undefined) {
    const facts: Facts = code === 'csv-unclosed-quote' ? { lines: countLines(scan.text, faultAt) } : {}
    return { code, span: { file, start: faultAt, end: faultAt + 1 }, facts }
  }
  if (found === width) return undefined
  return { code: 'csv-ragged-row', span: { file, start, end: at }, facts: { expected: width, found } }
}

function countLines(text: string, from: number): number {
  return text
    .slice(from)
    .trimEnd()
    .split(/\r\n|\n|\r/).length
}

function readHeader(scan: Scan, report: Report, maxColumns: number): Csv['header'] {
  const { file } = report
  scan.width = maxColumns + 1
  scan.bounds = []
  if (!scan.next()) {
    report.add('csv-empty', 'error', { file, start: 0, end: 0 }, {})
    return []
  }
  const fault = scan.fault === undefined ? undefined : faultOfRow(scan, file)
  if (fault !== undefined) {
    report.add(fault.code, 'error', fault.span, fault.facts)
    scan.at = scan.text.length
  }
  const { bounds } = scan
  const header = scan.cells.slice(0, scan.found).map((name, index) => {
    const span = { file, start: bounds[2 * index] as number, end: bounds[2 * index + 1] as number }
    return { name, span }
  })
  scan.bounds = undefined
  const beyond = header[maxColumns]
  if (beyond === undefined) reportDuplicates(header, report)
  else {
    const facts = { found: scan.found, most: maxColumns, separator: scan.separator }
    report.add('csv-too-many-columns', 'error', beyond.span, facts)
  }
  return header
}

function reportDuplicates(header: Csv['header'], report: Report): void {
  const first = new Map<string, Span>()
  for (const { name, span } of header) {
    const before = first.get(name)
    if (before === undefined) first.set(name, span)
    else report.add('csv-duplicate-header', 'error', span, { name }, before)
  }
}

function reportEncoding(text: string, report: Report): void {
  const start = text.indexOf('\uFFFD')
  if (start < 0) return
  let count = 0
  for (let at = start; at >= 0; at = text.indexOf('\uFFFD', at + 1)) count += 1
  report.add('csv-wrong-encoding', 'warning', { file: report.file, start, end: start + 1 }, { count })
}

/** The separator that occurs most often outside quotes in the first line; comma where none does. */
function detectSeparator(text: string): Separator {
  const counts = { ',': 0, ';': 0, '\t': 0 }
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] as string
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n' || character === '\r') {
      if (text.slice(0, at).trim() !== '') break
    } else if (character === ',' || character === ';' || character === '\t') counts[character] += 1
  }
  if (counts['\t'] > counts[','] && counts['\t'] > counts[';']) return '\t'
  return counts[';'] > counts[','] ? ';' : ','
}

/** Collects diagnostics up to the cap, and counts the rest. */
class Report {
  readonly file: string
  readonly #shown: Diagnostic[] = []
  #more = 0
  #next: Span | undefined

  constructor(file: string) {
    this.file = file
  }

  add(code: CsvCode, severity: Severity, span: Span, facts: Facts, before?: Span): void {
    if (this.#shown.length >= mostDiagnostics) {
      this.#next ??= span
      this.#more += 1
      return
    }
    const because = before === undefined ? {} : { because: [{ span: before, message: 'first here' }] }
    this.#shown.push(diagnose(code, severity, span, facts, because))
  }

  finish(): readonly Diagnostic[] {
    if (this.#next === undefined) return this.#shown
    const facts = { count: this.#more, shown: mostDiagnostics }
    return [...this.#shown, diagnose('csv-more', 'error', this.#next, facts)]
  }
}

/** Says why a row was left out. */
export function explainReject(reject: CsvReject): string {
  return fill(csvWords[reject.code], reject.facts)
}
