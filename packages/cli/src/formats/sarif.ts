import type { Span } from '@keelson/core'
import type { Report } from '../findings.ts'
import { everything } from '../findings.ts'
import { pageOf, titleOf } from '../pages.ts'
import type { Reporter, Told } from '../report.ts'
import { version } from '../version.ts'

/** The report as SARIF 2.1.0, with the page of every check concerned and the certain repairs. */
export function printSarif(report: Report): string {
  const all = everything(report)
  const codes = [...new Set(all.map(({ code }) => code))]
  const results = all.map((told) => resultOf(told, report.reporter, codes.indexOf(told.code)))
  const driver = { name: 'keelson', version, rules: codes.map(ruleOf) }
  const sarif = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results }],
  }
  return `${JSON.stringify(sarif, null, 2)}\n`
}

function ruleOf(code: string) {
  const page = pageOf(code)
  if (page === undefined) return { id: code, shortDescription: { text: code.replaceAll('-', ' ') } }
  return { id: code, shortDescription: { text: titleOf(page) }, help: { text: page, markdown: page } }
}

function resultOf(told: Told, reporter: Reporter, ruleIndex: number) {
  const { code, severity, message, because = [], fix, waiver, subject, span } = told
  return {
    ruleId: code,
    ruleIndex,
    level: severity,
    message: { text: message },
    locations: [locationOf(reporter, span)],
    ...(because.length > 0 && {
      relatedLocations: because.map((one) => ({
        ...locationOf(reporter, one.span),
        message: { text: one.message },
      })),
    }),
    ...(subject && { partialFingerprints: { 'subject/v1': `${code}:${subject.kind}:${subject.id}` } }),
    ...(fix && { fixes: [fixOf(fix, reporter)] }),
    ...(waiver && { suppressions: [{ kind: 'external', justification: waiver.reason }] }),
  }
}

function fixOf(fix: NonNullable<Told['fix']>, reporter: Reporter) {
  const byFile = Map.groupBy(fix.edits, ({ span }) => span.file)
  return {
    description: { text: fix.title },
    artifactChanges: [...byFile].map(([file, edits]) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits.map(({ span, text }) => ({
        deletedRegion: regionOf(reporter, span),
        insertedContent: { text },
      })),
    })),
  }
}

function locationOf(reporter: Reporter, span: Span) {
  const artifactLocation = { uri: uriOf(span.file) }
  return { physicalLocation: { artifactLocation, region: regionOf(reporter, span) } }
}

function regionOf(reporter: Reporter, span: Span) {
  const { line, column, endLine, endColumn } = reporter.locate(span)
  return { startLine: line, startColumn: column, endLine, endColumn }
}

function uriOf(file: string): string {
  return file.split('/').map(encodeURIComponent).join('/')
}
