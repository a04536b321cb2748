import { createHash } from 'node:crypto'
import type { NegotiationSubject, Strategy } from '@keelson/core'
import { dayIn, isOpen, printDay, standingsOf, whoMustAct } from '@keelson/core'
import { canonical } from '../../store/canonical.ts'
import type { KeptNegotiation } from '../../store/read/negotiation.ts'
import { negotiationsOf } from '../../store/read/negotiation.ts'
import type { Matter, Source, View } from '../matter.ts'
import { membersWho } from '../matter.ts'

/** Whoever must accept or sign is told of the offer, and every side of an agreement that has gone stale. */
export const negotiationSource: Source = {
  sorts: ['offer-waits', 'agreement-stale'],
  isStanding: true,
  isSlow: false,
  async find(view) {
    const kept = await negotiationsOf(view.tenant, view.live.orgId)
    return kept.flatMap((one) => (isOpen(one.negotiation) ? waiting(view, one) : stale(view, one)))
  },
}

function waiting(view: View, { id, negotiation }: KeptNegotiation): readonly Matter[] {
  const { strategy } = view.live
  const { rounds, state, subject, expiresAt } = negotiation
  const by = rounds.at(-1)?.by ?? ''
  const step = state === 'agreed' ? 'sign' : 'answer'
  return whoMustAct(negotiation).flatMap((person) =>
    membersWho(view, person).map(({ userId }) => ({
      userId,
      sort: 'offer-waits' as const,
      matter: `offer-waits ${id} ${rounds.length} ${step}`,
      subject: `negotiation:${id}`,
      facts: {
        name: subjectName(strategy, subject),
        step,
        by: strategy.people.get(by)?.name ?? by,
        until: printDay(dayIn(strategy.organisation.timeZone, expiresAt)),
      },
      address: `/agreements/${id}`,
    })),
  )
}

function stale(view: View, { id, negotiation }: KeptNegotiation): readonly Matter[] {
  const { strategy } = view.live
  const { state, agreements, subject } = negotiation
  const last = agreements.at(-1)
  if (!last || (state !== 'signed' && state !== 'overridden')) return []
  const standing = standingsOf(strategy, negotiation).at(-1)
  if (standing?.state !== 'stale') return []
  const changes = standing.changes.map(({ before, after, ...what }) => ({
    ...what,
    before: before ?? null,
    after: after ?? null,
  }))
  const what = createHash('sha256').update(canonical(changes)).digest('hex').slice(0, 12)
  return [...new Set([last.by, ...last.signedBy])].flatMap((person) =>
    membersWho(view, person).map(({ userId }) => ({
      userId,
      sort: 'agreement-stale' as const,
      matter: `agreement-stale ${id} ${agreements.length} ${what}`,
      subject: `negotiation:${id}`,
      facts: {
        name: subjectName(strategy, subject),
        what: [...new Set(standing.changes.map((change) => nameOf(strategy, change.of)))].join(', '),
      },
      address: `/agreements/${id}`,
    })),
  )
}

/** What is negotiated, by the names of the strategy. */
export function subjectName(strategy: Strategy, subject: NegotiationSubject): string {
  if (subject.kind === 'target') return `${nameOf(strategy, subject.kpi)}, ${subject.period}`
  return `${nameOf(strategy, subject.from)} → ${nameOf(strategy, subject.to)}`
}

function nameOf({ kpis, measures, initiatives }: Strategy, id: string): string {
  return (kpis.get(id) ?? measures.get(id) ?? initiatives.get(id))?.name ?? id
}
