import type { Statements } from '../statements.ts'

/** Since when a webhook is paused: what it is to be told waits. */
export const webhookPauses: Statements = ['alter table webhook add column paused_at timestamptz']
