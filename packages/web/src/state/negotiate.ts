import type { Effect, Negotiation, NegotiationRow } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import { meQuery } from './queries.ts'

export type Subject = NegotiationRow['subject']
export type Terms = NonNullable<Negotiation['history'][number]['terms']>
export type Step = {
  readonly kind:
    | 'counter-offer'
    | 'accept'
    | 'sign-off'
    | 'decline'
    | 'withdraw'
    | 'escalate'
    | 'override'
    | 'offer'
  readonly terms?: Terms
  readonly hash?: string
  readonly reason?: string
}

/** The person of the strategy that one is in an organisation. */
export function usePerson(organisation: string): string | null | undefined {
  const { data } = useQuery(meQuery)
  return data?.organisations.find(({ slug }) => slug === organisation)?.person
}

/** What terms would do to the targets above them. */
export function useEffectOf(organisation: string, subject: Subject, terms: Terms | undefined) {
  return useQuery({
    queryKey: ['of', organisation, 'effect', subject, terms],
    queryFn: ({ signal }) =>
      ask<Effect[]>(addressOf(organisation, '/negotiations/effect'), {
        method: 'POST',
        body: { subject, terms },
        signal,
      }),
    enabled: terms !== undefined,
    retry: false,
  })
}

/** Begins a negotiation with an offer, or offers again. */
export function useOffer(organisation: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { subject: Subject; terms: Terms }) =>
      ask<Negotiation>(addressOf(organisation, '/negotiations'), {
        method: 'POST',
        body,
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
}

/** Takes a negotiation on. What was not seen is not agreed to: the step names the version it answers. */
export function useStep(organisation: string, { id, version }: Negotiation) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (step: Step) =>
      ask<Negotiation>(addressOf(organisation, `/negotiations/${id}/steps`), {
        method: 'POST',
        body: step,
        headers: { 'idempotency-key': crypto.randomUUID(), 'if-match': `"${version}"` },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
}
