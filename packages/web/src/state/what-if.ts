import type { Sought, WhatIf } from '@keelson/server/answers'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'

/** Drivers with the per cent by which each changes. */
export type Changes = Readonly<Record<string, number>>

/** The changes that an address holds, such as `dealer-sales:10,online-sales:-5`. */
export function changesIn(text: string | undefined): Changes {
  return Object.fromEntries(
    (text ?? '').split(',').flatMap((part) => {
      const [measure = '', number] = part.split(':')
      const per = Number(number)
      return measure === '' || !Number.isFinite(per) ? [] : [[measure, Math.max(-100, Math.min(1000, per))]]
    }),
  )
}

export function printChanges(changes: Changes): string | undefined {
  const text = Object.entries(changes)
    .map(([measure, per]) => `${measure}:${per}`)
    .join(',')
  return text === '' ? undefined : text
}

/** What would come of changed drivers; of none what there is to change. */
export const whatIfQuery = (organisation: string, changes: Changes) => {
  const body = {
    changes: Object.entries(changes)
      .filter(([, per]) => per !== 0)
      .map(([measure, per]) => ({ measure, change: per / 100 })),
  }
  return queryOptions({
    queryKey: ['of', organisation, 'what-if', body],
    queryFn: ({ signal }) =>
      ask<WhatIf>(addressOf(organisation, '/what-if'), { method: 'POST', body, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

export function askSeek(
  organisation: string,
  kpi: string,
  levers: readonly string[],
  most: number,
): Promise<Sought> {
  return ask<Sought>(addressOf(organisation, '/what-if/seek'), {
    method: 'POST',
    body: { kpi, levers, most },
  })
}
