import type { Diagnostic, Finding, Severity, Span } from '@keelson/core'
import { formatAmount, Lines, parseUnit } from '@keelson/core'
import { drawExcerpt } from './excerpt.ts'
import type { Paint } from './paint.ts'

/** What a finding and a diagnostic have in common. */
export type Told = Pick<Diagnostic, 'code' | 'severity' | 'span' | 'message' | 'facts'> &
  Partial<Pick<Finding, 'waiver' | 'because' | 'fix' | 'subject' | 'family' | 'impact'>>

/** A span as people and other programs count it: lines and columns from 1, columns in UTF-16 code units. */
export type Location = {
  readonly file: string
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
}

const gutterWidth = 8

/** Draws messages with the source lines they point at. */
export class Reporter {
  readonly #sources: ReadonlyMap<string, string>
  readonly #lines = new Map<string, Lines>()
  readonly #paint: Paint
  readonly #columns: number

  constructor(sources: ReadonlyMap<string, string>, paint: Paint, columns: number) {
    this.#sources = sources
    this.#paint = paint
    this.#columns = Math.max(40, columns - gutterWidth)
  }

  lines(file: string): Lines | undefined {
    let lines = this.#lines.get(file)
    const text = this.#sources.get(file)
    if (!lines && text !== undefined) {
      lines = new Lines(text)
      this.#lines.set(file, lines)
    }
    return lines
  }

  /** `file:line:column`, or the file alone where its text is not known. */
  place(span: Span): string {
    const position = this.lines(span.file)?.position(span.start)
    return position ? `${span.file}:${position.line}:${position.column}` : span.file
  }

  locate({ file, start, end }: Span): Location {
    const lines = this.lines(file)
    const from = lines?.position(start) ?? { line: 1, column: 1 }
    const to = lines?.position(Math.max(start, end)) ?? { line: 1, column: 1 }
    return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column }
  }

  draw(told: Told): string {
    const { bold, dim } = this.#paint
    const label = this.colour(told.severity)(`${told.severity}: ${told.code}`)
    const place = told.span.file === '' ? '' : `  ${dim(this.place(told.span))}`
    const parts = [`${label}${place}`, bold(told.message), ...this.#excerpt(told.span)]
    for (const { span, message } of told.because ?? [])
      parts.push(dim(`  because ${message} (${this.place(span)})`))
    const impact = impactText(told)
    if (impact !== undefined) parts.push(`  at stake: ${impact}`)
    if (told.fix) parts.push(`  fix: ${told.fix.title} (keelson fix)`)
    if (told.waiver) {
      const { person, reason, until } = told.waiver
      parts.push(dim(`  waived by ${person} until ${until}: ${reason}`))
    }
    return `${parts.join('\n')}\n`
  }

  colour(severity: Severity): (text: string) => string {
    if (severity === 'error') return this.#paint.red
    return severity === 'warning' ? this.#paint.yellow : this.#paint.blue
  }

  #excerpt(span: Span): string[] {
    const lines = this.lines(span.file)
    if (!lines || lines.text === '') return []
    const { line, column } = lines.position(span.start)
    const { text, carets } = drawExcerpt(lines.line(line), column - 1, span.end - span.start, this.#columns)
    const { dim } = this.#paint
    const number = String(line).padStart(gutterWidth - 3)
    const gutter = ' '.repeat(number.length)
    return [`${dim(`${number} |`)} ${text}`.trimEnd(), `${dim(`${gutter} |`)} ${carets}`]
  }
}

function impactText({ impact }: Told): string | undefined {
  if (!impact || !Number.isFinite(impact.value)) return undefined
  const unit = parseUnit(impact.unit)
  return unit && formatAmount(impact.value, unit)
}
