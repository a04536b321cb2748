import type { StrategyEdit } from '@keelson/core'
import type { Smart, SmartTargets } from '@keelson/server/answers'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'

/** What a target sentence says, letter by letter. */
export const smartQuery = (organisation: string, sentence: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'smart', sentence],
    queryFn: ({ signal }) =>
      ask<Smart>(addressOf(organisation, '/smart'), { method: 'POST', body: { sentence }, signal }),
    enabled: sentence.trim() !== '',
    placeholderData: keepPreviousData,
    retry: false,
  })

export const smartTargetsQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'smart-targets'],
    queryFn: ({ signal }) => ask<SmartTargets>(addressOf(organisation, '/smart'), { signal }),
  })

export function editsOfSmart({ edit }: Smart): readonly StrategyEdit[] {
  return edit === null ? [] : [edit as StrategyEdit]
}
