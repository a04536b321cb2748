/** Tables whose rows belong to one organisation: forced row-level security, `org_id` first in every key. */
export const tenantTables = [
  'head',
  'event',
  'outbox',
  'idempotency',
  'document',
  'observation',
  'period_lock',
  'membership',
  'api_token',
  'webhook',
  'negotiation_step',
  'webhook_delivery',
  'board',
  'board_share',
  'comment',
] as const
