import type { Id, Strategy } from '../strategy/model.ts'
import type { Negotiation } from './negotiation.ts'
import type { Terms, WrittenAmount } from './terms.ts'

/** How a negotiation went (rule B13). */
export type NegotiationMeasures = {
  readonly rounds: number
  /** From the first offer to the last step. */
  readonly days: number
  /** What was offered first and last, where both say it in one way; the share that the last moved from the first. */
  readonly first: WrittenAmount | undefined
  readonly last: WrittenAmount | undefined
  /** NaN where the two are not both plain numbers, or the first is 0. */
  readonly moved: number
}

export function measureNegotiation({ rounds, startedAt, movedAt }: Negotiation): NegotiationMeasures {
  const [first, last] = [rounds[0], rounds.at(-1)].map((round) => round && amountOf(round.terms))
  const isNumber = typeof first === 'number' && typeof last === 'number' && first !== 0
  return {
    rounds: rounds.length,
    days: rounds.length === 0 ? 0 : (movedAt - startedAt) / 86_400_000,
    first,
    last,
    moved: isNumber ? ((last as number) - (first as number)) / Math.abs(first as number) : Number.NaN,
  }
}

function amountOf({ value, change, share }: Terms): WrittenAmount | undefined {
  const written = value ?? change ?? share
  const number = Number(written)
  return typeof written === 'string' && written.trim() !== '' && Number.isFinite(number) ? number : written
}

/** How many targets there are, and how many of them both sides signed (rule B13). */
export function shareAgreed(
  { kpis, organisation: { calendar } }: Strategy,
  negotiations: readonly Negotiation[],
): { readonly targets: number; readonly agreed: number } {
  const signed = new Set(
    negotiations.flatMap(({ subject, agreements }) => {
      const last = agreements.at(-1)
      const isTwoSided = last !== undefined && last.override === undefined
      return subject.kind === 'target' && isTwoSided ? [key(subject.kpi, subject.period)] : []
    }),
  )
  const all = [...kpis.values()].flatMap(({ id, targets }) =>
    targets.map(({ period }) => key(id, calendar.name(period.grain, period.ordinal))),
  )
  return { targets: all.length, agreed: all.filter((one) => signed.has(one)).length }
}

function key(kpi: Id, period: string): string {
  return `${kpi}\n${period}`
}
