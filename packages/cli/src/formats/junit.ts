import type { Report } from '../findings.ts'
import { everything } from '../findings.ts'
import type { Told } from '../report.ts'

/** The report as JUnit XML: errors and warnings fail, waived findings are skipped, notes pass. */
export function printJunit(report: Report): string {
  const all = everything(report)
  const cases = all.map((told) => {
    const name = `${escapeXml(told.code)} ${escapeXml(report.reporter.place(told.span))}`
    return `    <testcase classname="keelson.${escapeXml(told.code)}" name="${name}">${bodyOf(told)}</testcase>\n`
  })
  const skipped = all.filter(({ waiver }) => waiver).length
  const failures = all.filter(({ waiver, severity }) => !waiver && severity !== 'note').length
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}"`
  const suite = `  <testsuite name="keelson" ${counts}>\n${cases.join('')}  </testsuite>\n`
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites ${counts}>\n${suite}</testsuites>\n`
}

function bodyOf({ waiver, severity, message }: Told): string {
  if (waiver) return `<skipped message="${escapeXml(waiver.reason)}"/>`
  const text = escapeXml(message)
  if (severity === 'note') return `<system-out>${text}</system-out>`
  return `<failure type="${severity}" message="${text}"/>`
}

function escapeXml(text: string): string {
  return (
    text
      .toWellFormed()
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll('\n', '&#10;')
      .replaceAll('\r', '&#13;')
      .replaceAll('\t', '&#9;')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids these characters
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
  )
}
