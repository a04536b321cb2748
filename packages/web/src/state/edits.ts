import type { StrategyEdit } from '@keelson/core'
import type { EditsAnswer } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import { tell } from './notices.ts'
import { modelQuery } from './queries.ts'
import { t } from './words.ts'

/** What edits of the strategy would change; asked again whenever the strategy or the edits are others. */
export function usePlan(organisation: string, edits: readonly StrategyEdit[]) {
  const { data: model } = useQuery(modelQuery(organisation))
  const base = model?.base
  return useQuery({
    queryKey: ['of', organisation, 'plan', base, edits],
    queryFn: ({ signal }) =>
      ask<EditsAnswer>(addressOf(organisation, '/strategy/edits', { dry: true }), {
        method: 'POST',
        body: { base, edits },
        signal,
      }),
    enabled: base !== undefined && edits.length > 0,
    retry: false,
  })
}

type Change = { readonly edits: readonly StrategyEdit[]; readonly comment: string }

/** Makes edits of the strategy, says so, and offers to take them back. */
export function useApply(organisation: string) {
  const client = useQueryClient()
  const undo = async (seq: number) => {
    await ask(addressOf(organisation, '/strategy/undo'), { method: 'POST', body: { seq } })
    await client.invalidateQueries({ queryKey: ['of', organisation] })
    tell({ text: t('edits.undone') })
  }
  return useMutation({
    mutationFn: async ({ edits, comment }: Change) => {
      const { base } = await client.fetchQuery({ ...modelQuery(organisation), staleTime: 0 })
      return ask<EditsAnswer>(addressOf(organisation, '/strategy/edits'), {
        method: 'POST',
        body: { base, edits, comment },
        headers: { 'idempotency-key': crypto.randomUUID() },
      })
    },
    onSuccess: async ({ base, alignment }, { comment }) => {
      await client.invalidateQueries({ queryKey: ['of', organisation] })
      tell({
        text: t('edits.made', {
          what: comment,
          before: Math.round(alignment.before * 10) / 10,
          after: Math.round(alignment.after * 10) / 10,
        }),
        action: { name: t('edits.undo'), run: () => undo(base) },
      })
    },
  })
}
