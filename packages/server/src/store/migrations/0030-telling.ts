import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

const folded = ['telling_rule', 'preference', 'chat_channel', 'calendar_feed']
const own = ['notice', 'notice_delivery', 'check_in_link']

/**
 * How people are told, which events say; and what they were told, which follows from how things stand: notices, each
 * sending of one, and the links by which a value is handed in.
 */
export const telling: Statements = [
  `create table telling_rule (
     org_id uuid not null,
     settings text not null,
     seq bigint not null,
     primary key (org_id)
   )`,
  `create table preference (
     org_id uuid not null,
     user_id uuid not null,
     settings text not null,
     seq bigint not null,
     primary key (org_id, user_id)
   )`,
  `create table chat_channel (
     org_id uuid not null,
     channel_id uuid not null,
     name text not null,
     format text not null,
     host text not null,
     sealed_url bytea not null,
     key_id text not null,
     sorts text[] not null,
     created_at timestamptz not null,
     deleted_at timestamptz,
     seq bigint not null,
     primary key (org_id, channel_id)
   )`,
  `create table calendar_feed (
     org_id uuid not null,
     feed_id uuid not null,
     user_id uuid not null,
     token_hash bytea not null,
     created_at timestamptz not null,
     revoked_at timestamptz,
     primary key (org_id, feed_id)
   )`,
  'create unique index calendar_feed_hash on calendar_feed (org_id, token_hash)',
  `create table notice (
     org_id uuid not null,
     notice_id uuid not null,
     key text not null,
     user_id uuid not null,
     matter text not null,
     sort text not null,
     subject text not null,
     facts text not null,
     address text not null,
     at timestamptz not null,
     read_at timestamptz,
     ended_at timestamptz,
     is_routed boolean not null,
     digest text,
     primary key (org_id, notice_id)
   )`,
  'create unique index notice_key on notice (org_id, key)',
  'create index notice_inbox on notice (org_id, user_id, at, notice_id)',
  'create index notice_open on notice (org_id, sort) where ended_at is null',
  'create index notice_unrouted on notice (org_id) where not is_routed',
  'create index notice_digest on notice (org_id, digest) where digest is not null',
  `create table notice_delivery (
     org_id uuid not null,
     delivery_id uuid not null,
     key text not null,
     kind text not null,
     user_id uuid,
     channel_id uuid,
     notice_id uuid,
     state text not null,
     attempts integer not null,
     due_at timestamptz not null,
     created_at timestamptz not null,
     fault text,
     primary key (org_id, delivery_id)
   )`,
  'create unique index notice_delivery_key on notice_delivery (org_id, key)',
  `create index notice_delivery_due on notice_delivery (org_id, due_at)
   where state in ('waiting', 'claimed', 'sending')`,
  `create table check_in_link (
     org_id uuid not null,
     delivery_id uuid not null,
     token_hash bytea not null,
     user_id uuid not null,
     measure text not null,
     ordinal integer not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     used_at timestamptz,
     primary key (org_id, delivery_id)
   )`,
  'create unique index check_in_link_hash on check_in_link (org_id, token_hash)',
  ...[...folded, ...own].flatMap(secured),
  `grant select, insert, update, delete on ${[...folded, ...own].join(', ')} to keelson_app`,
]
