import type { Negotiation } from '../catchball/negotiation.ts'
import { standingsOf } from '../catchball/standing.ts'
import type { Alignment } from '../checks/align.ts'
import type { SubjectKind } from '../checks/check.ts'
import type { Results } from '../engine/results.ts'
import type { Id, ReviewCycle } from '../strategy/model.ts'
import type { Facts } from '../text/diagnostic.ts'
import { printDay } from '../time/day.ts'
import type { ReviewSubject } from './cycle.ts'
import { departmentsIn, reviewedKpis } from './cycle.ts'
import { effectOfInitiative } from './initiative-effect.ts'
import { kpiReasons } from './kpi-reasons.ts'
import { type ReasonCode, rankOf } from './reason.ts'
import type { Review } from './review.ts'
import { isSettled } from './review.ts'

/** What an item is about: something of the strategy by its id, an action, a waiver, or a free topic. */
export type AgendaSubject = {
  readonly kind: SubjectKind | 'action' | 'topic'
  readonly id: string
}

/** The key of an item: what it is about. */
export function keyOf({ kind, id }: AgendaSubject): string {
  return `${kind}:${id}`
}

/** Why an item stands on an agenda; its words are in `reasonWords`. */
export type AgendaReason = { readonly code: ReasonCode; readonly facts: Facts }

/** Something to be talked about. `key` tells it from the others of the agenda, and from review to review. */
export type AgendaItem = {
  readonly key: string
  readonly subject: AgendaSubject
  readonly title: string
  /** The gravest first; at least one. */
  readonly reasons: readonly AgendaReason[]
}

/** What an agenda is made from. */
export type AgendaInputs = {
  readonly results: Results
  readonly alignment: Alignment
  readonly cycle: ReviewCycle
  readonly subject: ReviewSubject
  readonly negotiations: readonly Negotiation[]
  /** Every other review of the organisation. */
  readonly reviews: readonly Review[]
}

/** How many reviews of a cycle may pass without a decision on a KPI before it is asked what the KPI is for. */
const reviewsWithoutDecision = 2

/**
 * What a review is to talk about: KPIs off track, at risk, unknown or showing a signal in the period, findings, stale
 * agreements, waivers that end before the next review, actions that are open, what the last review left open, KPIs on
 * which nothing is ever decided, and initiatives that moved nothing. One item for each subject, the gravest first (rule
 * V4).
 */
export function agendaOf(inputs: AgendaInputs): readonly AgendaItem[] {
  const { results, cycle, subject } = inputs
  const { calendar } = results.strategy.organisation
  const period = calendar.parse(subject.period)
  if ('fault' in period || period.grain !== cycle.grain) return []
  const agenda = new Gathering(inputs)
  const first = calendar.start(period.grain, period.ordinal)
  agenda.kpis(first, calendar.end(period.grain, period.ordinal))
  agenda.findings()
  agenda.agreements()
  agenda.waivers(calendar.end(period.grain, period.ordinal + 1) + cycle.afterDays)
  agenda.earlier()
  agenda.initiatives()
  return agenda.items()
}

class Gathering {
  readonly #inputs: AgendaInputs
  readonly #scope: ReadonlySet<Id> | undefined
  readonly #kpis: ReadonlySet<Id>
  readonly #items = new Map<string, { subject: AgendaSubject; title: string; reasons: AgendaReason[] }>()

  constructor(inputs: AgendaInputs) {
    this.#inputs = inputs
    const { strategy, asOf } = inputs.results
    this.#scope = departmentsIn(strategy, inputs.cycle.department)
    this.#kpis = reviewedKpis(strategy, inputs.cycle, asOf)
  }

  kpis(from: number, to: number): void {
    for (const id of this.#kpis) {
      for (const { code, facts } of kpiReasons(this.#inputs.results, id, from, to)) this.#kpi(id, code, facts)
    }
  }

  findings(): void {
    for (const { code, message, subject, severity, waiver } of this.#inputs.alignment.findings) {
      if (waiver || severity === 'note' || !this.#isIn(subject)) continue
      this.#add(subject, this.#titleOf(subject), severity === 'error' ? 'finding' : 'warning', {
        check: code,
        message,
      })
    }
  }

  agreements(): void {
    const { results, negotiations } = this.#inputs
    for (const negotiation of negotiations) {
      const { subject, state, agreements } = negotiation
      if (state !== 'signed' && state !== 'overridden') continue
      const standing = standingsOf(results.strategy, negotiation)[agreements.length - 1]
      const id = subject.kind === 'target' ? subject.kpi : subject.from
      if (standing?.state !== 'stale' || !this.#kpis.has(id)) continue
      const [change] = standing.changes
      this.#kpi(id, 'stale', {
        on: subject.kind === 'target' ? subject.period : subject.to,
        what: change?.what ?? '',
        of: change?.of ?? '',
      })
    }
  }

  waivers(until: number): void {
    const { strategy, asOf } = this.#inputs.results
    for (const { check, on, person, until: ends } of strategy.waivers) {
      if (ends < asOf || ends > until) continue
      const subject = this.#subjectOf(on)
      if (!this.#isIn(subject)) continue
      this.#add(subject, this.#titleOf(subject), 'waiver-ends', { check, person, until: printDay(ends) })
    }
  }

  /** What reviews of the same cycle left open, actions, and KPIs on which none of them decided anything. */
  earlier(): void {
    const { reviews, cycle, results } = this.#inputs
    const own = reviews.filter(({ subject }) => subject.cycle === cycle.id)
    const held = own
      .filter(({ state }) => state === 'closed' || state === 'signed')
      .sort((a, b) => a.closedAt - b.closedAt)
    for (const item of held.at(-1)?.items ?? []) {
      if (isSettled(item) && !item.parked) continue
      if (item.subject.kind === 'action') continue
      const why = item.parked?.reason ?? ''
      const from = held.at(-1)?.subject.period ?? ''
      if (item.subject.kind !== 'kpi' || this.#kpis.has(item.subject.id))
        this.#add(item.subject, item.title, 'left-open', { period: from, why })
    }
    for (const { actions } of own) {
      for (const { id, what, owner, due, state } of actions) {
        if (state !== 'open') continue
        const code = due < printDay(results.asOf) ? 'action-late' : 'action-open'
        this.#add({ kind: 'action', id }, what, code, { owner, due })
      }
    }
    if (held.length < reviewsWithoutDecision) return
    const decided = new Set(
      held.flatMap(({ items }) => items.filter((item) => item.decisions.length > 0).map(({ key }) => key)),
    )
    for (const id of this.#kpis)
      if (!decided.has(`kpi:${id}`)) this.#kpi(id, 'never-decided', { reviews: held.length })
  }

  initiatives(): void {
    const { results } = this.#inputs
    for (const initiative of results.strategy.initiatives.values()) {
      const { id, name, kpis, state, milestones, due } = initiative
      const subject = { kind: 'initiative', id } as const
      if (state === 'stopped' || !this.#isIn(subject)) continue
      for (const one of milestones)
        if (one.done === undefined && one.due < results.asOf && state !== 'done')
          this.#add(subject, name, 'milestone-late', { milestone: one.name, due: printDay(one.due) })
      if (state !== 'done' && due !== undefined && due < results.asOf)
        this.#add(subject, name, 'initiative-late', { due: printDay(due) })
      const effects = kpis.map((kpi) => ({ kpi, effect: effectOfInitiative(results, initiative, kpi) }))
      const known = effects.filter(({ effect }) => effect.verdict !== 'too-early')
      if (known.length === 0 || known.some(({ effect }) => effect.verdict === 'moved')) continue
      for (const { kpi, effect } of known)
        this.#add(subject, name, effect.verdict === 'worse' ? 'moved-worse' : 'moved-nothing', {
          kpi: results.strategy.kpis.get(kpi)?.name ?? kpi,
          periods: effect.since,
        })
    }
  }

  items(): readonly AgendaItem[] {
    const sorted = [...this.#items].map(([key, { subject, title, reasons }]) => ({
      key,
      subject,
      title,
      reasons: reasons.toSorted((a, b) => rankOf(a.code) - rankOf(b.code)),
    }))
    const rank = ({ reasons }: AgendaItem) => rankOf(reasons[0]?.code ?? 'added')
    return sorted.sort(
      (a, b) =>
        rank(a) - rank(b) ||
        b.reasons.length - a.reasons.length ||
        (a.key < b.key ? -1 : a.key > b.key ? 1 : 0),
    )
  }

  #kpi(id: Id, code: ReasonCode, facts: Facts): void {
    this.#add({ kind: 'kpi', id }, this.#titleOf({ kind: 'kpi', id }), code, facts)
  }

  #add(subject: AgendaSubject, title: string, code: ReasonCode, facts: Facts): void {
    const key = keyOf(subject)
    const item = this.#items.get(key)
    if (item) item.reasons.push({ code, facts })
    else this.#items.set(key, { subject, title, reasons: [{ code, facts }] })
  }

  /** Whether something of the strategy concerns the departments that are reviewed. */
  #isIn({ kind, id }: AgendaSubject): boolean {
    const scope = this.#scope
    const { strategy } = this.#inputs.results
    if (kind === 'kpi') return this.#kpis.has(id)
    if (!scope) return true
    if (kind === 'department') return scope.has(id)
    if (kind === 'objective') return scope.has(strategy.objectives.get(id)?.department ?? '')
    if (kind === 'initiative')
      return strategy.initiatives.get(id)?.kpis.some((kpi) => this.#kpis.has(kpi)) ?? false
    if (kind === 'measure') return [...this.#kpis].some((kpi) => strategy.kpis.get(kpi)?.measure === id)
    return false
  }

  #subjectOf(id: string): AgendaSubject {
    const { strategy } = this.#inputs.results
    const kinds = [
      ['kpi', strategy.kpis],
      ['objective', strategy.objectives],
      ['department', strategy.departments],
      ['perspective', strategy.perspectives],
      ['initiative', strategy.initiatives],
      ['measure', strategy.measures],
    ] as const
    const kind = kinds.find(([, items]) => items.has(id))?.[0] ?? 'organisation'
    return { kind, id: kind === 'organisation' ? '' : id }
  }

  #titleOf({ kind, id }: AgendaSubject): string {
    const { strategy } = this.#inputs.results
    const items = {
      kpi: strategy.kpis,
      objective: strategy.objectives,
      department: strategy.departments,
      perspective: strategy.perspectives,
      initiative: strategy.initiatives,
      measure: strategy.measures,
    }
    if (kind === 'organisation') return strategy.organisation.name
    return Object.hasOwn(items, kind) ? (items[kind as keyof typeof items].get(id)?.name ?? id) : id
  }
}
