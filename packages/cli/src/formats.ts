import type { Diagnostic, Finding, Span } from '@keelson/core'
import type { Paint } from './paint.ts'
import type { Reporter, Told } from './report.ts'

/** All that a report of findings says. */
export type Report = {
  readonly organisation: string
  readonly asOf: string
  readonly score: number
  readonly diagnostics: readonly Diagnostic[]
  readonly findings: readonly Finding[]
  readonly reporter: Reporter
  readonly paint: Paint
}

/** Prints a report for people, or for a program: JSON, SARIF 2.1.0, GitHub annotations, JUnit XML. */
export function printFindings(format: string, report: Report): string {
  switch (format) {
    case 'json':
      return printJson(report)
    case 'sarif':
      return printSarif(report)
    case 'github':
      return printGithub(report)
    case 'junit':
      return printJunit(report)
    default:
      return printText(report)
  }
}

function everything({ diagnostics, findings }: Report): readonly Told[] {
  return [...diagnostics, ...findings]
}

function printText(report: Report): string {
  const { reporter, paint } = report
  const drawn = everything(report).map((told) => `${reporter.draw(told)}\n`)
  return `${drawn.join('')}${summary(report, paint)}\n`
}

/** One line: the score and how much was found. */
export function summary(
  { diagnostics, findings, score, organisation, asOf }: Report,
  { bold }: Paint,
): string {
  const open = findings.filter(({ waiver }) => !waiver)
  const count = (severity: string, word: string) => {
    const number = [...diagnostics, ...open].filter((told) => told.severity === severity).length
    return `${number} ${word}${number === 1 ? '' : 's'}`
  }
  const waived = findings.length - open.length
  const parts = [count('error', 'error'), count('warning', 'warning'), count('note', 'note')]
  if (waived > 0) parts.push(`${waived} waived`)
  return `${bold(`${organisation}: alignment ${score.toFixed(1)} of 100`)} as of ${asOf}: ${parts.join(', ')}`
}

function located(reporter: Reporter, span: Span) {
  const lines = reporter.lines(span.file)
  const from = lines?.position(span.start)
  const to = lines?.position(span.end)
  return {
    file: span.file,
    line: from?.line ?? 1,
    column: from?.column ?? 1,
    endLine: to?.line ?? 1,
    endColumn: to?.column ?? 1,
  }
}

function printJson(report: Report): string {
  const { reporter } = report
  const plain = (told: Told) => ({
    code: told.code,
    severity: told.severity,
    message: told.message,
    ...(told.subject ? { subject: told.subject, family: told.family } : {}),
    facts: told.facts,
    place: located(reporter, told.span),
    because: (told.because ?? []).map(({ span, message }) => ({ message, place: located(reporter, span) })),
    fix: told.fix ?? null,
    impact: told.impact ?? null,
    waiver: told.waiver ?? null,
  })
  const { organisation, asOf, score, diagnostics, findings } = report
  const data = {
    organisation,
    asOf,
    alignment: score,
    diagnostics: diagnostics.map(plain),
    findings: findings.map(plain),
  }
  return `${JSON.stringify(data, null, 2)}\n`
}

const sarifLevels = { error: 'error', warning: 'warning', note: 'note' } as const

function printSarif(report: Report): string {
  const results = everything(report).map((told) => {
    const { file, line, column, endLine, endColumn } = located(report.reporter, told.span)
    const region = { startLine: line, startColumn: column, endLine, endColumn }
    return {
      ruleId: told.code,
      level: sarifLevels[told.severity],
      message: { text: told.message },
      locations: [{ physicalLocation: { artifactLocation: { uri: file }, region } }],
      ...(told.waiver ? { suppressions: [{ kind: 'external', justification: told.waiver.reason }] } : {}),
    }
  })
  const rules = [...new Set(results.map(({ ruleId }) => ruleId))].map((id) => ({ id }))
  const driver = { name: 'keelson', version: '0.1.0', rules }
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
  return `${JSON.stringify(sarif, null, 2)}\n`
}

const githubLevels = { error: 'error', warning: 'warning', note: 'notice' } as const

function printGithub(report: Report): string {
  const encode = (text: string) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
  const property = (text: string) => encode(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
  return everything(report)
    .filter(({ waiver }) => !waiver)
    .map((told) => {
      const { file, line, column, endColumn } = located(report.reporter, told.span)
      const place = `file=${property(file)},line=${line},col=${column},endColumn=${endColumn},title=${property(told.code)}`
      return `::${githubLevels[told.severity]} ${place}::${encode(told.message)}\n`
    })
    .join('')
}

function printJunit(report: Report): string {
  const cases = everything(report).map((told) => {
    const name = `${escapeXml(told.code)} ${escapeXml(report.reporter.place(told.span))}`
    const message = escapeXml(told.message)
    const body = told.waiver
      ? `<skipped message="${escapeXml(told.waiver.reason)}"/>`
      : told.severity === 'note'
        ? `<system-out>${message}</system-out>`
        : `<failure type="${told.severity}" message="${message}"/>`
    return `    <testcase classname="keelson.${escapeXml(told.code)}" name="${name}">${body}</testcase>\n`
  })
  const failures = cases.filter((one) => one.includes('<failure')).length
  const skipped = cases.filter((one) => one.includes('<skipped')).length
  const suite = `  <testsuite name="keelson" tests="${cases.length}" failures="${failures}" skipped="${skipped}">\n`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}${cases.join('')}  </testsuite>\n</testsuites>\n`
}

function escapeXml(text: string): string {
  return (
    text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these characters
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '\ufffd')
  )
}
