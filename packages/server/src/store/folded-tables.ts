/** Tenant tables whose rows the events come to: what an archive holds besides the events. */
export const foldedTables = [
  'document',
  'observation',
  'period_lock',
  'membership',
  'api_token',
  'webhook',
  'negotiation_step',
  'board',
  'board_share',
  'comment',
  'telling_rule',
  'preference',
  'chat_channel',
  'calendar_feed',
] as const
