import type { Id, RevisionReason } from '../strategy/model.ts'

/** What is negotiated: a KPI's target for a period, by its name, or the share of a contribution link. */
export type Subject =
  | { readonly kind: 'target'; readonly kpi: Id; readonly period: string }
  | { readonly kind: 'contribution'; readonly from: Id; readonly to: Id }

/** An amount as strategy files have it: `120`, `+15%`, `5 pp`. */
export type WrittenAmount = number | string

/** A resource asked for; granted as an initiative, the agreement rests on its budget and state. */
export type Resource = { readonly what: string; readonly initiative?: Id }

/** What is offered. A target says one of value, change and between, or a value for each period; a link its share. */
export type Terms = {
  readonly value?: WrittenAmount
  readonly change?: WrittenAmount
  readonly between?: readonly WrittenAmount[]
  readonly trajectory?: string | Readonly<Record<string, WrittenAmount>>
  readonly share?: WrittenAmount
  readonly reason?: string
  readonly reasonCode?: RevisionReason
  /** The review that decided to offer this. */
  readonly decidedIn?: string
  readonly conditions?: readonly string[]
  readonly resources?: readonly Resource[]
  readonly assumptions?: readonly string[]
  readonly evidence?: readonly string[]
}

/** Gives a digest of a text, such as SHA-256 in hexadecimal digits. */
export type HashText = (text: string) => string

/** The one text of terms that is signed: JSON with sorted keys; what is empty or not said is left out (rule B2). */
export function canonicalTerms(subject: Subject, terms: Terms): string {
  return canonicalText({ subject, terms })
}

/** JSON with sorted keys; what is empty or not said is left out. */
export function canonicalText(value: unknown): string {
  return sorted(value)
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined && !isEmptyList(inner))
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${sorted(inner)}`).join(',')}}`
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

/** Why terms say nothing that could be agreed; undefined where they do. */
export function faultOfTerms(subject: Subject, terms: Terms): string | undefined {
  const { value, change, between, trajectory, share } = terms
  const said = [value, change, between].filter((one) => one !== undefined).length
  if (subject.kind === 'contribution') {
    if (share === undefined || said > 0 || trajectory !== undefined)
      return 'The terms of a contribution link say its share, and no target.'
    return undefined
  }
  if (share !== undefined) return 'A share is negotiated for a contribution link, not for a target.'
  const isLaid = typeof trajectory === 'object' && Object.keys(trajectory).length > 0
  if (said > 1) return 'Say one of value, change and between, not several.'
  if (said === 0 && !isLaid)
    return 'The terms say neither value, change nor between, nor a value for each period.'
  return undefined
}

/** A field of the terms that one round says otherwise than another, each in words; undefined: not said. */
export type TermsChange = {
  readonly field: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs between the terms of two rounds, in the order of the fields' names. */
export function compareTerms(before: Terms, after: Terms): readonly TermsChange[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort() as (keyof Terms)[]
  return fields.flatMap((field) => {
    const [was, is] = [before[field], after[field]].map(inWords)
    return was === is ? [] : [{ field, before: was, after: is }]
  })
}

function inWords(value: Terms[keyof Terms]): string | undefined {
  if (value === undefined || isEmptyList(value)) return undefined
  return typeof value === 'object' ? sorted(value) : String(value)
}
