/** Tenant tables whose rows the events come to: what an archive holds besides the events. */
export const foldedTables = [
  'document',
  'observation',
  'period_lock',
  'membership',
  'api_token',
  'webhook',
  'negotiation_step',
  'review_step',
  'review_snapshot',
  'board',
  'board_share',
  'comment',
  'import',
] as const
