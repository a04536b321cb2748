import type { Report } from '../findings.ts'
import type { Told } from '../report.ts'

/** The report as one JSON object, every finding with its facts and places. */
export function printJson(report: Report): string {
  const { organisation, asOf, score, diagnostics, findings, reporter } = report
  const plain = (told: Told) => ({
    code: told.code,
    severity: told.severity,
    message: told.message,
    ...(told.subject ? { subject: told.subject, family: told.family } : {}),
    facts: told.facts,
    place: reporter.locate(told.span),
    because: (told.because ?? []).map(({ span, message }) => ({ message, place: reporter.locate(span) })),
    fix: told.fix
      ? {
          title: told.fix.title,
          edits: told.fix.edits.map(({ span, text }) => ({ place: reporter.locate(span), text })),
        }
      : null,
    impact: told.impact ?? null,
    waiver: told.waiver ?? null,
  })
  const data = {
    organisation,
    asOf,
    alignment: score,
    isPartial: diagnostics.some(({ severity }) => severity === 'error'),
    diagnostics: diagnostics.map(plain),
    findings: findings.map(plain),
  }
  return `${JSON.stringify(data, null, 2)}\n`
}
