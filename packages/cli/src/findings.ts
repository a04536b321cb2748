import type { Diagnostic, Finding } from '@keelson/core'
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

/** Faults of reading first, then the findings. */
export function everything({ diagnostics, findings }: Report): readonly Told[] {
  return [...diagnostics, ...findings]
}
