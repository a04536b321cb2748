import type { Span } from './span.ts'

export type Severity = 'error' | 'warning' | 'note'

/** What a message says, apart from its words, so that it can be said in another language. */
export type Facts = Readonly<Record<string, string | number>>

export type Edit = { readonly span: Span; readonly text: string }

/** A mend that is certain: applying every edit removes the diagnostic. */
export type Fix = { readonly title: string; readonly edits: readonly Edit[] }

export type Because = { readonly span: Span; readonly message: string }

/** A fault of the author's, located: data that is returned beside a result and never thrown. */
export type Diagnostic = {
  readonly code: string
  readonly severity: Severity
  readonly span: Span
  readonly facts: Facts
  readonly message: string
  readonly because?: readonly Because[]
  readonly fix?: Fix
}

/** Message templates by code: `{name}` stands for the fact of that name. */
export type Words = Readonly<Record<string, string>>

/** Fills a template: `fill('{kpi} has no owner', { kpi: 'churn' })` is `churn has no owner`. */
export function fill(template: string, facts: Facts): string {
  return template.replace(/\{([a-zA-Z]+)\}/g, (whole, name: string) =>
    Object.hasOwn(facts, name) ? String(facts[name]) : whole,
  )
}

/** Makes diagnostics from one table of words; a code outside the table does not type-check. */
export function diagnoser<const W extends Words>(words: W) {
  return (
    code: keyof W & string,
    severity: Severity,
    span: Span,
    facts: Facts = {},
    more: { because?: readonly Because[]; fix?: Fix } = {},
  ): Diagnostic => ({ code, severity, span, facts, message: fill(words[code] as string, facts), ...more })
}
