/** What each fault of a CSV file says. */
export const csvWords = {
  'csv-empty': 'The file has no header line, so it holds no table. Write the column names in the first line.',
  'csv-duplicate-header':
    'The column "{name}" occurs twice, so a reader cannot tell which one is meant. Rename one of them.',
  'csv-too-many-columns':
    'The header has {found} columns; at most {most} are read. Is the separator "{separator}" the right one?',
  'csv-ragged-row': 'This row has {found} cells where the header has {expected}. Add or remove cells.',
  'csv-unclosed-quote':
    'This quote is never closed, so everything after it ({lines} lines) is one unreadable row. Close it, or double it where a quote is meant.',
  'csv-stray-quote':
    'A quote stands inside a cell. Put the whole cell in quotes and write each quote in it twice.',
  'csv-after-quote':
    'Text follows a closed quote. Put the whole cell in quotes and write each quote in it twice, or add the separator.',
  'csv-nul': 'The row holds a NUL character, which no text should. Save the file again as UTF-8 text.',
  'csv-wrong-encoding':
    '{count} characters could not be read and became U+FFFD: the file is probably not UTF-8. Save it again as UTF-8.',
  'csv-more': 'There are {count} more faults in this file; the first {shown} are listed.',
} as const

export type CsvCode = keyof typeof csvWords
export type Separator = ',' | ';' | '\t'

const quote = 34
const lineFeed = 10
const carriageReturn = 13
const highestMark = 44

/** Reads one record after another; its fields are those of the record read last. */
export class Scan {
  readonly text: string
  readonly separator: Separator
  readonly #mark: number
  at: number
  /** Cells beyond this many are counted and not kept. */
  width = 0
  start = 0
  cells: string[] = []
  found = 0
  fault: CsvCode | undefined
  faultAt = 0
  /** Where set, start and end of each cell are written here. */
  bounds: number[] | undefined
  #nul = -1

  constructor(text: string, separator: Separator) {
    this.text = text
    this.separator = separator
    this.#mark = separator.charCodeAt(0)
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0
  }

  /** Reads the next record that is no blank line; false at the end of the text. */
  next(): boolean {
    this.#skipLineEnds()
    if (this.at >= this.text.length) return false
    const { text, bounds } = this
    const mark = this.#mark
    this.start = this.at
    this.fault = undefined
    // Of the right size from the start: growing an array cell by cell costs more than all the rest of the row.
    const cells = new Array<string>(this.width)
    let found = 0
    for (;;) {
      const start = this.at
      const cell = text.charCodeAt(start) === quote ? this.#quoted() : this.#plain()
      if (found < this.width) cells[found] = cell
      found += 1
      bounds?.push(start, this.at)
      if (this.at >= text.length || text.charCodeAt(this.at) !== mark) break
      this.at += 1
    }
    this.cells = cells
    this.found = found
    this.#findNul()
    return true
  }

  #skipLineEnds(): void {
    for (; this.at < this.text.length; this.at += 1) {
      const code = this.text.charCodeAt(this.at)
      if (code !== lineFeed && code !== carriageReturn) return
    }
  }

  #plain(): string {
    const { text } = this
    const mark = this.#mark
    const { length } = text
    const start = this.at
    let at = start
    for (; at < length; at += 1) {
      const code = text.charCodeAt(at)
      if (code > highestMark && code !== mark) continue
      if (code === mark || code === lineFeed || code === carriageReturn) break
      if (code === quote) this.#flag('csv-stray-quote', at)
    }
    this.at = at
    return text.slice(start, at)
  }

  #quoted(): string {
    const { text } = this
    const start = this.at + 1
    let doubled = false
    let close = text.indexOf('"', start)
    while (close >= 0 && text.charCodeAt(close + 1) === quote) {
      doubled = true
      close = text.indexOf('"', close + 2)
    }
    if (close < 0) {
      this.#flag('csv-unclosed-quote', this.at)
      this.at = text.length
      return ''
    }
    const cell = text.slice(start, close)
    this.at = close + 1
    if (!this.#atCellEnd()) {
      this.#flag('csv-after-quote', this.at)
      this.#plain()
    }
    return doubled ? cell.replaceAll('""', '"') : cell
  }

  #atCellEnd(): boolean {
    if (this.at >= this.text.length) return true
    const code = this.text.charCodeAt(this.at)
    return code === this.#mark || code === lineFeed || code === carriageReturn
  }

  #findNul(): void {
    if (this.#nul < this.start) {
      const nul = this.text.indexOf('\0', this.start)
      this.#nul = nul < 0 ? this.text.length : nul
    }
    if (this.#nul < this.at) this.#flag('csv-nul', this.#nul)
  }

  #flag(code: CsvCode, at: number): void {
    if (this.fault !== undefined) return
    this.fault = code
    this.faultAt = at
  }
}
