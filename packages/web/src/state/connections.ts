import type { DeliveryLog, Token, Webhook } from '@keelson/server/answers'
import { queryOptions } from '@tanstack/react-query'
import { addressOf, ask } from './ask.ts'
import type { MessageId } from './words.ts'

export const tokensQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'tokens'],
    queryFn: ({ signal }) => ask<Token[]>(addressOf(organisation, '/tokens'), { signal }),
  })

export const webhooksQuery = (organisation: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'webhooks'],
    queryFn: ({ signal }) => ask<Webhook[]>(addressOf(organisation, '/webhooks'), { signal }),
  })

/** What was sent to a webhook. An attempt is no event of the organisation, so it is asked for again and again. */
export const deliveriesQuery = (organisation: string, webhook: string) =>
  queryOptions({
    queryKey: ['of', organisation, 'webhooks', webhook],
    queryFn: ({ signal }) =>
      ask<DeliveryLog>(addressOf(organisation, `/webhooks/${webhook}/deliveries`, { limit: 50 }), { signal }),
    refetchInterval: 3000,
  })

export type Right = Token['scopes'][number]

/** What tokens may be allowed, in words. */
export const rightWords: Readonly<Record<Right, MessageId>> = {
  read: 'connections.read',
  discuss: 'connections.discuss',
  'record-values': 'connections.recordValues',
  'edit-strategy': 'connections.editStrategy',
  'lock-periods': 'connections.lockPeriods',
  'manage-members': 'connections.manageMembers',
  'manage-connectors': 'connections.manageConnectors',
  'read-audit': 'connections.readAudit',
}
