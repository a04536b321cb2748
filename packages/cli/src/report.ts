import type { Diagnostic, Finding, Severity, Span } from '@keelson/core'
import { Lines } from '@keelson/core'
import type { Paint } from './paint.ts'
import { widthOf } from './paint.ts'

/** What a finding and a diagnostic have in common. */
export type Told = Pick<Diagnostic, 'code' | 'severity' | 'span' | 'message' | 'facts'> &
  Partial<Pick<Finding, 'waiver' | 'because' | 'fix' | 'subject' | 'family' | 'impact'>>

/** Draws messages with the source lines they point at. */
export class Reporter {
  readonly #sources: ReadonlyMap<string, string>
  readonly #lines = new Map<string, Lines>()
  readonly #paint: Paint

  constructor(sources: ReadonlyMap<string, string>, paint: Paint) {
    this.#sources = sources
    this.#paint = paint
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

  draw(told: Told): string {
    const { bold, dim } = this.#paint
    const label = this.colour(told.severity)(`${told.severity}: ${told.code}`)
    const parts = [`${label}  ${dim(this.place(told.span))}`, bold(told.message), ...this.#excerpt(told.span)]
    for (const { span, message } of told.because ?? [])
      parts.push(dim(`  because ${message} (${this.place(span)})`))
    if (told.fix) parts.push(`  fix: ${told.fix.title}`)
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
    if (!lines) return []
    const { line, column } = lines.position(span.start)
    const text = lines.line(line)
    const before = text.slice(0, column - 1).replaceAll('\t', ' ')
    const marked = text.slice(column - 1, column - 1 + Math.max(1, span.end - span.start))
    const gutter = String(line).padStart(5)
    const { dim } = this.#paint
    const shown = clip(text, column)
    const carets = '^'.repeat(Math.max(1, Math.min(widthOf(marked), 60)))
    return [
      `${dim(`${gutter} |`)} ${shown.text}`,
      `${dim('      |')} ${' '.repeat(Math.max(0, widthOf(before) - shown.cut))}${carets}`,
    ]
  }
}

/** A long line is shown around the place that matters. */
function clip(text: string, column: number): { text: string; cut: number } {
  if (text.length <= 160) return { text: text.replaceAll('\t', ' '), cut: 0 }
  const from = Math.max(0, column - 60)
  return { text: text.slice(from, from + 160).replaceAll('\t', ' '), cut: from }
}
