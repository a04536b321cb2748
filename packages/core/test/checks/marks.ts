import type { Finding } from '../../src/checks/check.ts'
import { Lines } from '../../src/text/lines.ts'

/** A mark: a comment line whose carets stand under the place of a finding on the line above. */
const mark = /^#[ ]*\^+ [a-z-]+$/

/** A block without its marks. */
export function erase(block: string): string {
  return block
    .split('\n')
    .filter((line) => !mark.test(line))
    .join('\n')
}

/** Draws the marks of findings into a block that has none; a span ends with its line. */
export function draw(block: string, findings: readonly Pick<Finding, 'code' | 'span'>[]): string {
  const lines = new Lines(block)
  const marks = findings.map(({ code, span }) => {
    const { line, column } = lines.position(span.start)
    const end = Math.min(span.end - span.start, lines.line(line).length - column + 1)
    return { line, column, text: `#${' '.repeat(column - 2)}${'^'.repeat(Math.max(1, end))} ${code}` }
  })
  marks.sort((a, b) => a.column - b.column || (a.text < b.text ? -1 : 1))
  return block
    .split('\n')
    .flatMap((line, place) => [
      line,
      ...marks.filter((one) => one.line === place + 1).map(({ text }) => text),
    ])
    .join('\n')
}

/** The yaml blocks of a page. */
export function blocksOf(page: string): readonly string[] {
  return [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block]) => block as string)
}
