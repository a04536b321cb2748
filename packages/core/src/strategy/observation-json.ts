import type { Diagnostic, Facts } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { SourceFile } from './collect.ts'
import { FaultBook, type Tally } from './observation-faults.ts'
import type { RowReader } from './observation-row.ts'
import { quote } from './report.ts'

const words = {
  'observation-json-unreadable': 'This is not valid JSON: {problem}',
  'observation-json-shape':
    'Here belongs a list of objects such as { "measure": "revenue", "period": "2026-04", "value": 1200000 }.',
  'observation-row-shape': 'Row {row} is no object. Write { "measure": …, "period": …, "value": … }.',
  'observation-field-missing': 'Row {row}: the field "{field}" is missing, or is no text or number.',
  'observation-field-unknown':
    'Row {row}: the field "{field}" is not read, here and in other rows{hint}. Fields that are: {known}.',
}
const diagnose = diagnoser(words)

const fields = ['measure', 'period', 'date', 'value', 'recorded', 'source', 'note']

/** Reads a JSON list of observed values, each an object with the names of the columns of the long form. */
export function readObservationJson(file: SourceFile, reader: RowReader): Tally {
  const parsed = parse(file)
  if (!Array.isArray(parsed)) return { rowsIn: 0, read: 0, rejected: 0, diagnostics: [parsed] }
  reader.decimal = '.'
  return new JsonRows(file, parsed, reader).tally()
}

function parse({ name, text }: SourceFile): unknown[] | Diagnostic {
  const tell = (code: keyof typeof words, at: number, facts: Facts = {}) => {
    const start = Math.max(0, Math.min(at, text.length - 1))
    return diagnose(code, 'error', { file: name, start, end: Math.min(start + 1, text.length) }, facts)
  }
  const mark = text.startsWith('\ufeff') ? 1 : 0
  try {
    const parsed: unknown = JSON.parse(text.slice(mark))
    return Array.isArray(parsed) ? parsed : tell('observation-json-shape', text.search(/\S/))
  } catch (fault) {
    const problem = String((fault as Error).message).replace(/\s+/g, ' ')
    const at = Number(/position (\d+)/.exec(problem)?.[1] ?? 0)
    return tell('observation-json-unreadable', mark + at, { problem: quote(problem) })
  }
}

class JsonRows {
  readonly #file: string
  readonly #rows: readonly unknown[]
  readonly #reader: RowReader
  readonly #starts: readonly number[]
  readonly #book = new FaultBook()
  readonly #ignored: Diagnostic[] = []
  readonly #names = new Set(fields)

  constructor(file: SourceFile, rows: readonly unknown[], reader: RowReader) {
    this.#file = file.name
    this.#rows = rows
    this.#reader = reader
    this.#starts = elementStarts(file.text)
  }

  tally(): Tally {
    this.#rows.forEach((row, index) => {
      this.#read(row, index)
    })
    const { rowsIn, read, rejected } = this.#book
    const faults = [...this.#ignored, ...this.#book.finish()]
    return { rowsIn, read, rejected, diagnostics: faults.sort((a, b) => a.span.start - b.span.start) }
  }

  #read(row: unknown, index: number): void {
    const start = this.#starts[index] ?? 0
    const span = { file: this.#file, start, end: start + 1 }
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      const facts = { row: index + 1 }
      this.#book.rejectWith(span, () => diagnose('observation-row-shape', 'error', span, facts))
      return
    }
    const values = row as Readonly<Record<string, unknown>>
    for (const name in values) if (!this.#names.has(name)) this.#ignore(name, index, span)
    const measure = textOf(values.measure)
    const period = textOf(values.period ?? values.date)
    const value = observedOf(values.value)
    const extra = [values.recorded ?? '', values.source ?? '', values.note ?? ''].map(textOf)
    const wrong = [measure, period, value, ...extra].indexOf(undefined)
    if (wrong >= 0) {
      const facts = { row: index + 1, field: order[wrong] as string }
      this.#book.rejectWith(span, () => diagnose('observation-field-missing', 'error', span, facts))
      return
    }
    const [recorded, source, note] = extra as [string, string, string]
    const fault = this.#reader.read(
      measure as string,
      period as string,
      value as string,
      recorded,
      source,
      note,
      start,
    )
    if (fault === undefined) this.#book.read++
    else this.#book.reject(fault, measure as string, span, { row: index + 1, column: fault.field })
  }

  #ignore(name: string, index: number, span: Span): void {
    if (this.#ignored.length >= 20) return
    this.#names.add(name)
    const meant = nearest(name, fields)
    const hint = meant === undefined ? '' : ` (did you mean "${meant}"?)`
    const facts = { row: index + 1, field: quote(name), hint, known: fields.join(', ') }
    this.#ignored.push(diagnose('observation-field-unknown', 'warning', span, facts))
  }
}

const order = ['measure', 'period', 'value', 'recorded', 'source', 'note']

function textOf(written: unknown): string | undefined {
  if (typeof written === 'string') return written
  return typeof written === 'number' ? String(written) : undefined
}

/** Null is explicitly nothing, as an empty cell is. */
function observedOf(written: unknown): string | number | undefined {
  return written === null ? '' : typeof written === 'number' ? written : textOf(written)
}

/** The offsets at which the elements of a sound JSON list begin. */
function elementStarts(text: string): number[] {
  const starts: number[] = []
  let depth = 0
  let isOpen = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code <= space || code === byteOrderMark || code === colon) continue
    if (depth === 1 && code === comma) isOpen = true
    else if (depth === 1 && isOpen && code !== closeBracket) {
      starts.push(at)
      isOpen = false
    }
    if (code === quotation) at = stringEnd(text, at)
    else if (code === openBracket || code === openBrace) {
      if (depth++ === 0) isOpen = true
    } else if (code === closeBracket || code === closeBrace) depth--
  }
  return starts
}

const space = 32
const quotation = 34
const comma = 44
const colon = 58
const openBracket = 91
const backslash = 92
const closeBracket = 93
const openBrace = 123
const closeBrace = 125
const byteOrderMark = 0xfeff

/** The offset of the quotation mark that closes the string that begins here. */
function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) at++
    else if (code === quotation) return at
  }
  return text.length
}
