import PDFDocument from 'pdfkit'
import { printAmount, printDifference, printShare } from './amount.ts'
import type { PackDocument, PackGroup, PackRow, PackSection } from './document.ts'
import { freshness, provenance, statusWords } from './document.ts'
import { drawBullet, drawSparkline, drawStatus } from './pdf-marks.ts'
import { PdfText } from './pdf-text.ts'

const leastSection = 110
const margin = 36
const foot = 40
const size = 8
const least = 4.5
const lineHeight = 11
const rowHeight = 19
const ink = '#171a21'
const faint = '#525a68'

type Column = {
  readonly name: string
  readonly width: number
  readonly isRight?: boolean
  readonly text?: (row: PackRow) => string
}

const columns: readonly Column[] = [
  { name: 'KPI', width: 132, text: ({ name }) => name },
  { name: 'Owner', width: 64, text: ({ owner }) => owner ?? '–' },
  { name: 'Actual', width: 66, isRight: true, text: ({ actual, unit }) => printAmount(actual, unit) },
  { name: 'Target', width: 66, isRight: true, text: ({ target, unit }) => printAmount(target, unit) },
  { name: 'Original', width: 60, isRight: true, text: ({ original, unit }) => printAmount(original, unit) },
  {
    name: 'Difference',
    width: 64,
    isRight: true,
    text: ({ difference, unit }) => printDifference(difference, unit),
  },
  { name: 'in %', width: 38, isRight: true, text: ({ share }) => printShare(share, true) },
  { name: 'Against target', width: 62 },
  { name: 'Last periods', width: 50 },
  { name: 'Status', width: 54 },
  { name: 'Age', width: 38, isRight: true, text: freshness },
]
const gap = 6

/** A document as PDF, A4 across: vector marks, heads that are repeated, and on each page what it rests on. */
export async function pdfOf(document: PackDocument): Promise<Buffer> {
  // The same document gives the same bytes.
  const info = {
    Title: `${document.organisation} · ${document.title}`,
    CreationDate: new Date(`${document.asOf}T00:00:00Z`),
  }
  const doc = new PDFDocument({ size: 'A4', layout: 'landscape', margin, bufferPages: true, info })
  const parts: Buffer[] = []
  const written = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part))
    doc.on('end', () => resolve(Buffer.concat(parts)))
    doc.on('error', reject)
  })
  // Text below the margin would begin a page of its own.
  doc.page.margins.bottom = 0
  doc.on('pageAdded', () => {
    doc.page.margins.bottom = 0
  })
  new Pages(doc, document).write()
  doc.end()
  return written
}

class Pages {
  readonly #doc: PDFKit.PDFDocument
  readonly #text: PdfText
  readonly #document: PackDocument
  #y = margin

  constructor(doc: PDFKit.PDFDocument, document: PackDocument) {
    this.#doc = doc
    this.#text = new PdfText(doc)
    this.#document = document
  }

  write(): void {
    this.#title()
    this.#head()
    for (const group of this.#document.groups) this.#group(group)
    for (const [at, section] of this.#document.sections.entries()) this.#section(section, at === 0)
    this.#feet()
  }

  get #bottom(): number {
    return this.#doc.page.height - foot
  }

  #title(): void {
    const { organisation, title, period, score, status } = this.#document
    const width = this.#text.write(organisation, margin, this.#y, { size: 18, weight: 700 })
    this.#text.write(`${title} · ${period}`, margin + width + 12, this.#y + 5, { size: 12, colour: faint })
    this.#y += 28
    drawStatus(this.#doc, status, margin, this.#y + 1, 9)
    const known = score === null ? statusWords[status] : `${statusWords[status]}, ${printShare(score)}`
    this.#text.write(known, margin + 14, this.#y, { size: 10 })
    this.#y += 22
  }

  /** The heads of the columns, on every page with rows. */
  #head(): void {
    this.#cells((column) => column.name, { weight: 700, colour: faint })
    this.#y += 14
    this.#line('#818a99')
    this.#y += 4
  }

  #group({ name, score, status, rows }: PackGroup): void {
    this.#need(rowHeight * 2.2)
    this.#y += 6
    const width = this.#text.write(name, margin, this.#y, { size: 10, weight: 700 })
    drawStatus(this.#doc, status, margin + width + 10, this.#y + 2, 8)
    const known = score === null ? statusWords[status] : `${statusWords[status]}, ${printShare(score)}`
    this.#text.write(known, margin + width + 22, this.#y + 1, { size, colour: faint })
    this.#y += 17
    for (const row of rows) this.#row(row)
  }

  #row(row: PackRow): void {
    this.#need(rowHeight)
    this.#cells((column) => column.text?.(row) ?? '')
    let x = margin
    for (const { name, width } of columns) {
      const box = { x, y: this.#y + 1.5, width, height: 8 }
      if (name === 'Against target') drawBullet(this.#doc, row, box)
      if (name === 'Last periods') drawSparkline(this.#doc, row.recent, { ...box, y: this.#y, height: 11 })
      if (name === 'Status') {
        drawStatus(this.#doc, row.status, x, this.#y + 2, 7)
        this.#text.write(statusWords[row.status], x + 11, this.#y, { size })
      }
      x += width + gap
    }
    this.#y += rowHeight - 4
    this.#line('#d9dde4')
    this.#y += 4
  }

  #cells(
    textOf: (column: Column) => string,
    style: { readonly weight?: 400 | 700; readonly colour?: string } = {},
  ): void {
    const { weight = 400, colour = ink } = style
    let x = margin
    for (const column of columns) {
      const written = textOf(column)
      // A number is never cut: it is written smaller.
      const whole = this.#text.width(written, size, weight)
      const own = column.isRight ? Math.max(least, Math.min(size, (size * column.width) / whole)) : size
      const text = this.#text.fit(written, column.width + 1, own, weight)
      const inset = column.isRight ? column.width - this.#text.width(text, own, weight) : 0
      if (text !== '') this.#text.write(text, x + inset, this.#y, { size: own, weight, colour })
      x += column.width + gap
    }
  }

  /** The first begins a page; one that follows goes on where there is room for more than its heading. */
  #section({ title, paragraphs, tables }: PackSection, isFirst: boolean): void {
    if (isFirst || this.#y + leastSection > this.#bottom) this.#page(false)
    else this.#y += 18
    this.#text.write(title, margin, this.#y, { size: 14, weight: 700 })
    this.#y += 26
    const width = this.#doc.page.width - 2 * margin
    for (const paragraph of paragraphs) {
      for (const line of this.#text.lines(paragraph, width, 10)) {
        if (this.#y + 14 > this.#bottom) this.#page(false)
        this.#text.write(line, margin, this.#y, { size: 10 })
        this.#y += 14
      }
      this.#y += 6
    }
    for (const { head, rows } of tables) this.#table(head, rows)
  }

  #table(head: readonly string[], rows: PackSection['tables'][number]['rows']): void {
    const width = (this.#doc.page.width - 2 * margin) / Math.max(1, head.length)
    const line = (cells: readonly string[], weight: 400 | 700) => {
      const wrapped = cells.map((cell) => this.#text.lines(cell, width - gap, size, weight))
      const height = lineHeight * Math.max(1, ...wrapped.map(({ length }) => length))
      const isNext = this.#y + height + 6 > this.#bottom
      if (isNext) this.#page(false)
      if (isNext && weight === 400) line(head, 700)
      for (const [column, texts] of wrapped.entries())
        for (const [at, text] of texts.entries())
          this.#text.write(text, margin + column * width, this.#y + at * lineHeight, { size, weight })
      this.#y += height + 3
      this.#line(weight === 700 ? '#818a99' : '#d9dde4')
      this.#y += 4
    }
    line(head, 700)
    for (const cells of rows)
      line(
        cells.map((cell) => (typeof cell === 'number' ? printAmount(cell, '') : (cell ?? '–'))),
        400,
      )
    this.#y += 12
  }

  #line(colour: string): void {
    const right = this.#doc.page.width - margin
    this.#doc.moveTo(margin, this.#y).lineTo(right, this.#y).lineWidth(0.5).stroke(colour)
  }

  #need(height: number): void {
    if (this.#y + height > this.#bottom) this.#page(true)
  }

  #page(hasHead: boolean): void {
    this.#doc.addPage()
    this.#y = margin
    if (hasHead) this.#head()
  }

  #feet(): void {
    const { organisation, title, period } = this.#document
    const { start, count } = this.#doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      this.#doc.switchToPage(page)
      const y = this.#doc.page.height - 26
      const style = { size: 7, colour: faint }
      this.#text.write(
        `${organisation} · ${title} · ${period} · ${provenance(this.#document)}`,
        margin,
        y,
        style,
      )
      const number = `Page ${page - start + 1} of ${count}`
      this.#text.write(number, this.#doc.page.width - margin - this.#text.width(number, 7), y, style)
    }
  }
}
