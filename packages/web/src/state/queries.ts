import type {
  ActionRow,
  AgendaAnswer,
  Agreements,
  AlignmentAnswer,
  AlignmentTrend,
  Cascade,
  CheckIns,
  Explanation,
  Files,
  KpiAnswer,
  KpiOutlook,
  Me,
  Member,
  Model,
  Negotiation,
  NegotiationRow,
  Outlooks,
  Overview,
  ProposalAnswer,
  ReviewAnswer,
  ReviewRow,
  Scorecard,
  StrategyMap,
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
  of<Scorecard>(organisation, '/scorecard', { by, period, asOf, detail: true })

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

export const trendQuery = (organisation: string) => of<AlignmentTrend>(organisation, '/alignment/trend')

export const modelQuery = (organisation: string) => of<Model>(organisation, '/strategy/model')

export const cascadeQuery = (organisation: string, asOf?: string) =>
  of<Cascade>(organisation, '/cascade', { asOf })

export const mapQuery = (organisation: string, asOf?: string) =>
  of<StrategyMap>(organisation, '/map', { asOf })

export const kpiOutlookQuery = (organisation: string, kpi: string, asOf?: string) =>
  of<KpiOutlook>(organisation, `/kpis/${encodeURIComponent(kpi)}/outlook`, { asOf })

export const outlooksQuery = (organisation: string) => of<Outlooks>(organisation, '/outlook')

export const checkInsQuery = (organisation: string) => of<CheckIns>(organisation, '/check-ins')

export const negotiationsQuery = (organisation: string, kpi?: string) =>
  of<NegotiationRow[]>(organisation, '/negotiations', { kpi })

export const negotiationQuery = (organisation: string, id: string) =>
  of<Negotiation>(organisation, `/negotiations/${id}`)

export const agreementsQuery = (organisation: string) => of<Agreements>(organisation, '/agreements')

export const reviewsQuery = (organisation: string) => of<{ reviews: ReviewRow[] }>(organisation, '/reviews')

export const reviewQuery = (organisation: string, id: string) =>
  of<ReviewAnswer>(organisation, `/reviews/${id}`)

export const agendaQuery = (organisation: string, cycle: string, period: string) =>
  of<AgendaAnswer>(organisation, '/agenda', { cycle, period })

export const actionsQuery = (organisation: string, kpi?: string) =>
  of<ActionRow[]>(organisation, '/actions', { kpi })

export const proposalQuery = (organisation: string, kpi: string) =>
  of<ProposalAnswer>(organisation, `/kpis/${encodeURIComponent(kpi)}/proposal`)

export const strategyFilesQuery = (organisation: string) => of<Files>(organisation, '/strategy/files')

export const strategyFileQuery = (organisation: string, path: string) =>
  of<Files>(organisation, '/strategy/files', { path })

export const membersQuery = (organisation: string) => of<Member[]>(organisation, '/members')
