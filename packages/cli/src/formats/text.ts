import type { Report } from '../findings.ts'
import { everything } from '../findings.ts'

/** The report for people: every message with its source lines, and one line at the end. */
export function printText(report: Report): string {
  const { reporter, paint } = report
  const explained = new Set<string>()
  const drawn = everything(report).map((told) => {
    // Only checks have a page, and it is named once.
    const isNew = told.subject !== undefined && !explained.has(told.code)
    explained.add(told.code)
    const more = isNew ? `${paint.dim(`  more: keelson check --explain ${told.code}`)}\n` : ''
    return `${reporter.draw(told)}${more}\n`
  })
  return `${drawn.join('')}${summary(report)}\n`
}

/** One line: the score and how much was found. */
function summary({ diagnostics, findings, score, organisation, asOf, paint }: Report): string {
  const open = findings.filter(({ waiver }) => !waiver)
  const count = (severity: string, word: string) => {
    const number = [...diagnostics, ...open].filter((told) => told.severity === severity).length
    return `${number} ${word}${number === 1 ? '' : 's'}`
  }
  const waived = findings.length - open.length
  const parts = [count('error', 'error'), count('warning', 'warning'), count('note', 'note')]
  if (waived > 0) parts.push(`${waived} waived`)
  const isPartial = diagnostics.some(({ severity }) => severity === 'error')
  const partial = isPartial ? '; the score holds only for what could be read' : ''
  const head = paint.bold(`${organisation}: alignment ${score.toFixed(1)} of 100`)
  return `${head} as of ${asOf}: ${parts.join(', ')}${partial}`
}
