import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

/** Where events are told to, and each telling: what is to be sent, when, and what came of it. */
export const webhooks: Statements = [
  `create table webhook (
     org_id uuid not null,
     webhook_id uuid not null,
     url text not null,
     kinds text[],
     sealed_secret bytea not null,
     key_id text not null,
     created_at timestamptz not null,
     deleted_at timestamptz,
     seq bigint not null,
     primary key (org_id, webhook_id)
   )`,
  `create table webhook_delivery (
     org_id uuid not null,
     delivery_id uuid not null,
     webhook_id uuid not null,
     seq bigint not null,
     kind text not null,
     state text not null,
     attempts integer not null,
     due_at timestamptz not null,
     created_at timestamptz not null,
     answer_status integer,
     fault text,
     primary key (org_id, delivery_id)
   )`,
  `create index webhook_delivery_due on webhook_delivery (org_id, due_at) where state = 'waiting'`,
  'create index webhook_delivery_log on webhook_delivery (org_id, webhook_id, created_at, seq, delivery_id)',
  ...['webhook', 'webhook_delivery'].flatMap(secured),
  'grant select, insert, update, delete on webhook, webhook_delivery to keelson_app',
]
