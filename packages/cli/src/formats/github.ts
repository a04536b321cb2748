import type { Report } from '../findings.ts'
import { everything } from '../findings.ts'

const levels = { error: 'error', warning: 'warning', note: 'notice' } as const

/** The report as annotations of a GitHub workflow; waived findings are left out. */
export function printGithub(report: Report): string {
  return everything(report)
    .filter(({ waiver }) => !waiver)
    .map(({ span, code, severity, message }) => {
      const { file, line, column, endLine, endColumn } = report.reporter.locate(span)
      const place = `file=${property(file)},line=${line},endLine=${endLine},col=${column},endColumn=${endColumn}`
      return `::${levels[severity]} ${place},title=${property(code)}::${encode(message)}\n`
    })
    .join('')
}

function encode(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return encode(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
