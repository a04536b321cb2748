import type { Report } from './findings.ts'

export const formats = ['text', 'json', 'sarif', 'github', 'junit'] as const

/** Prints a report for people, or for a program: JSON, SARIF 2.1.0, GitHub annotations, JUnit XML. */
export async function printFindings(format: string, report: Report): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('./formats/json.ts')).printJson(report)
    case 'sarif':
      return (await import('./formats/sarif.ts')).printSarif(report)
    case 'github':
      return (await import('./formats/github.ts')).printGithub(report)
    case 'junit':
      return (await import('./formats/junit.ts')).printJunit(report)
    default:
      return (await import('./formats/text.ts')).printText(report)
  }
}
