import type {
  AlignmentAnswer,
  Explanation,
  KpiAnswer,
  Me,
  Overview,
  Scorecard,
} from '@keelson/server/answers'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'

export type Grouping = Scorecard['by']
export type Moment = { readonly period?: string | undefined; readonly asOf?: string | undefined }

/** Everything asked of an organisation is kept under `['of', organisation, …]`, so that a change can renew all of it. */
function of<Answer>(
  organisation: string,
  path: string,
  parameters: Readonly<Record<string, string | number | boolean | undefined>> = {},
) {
  const address = addressOf(organisation, path, parameters)
  return queryOptions({
    queryKey: ['of', organisation, address],
    queryFn: ({ signal }) => ask<Answer>(address, { signal }),
  })
}

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: ({ signal }) => ask<Me>('/session', { signal }),
  staleTime: 60_000,
  retry: false,
})

export const overviewQuery = (organisation: string) => of<Overview>(organisation, '')

export const scorecardQuery = (organisation: string, by: Grouping, { period, asOf }: Moment = {}) =>
  of<Scorecard>(organisation, '/scorecard', { by, period, asOf })

export const kpiQuery = (organisation: string, kpi: string, asOf?: string, periods = 37) =>
  of<KpiAnswer>(organisation, `/kpis/${encodeURIComponent(kpi)}`, { asOf, periods })

export const alignmentQuery = (organisation: string, asOf?: string) =>
  of<AlignmentAnswer>(organisation, '/alignment', { asOf, limit: 1000 })

export const explanationQuery = (
  organisation: string,
  kind: string,
  id: string | undefined,
  { period, asOf }: Moment = {},
) => of<Explanation>(organisation, '/explanation', { kind, id, period, asOf, depth: 6 })
