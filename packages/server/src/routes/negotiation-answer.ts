import type { AgreementStanding, Effect, Negotiation, NegotiationSubject, Step, Terms } from '@keelson/core'
import {
  compareTerms,
  dayIn,
  effectOf,
  isOpen,
  measureNegotiation,
  printDay,
  readStrategy,
  standingsOf,
  whoMustAct,
  writeTerms,
} from '@keelson/core'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptNegotiation } from '../store/read/negotiation.ts'
import { finiteNumber } from './finite.ts'

/** A negotiation as lists tell it. */
export function negotiationRow({ strategy }: LiveOrganisation, { id, negotiation }: KeptNegotiation) {
  const { subject, state, version, agreements, expiresAt } = negotiation
  const isStale =
    (state === 'signed' || state === 'overridden') &&
    standingsOf(strategy, negotiation)[agreements.length - 1]?.state === 'stale'
  const { rounds, days, moved } = measureNegotiation(negotiation)
  return {
    id,
    subject,
    state: isStale ? 'stale' : state,
    version,
    mustAct: [...whoMustAct(negotiation)],
    expiresAt: isOpen(negotiation) ? instant(expiresAt) : null,
    rounds,
    days,
    moved: finiteNumber(moved),
  }
}

/** A negotiation with its history and with what the terms on the table do. */
export function negotiationAnswer(live: LiveOrganisation, kept: KeptNegotiation) {
  const { negotiation, steps } = kept
  const { seats, quorum, accepted, signed, reason, rounds, subject } = negotiation
  const last = rounds.at(-1)
  return {
    ...negotiationRow(live, kept),
    hash: last?.hash ?? null,
    seats: seats.map(({ of, people }) => ({ of, people: [...people] })),
    quorum,
    accepted: [...accepted],
    signed: [...signed],
    reason: reason ?? null,
    history: historyOf(steps),
    effect: last && isOpen(negotiation) ? effectRows(live, subject, last.terms) : [],
  }
}

/** What terms would do to the targets above; empty where they cannot be read. */
export function effectRows(live: LiveOrganisation, subject: NegotiationSubject, terms: Terms) {
  const signing = { day: live.today, by: '', signedBy: [], reason: 'offered' }
  const written = writeTerms(live.files, live.strategy, subject, terms, signing)
  if ('fault' in written) return []
  const files = live.files.map((file) => (file.name === written.file.name ? written.file : file))
  return effectOf(live.engine, readStrategy(files).strategy, subject).map(effectRow)
}

function effectRow({ parent, period, before, after, unallocated }: Effect) {
  const number = (value: number | undefined) => (value === undefined ? null : finiteNumber(value))
  return {
    kpi: parent,
    period,
    target: number((after ?? before)?.wanted),
    producedBefore: number(before?.produced),
    producedAfter: number(after?.produced),
    gapBefore: number(before?.gap),
    gapAfter: number(after?.gap),
    unallocated: number(unallocated),
    verdict: after?.verdict ?? null,
  }
}

function historyOf(steps: readonly Step[]) {
  let before: Terms | undefined
  return steps.map((step) => {
    const terms = 'terms' in step ? step.terms : undefined
    const changes = terms && before ? compareTerms(before, terms) : []
    if (terms) before = terms
    return {
      kind: step.kind,
      by: step.by,
      at: instant(step.at),
      hash: 'hash' in step ? step.hash : null,
      terms: (terms ?? null) as never,
      changes: changes.map(({ field, before: was, after }) => ({
        field,
        before: was ?? null,
        after: after ?? null,
      })),
      reason: 'reason' in step ? step.reason : null,
    }
  })
}

/** The agreements of a negotiation, each with how it stands. */
export function agreementRows(live: LiveOrganisation, { id, negotiation }: KeptNegotiation) {
  const standings = standingsOf(live.strategy, negotiation)
  return negotiation.agreements.map(({ terms, hash, at, by, signedBy, override }, place) => {
    const { state, changes } = standings[place] as AgreementStanding
    return {
      negotiation: id,
      subject: negotiation.subject,
      terms: terms as never,
      hash,
      agreedOn: printDay(dayIn(live.strategy.organisation.timeZone, at)),
      by,
      signedBy: [...signedBy],
      override: override ?? null,
      state,
      changes: changes.map(({ what, of, before, after }) => ({
        what,
        of,
        before: before ?? null,
        after: after ?? null,
      })),
    }
  })
}

/** Whether a negotiation is about a KPI. */
export function isAbout({ subject }: Negotiation, kpi: string): boolean {
  return subject.kind === 'target' ? subject.kpi === kpi : subject.from === kpi || subject.to === kpi
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
