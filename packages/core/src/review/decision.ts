import { faultOfTerms } from '../catchball/terms.ts'
import { parseDay } from '../time/day.ts'
import type { AgendaSubject } from './agenda.ts'
import type { ReviewRefusal } from './refusal.ts'
import { refuseReview as refuse } from './refusal.ts'
import type { Choice, ReviewDecision } from './review.ts'

/** What each choice is decided on; `resolve` and `start-initiative` on anything. */
const fits: Readonly<Partial<Record<Choice, AgendaSubject['kind']>>> = {
  keep: 'kpi',
  'adjust-target': 'kpi',
  replace: 'kpi',
  retire: 'kpi',
  'stop-initiative': 'initiative',
}

/** The choices that can be made on an item, the usual ones first. */
export function choicesOn({ kind }: AgendaSubject): readonly Choice[] {
  if (kind === 'kpi') return ['keep', 'adjust-target', 'start-initiative', 'replace', 'retire']
  if (kind === 'initiative') return ['resolve', 'stop-initiative', 'start-initiative']
  return ['resolve', 'start-initiative']
}

/** Why a decision cannot stand on an item; undefined where it can (rule V5). */
export function faultOfDecision(
  subject: AgendaSubject,
  decision: ReviewDecision,
): { readonly refusal: ReviewRefusal } | undefined {
  const { choice, reason, period, terms, by, until, initiative } = decision
  const fit = fits[choice]
  if (fit !== undefined && fit !== subject.kind)
    return refuse('choice-unfit', { choice, fits: fit, kind: subject.kind })
  if (reason.trim() === '') return refuse('reason-missing')
  const lacks = (what: string) => refuse('decision-incomplete', { lacks: what })
  if (choice === 'adjust-target') {
    if (period === undefined || terms === undefined) return lacks('the period and the target')
    const problem = faultOfTerms({ kind: 'target', kpi: subject.id, period }, terms)
    if (problem !== undefined) return lacks(`a target: ${problem}`)
  }
  if (choice === 'replace' && (by === undefined || by === subject.id))
    return lacks('which other KPI takes its place')
  if ((choice === 'retire' || choice === 'replace') && until !== undefined && parseDay(until) === undefined)
    return lacks('the last day as a date such as 2026-03-31')
  if (choice === 'start-initiative') {
    if (!initiative || initiative.name.trim() === '' || initiative.id === '') return lacks('the initiative')
    if (initiative.kpis.length === 0) return lacks('which KPI the initiative should move')
  }
  return undefined
}
