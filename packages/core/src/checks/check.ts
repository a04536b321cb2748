import type { Because, Facts, Fix, Severity } from '../text/diagnostic.ts'
import { fill } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import type { Company } from './company.ts'

export const families = [
  'structure',
  'arithmetic',
  'legality',
  'contradiction',
  'balance',
  'time',
  'smart',
] as const
export type CheckFamily = (typeof families)[number]

export type SubjectKind =
  | 'organisation'
  | 'department'
  | 'perspective'
  | 'objective'
  | 'kpi'
  | 'measure'
  | 'initiative'

/** What a finding is about. */
export type Subject = { readonly kind: SubjectKind; readonly id: string }

/** What a check saw: where, on what, and the facts; the words come from the check's template. */
export type Sighting = {
  readonly subject: Subject
  readonly span: Span
  readonly facts: Facts
  /** Another severity than the check's own. */
  readonly severity?: Severity
  readonly because?: readonly Because[]
  readonly fix?: Fix
  /** How much is at stake, in the unit of the subject, where that can be said. */
  readonly impact?: { readonly value: number; readonly unit: string }
}

/** One thing that can be wrong with a strategy. One file each, and one page of the same name. */
export type Check = {
  readonly code: string
  readonly family: CheckFamily
  readonly severity: Severity
  /** One sentence; `{name}` stands for a fact. */
  readonly words: string
  readonly run: (company: Company) => Iterable<Sighting>
}

/** A sighting in words; `waiver` is set where somebody accepted it for a time. */
export type Finding = {
  readonly code: string
  readonly family: CheckFamily
  readonly severity: Severity
  readonly subject: Subject
  readonly span: Span
  readonly facts: Facts
  readonly message: string
  readonly because: readonly Because[]
  readonly fix: Fix | undefined
  readonly impact: { readonly value: number; readonly unit: string } | undefined
  readonly waiver: { readonly person: string; readonly reason: string; readonly until: string } | undefined
}

/** Puts a sighting into the words of its check. */
export function toFinding(check: Check, sighting: Sighting): Finding {
  return {
    code: check.code,
    family: check.family,
    severity: sighting.severity ?? check.severity,
    subject: sighting.subject,
    span: sighting.span,
    facts: sighting.facts,
    message: fill(check.words, sighting.facts),
    because: sighting.because ?? [],
    fix: sighting.fix,
    impact: sighting.impact,
    waiver: undefined,
  }
}
