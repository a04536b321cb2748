import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

type Weight = 400 | 700
type Glyph = { readonly path: { toSVG(): string }; readonly advanceWidth: number }
type Outlines = {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(point: number): boolean
  glyphsForString(text: string): readonly Glyph[]
}
type Doc = PDFKit.PDFDocument & { readonly _font: { readonly font: Outlines } }
type Run = { readonly text: string; readonly file: string; readonly isOutlined: boolean }

const require = createRequire(import.meta.url)
const folderOf = (name: string) => join(dirname(require.resolve(`${name}/package.json`)), 'files')
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'vietnamese']
/** What no font has. */
const lacking = '□'

/**
 * Texts of a document. Letters of the European scripts are embedded and can be searched. Chinese is drawn as outlines: its
 * fonts come in a hundred parts of a kind that cannot be embedded in part, and whole they would be larger than everything
 * else. What no font has is a box.
 */
export class PdfText {
  readonly #doc: Doc
  readonly #european = folderOf('@fontsource/noto-sans')
  readonly #chinese = folderOf('@fontsource-variable/noto-sans-sc')
  readonly #parts: readonly (readonly [part: string, ranges: readonly (readonly [number, number])[]])[]
  readonly #runs = new Map<string, readonly Run[]>()
  readonly #widths = new Map<string, number>()

  constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc as Doc
    const list = readFileSync(join(this.#chinese, '..', 'unicode.json'), 'utf8')
    this.#parts = Object.entries(JSON.parse(list) as Record<string, string>).map(([part, ranges]) => [
      part.replace(/[[\]]/g, ''),
      ranges.split(',').map((range) => {
        const [first = '', last = first] = range.slice(2).split('-')
        return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const
      }),
    ])
  }

  /** The width of a text in points. */
  width(text: string, size: number, weight: Weight = 400): number {
    const key = `${weight} ${size} ${text}`
    let width = this.#widths.get(key)
    if (width === undefined) {
      width = this.#runsOf(text, weight).reduce((sum, run) => sum + this.#runWidth(run, size), 0)
      this.#widths.set(key, width)
    }
    return width
  }

  /** Writes a text on one line, its baseline `size` below `y`; gives its width. */
  write(
    text: string,
    x: number,
    y: number,
    {
      size,
      weight = 400,
      colour = '#171a21',
    }: { readonly size: number; readonly weight?: Weight; readonly colour?: string },
  ): number {
    let at = x
    for (const run of this.#runsOf(text, weight)) {
      if (run.isOutlined) this.#draw(run, at, y + size, size, weight, colour)
      else {
        this.#doc.font(run.file).fontSize(size).fillColor(colour)
        const { ascender = 0 } = this.#doc._font as unknown as { ascender?: number }
        this.#doc.text(run.text, at, y + size - (ascender / 1000) * size, { lineBreak: false })
      }
      at += this.#runWidth(run, size)
    }
    return at - x
  }

  /** The lines of a text that are no wider than `width`; words that are wider are broken. */
  lines(text: string, width: number, size: number, weight: Weight = 400): readonly string[] {
    const lines: string[] = []
    for (const paragraph of text.split(/\r?\n/)) {
      let line = ''
      for (const word of paragraph.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? []) {
        if (this.width(line + word.trimEnd(), size, weight) <= width) line += word
        else {
          if (line !== '') lines.push(line.trimEnd())
          line = word
          while (this.width(line.trimEnd(), size, weight) > width && line.length > 1) {
            const fits = this.fit(line, width, size, weight, '')
            lines.push(fits)
            line = line.slice(Math.max(1, fits.length))
          }
        }
      }
      lines.push(line.trimEnd())
    }
    return lines
  }

  /** A text, or as much of it as is no wider than `width`. */
  fit(text: string, width: number, size: number, weight: Weight = 400, end = '…'): string {
    if (this.width(text, size, weight) <= width) return text
    const letters = [...text]
    let count = letters.length
    while (count > 1 && this.width(letters.slice(0, count).join('') + end, size, weight) > width) count--
    return letters.slice(0, count).join('') + end
  }

  #runsOf(text: string, weight: Weight): readonly Run[] {
    const key = `${weight} ${text}`
    const known = this.#runs.get(key)
    if (known) return known
    const runs: Run[] = []
    for (const letter of text) {
      const next = this.#fontOf(letter, weight)
      const last = runs.at(-1)
      if (last && last.file === next.file) runs[runs.length - 1] = { ...last, text: last.text + next.text }
      else runs.push(next)
    }
    this.#runs.set(key, runs)
    return runs
  }

  #fontOf(letter: string, weight: Weight): Run {
    const point = letter.codePointAt(0) as number
    for (const script of scripts) {
      const file = join(this.#european, `noto-sans-${script}-${weight}-normal.woff`)
      if (this.#has(file, point)) return { text: letter, file, isOutlined: false }
    }
    for (const [part, ranges] of this.#parts) {
      if (!ranges.some(([first, last]) => point >= first && point <= last)) continue
      const file = join(this.#chinese, `noto-sans-sc-${part}-wght-normal.woff2`)
      if (this.#has(file, point)) return { text: letter, file, isOutlined: true }
    }
    return letter === lacking
      ? { text: '?', file: join(this.#european, `noto-sans-latin-${weight}-normal.woff`), isOutlined: false }
      : this.#fontOf(lacking, weight)
  }

  #has(file: string, point: number): boolean {
    this.#doc.font(file)
    return this.#doc._font.font.hasGlyphForCodePoint(point)
  }

  #runWidth({ text, file, isOutlined }: Run, size: number): number {
    this.#doc.font(file).fontSize(size)
    if (!isOutlined) return this.#doc.widthOfString(text)
    const { font } = this.#doc._font
    const units = font.glyphsForString(text).reduce((sum, { advanceWidth }) => sum + advanceWidth, 0)
    return (units / font.unitsPerEm) * size
  }

  /** The font has its thinnest weight; a line about the outline makes it that of the text beside it. */
  #draw(
    { text, file }: Run,
    x: number,
    baseline: number,
    size: number,
    weight: Weight,
    colour: string,
  ): void {
    this.#doc.font(file)
    const { font } = this.#doc._font
    const scale = size / font.unitsPerEm
    let at = x
    for (const glyph of font.glyphsForString(text)) {
      this.#doc.save().translate(at, baseline).scale(scale, -scale)
      this.#doc
        .path(glyph.path.toSVG())
        .lineWidth(weight === 700 ? 80 : 30)
        .lineJoin('round')
      this.#doc.fillAndStroke(colour, colour).restore()
      at += glyph.advanceWidth * scale
    }
  }
}
