import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

/** Later tables are secured by the migration that makes them. */
const tables = [
  'head',
  'event',
  'outbox',
  'idempotency',
  'document',
  'observation',
  'period_lock',
  'membership',
  'api_token',
]

/** What an organisation holds. Rows of definitions, observations and events are added and never changed. */
export const organisations: Statements = [
  `create table organisation (
     org_id uuid not null,
     slug text not null,
     is_demo boolean not null,
     created_at timestamptz not null,
     primary key (org_id)
   )`,
  'create unique index organisation_slug on organisation (slug)',
  `create table head (
     org_id uuid not null,
     seq bigint not null,
     hash bytea not null,
     halted text,
     primary key (org_id)
   )`,
  `create table event (
     org_id uuid not null,
     seq bigint not null,
     at timestamptz not null,
     actor text not null,
     kind text not null,
     payload text not null,
     previous bytea not null,
     hash bytea not null,
     primary key (org_id, seq)
   )`,
  `create table outbox (
     org_id uuid not null,
     seq bigint not null,
     kind text not null,
     created_at timestamptz not null,
     primary key (org_id, seq)
   )`,
  `create table idempotency (
     org_id uuid not null,
     principal text not null,
     route text not null,
     key text not null,
     body_hash bytea not null,
     status integer not null,
     answer text not null,
     created_at timestamptz not null,
     primary key (org_id, principal, route, key)
   )`,
  `create table document (
     org_id uuid not null,
     path text not null,
     seq bigint not null,
     text text,
     primary key (org_id, path, seq)
   )`,
  `create table observation (
     org_id uuid not null,
     measure text not null,
     ordinal integer not null,
     seq bigint not null,
     place integer not null,
     value double precision not null,
     recorded integer not null,
     entered integer not null,
     source text,
     note text,
     source_seq bigint,
     reason text,
     primary key (org_id, measure, ordinal, seq, place)
   )`,
  'create index observation_seq on observation (org_id, seq)',
  `create table period_lock (
     org_id uuid not null,
     last_day integer not null,
     seq bigint not null,
     reason text not null,
     primary key (org_id, seq)
   )`,
  `create table membership (
     org_id uuid not null,
     user_id uuid not null,
     roles text[] not null,
     person text,
     department text,
     seq bigint not null,
     primary key (org_id, user_id)
   )`,
  `create table api_token (
     org_id uuid not null,
     token_id uuid not null,
     user_id uuid not null,
     token_hash bytea not null,
     name text not null,
     scopes text[] not null,
     created_at timestamptz not null,
     expires_at timestamptz not null,
     revoked_at timestamptz,
     primary key (org_id, token_id)
   )`,
  'create unique index api_token_hash on api_token (org_id, token_hash)',
  ...tables.flatMap(secured),
  'grant usage on schema public to keelson_app',
  'grant select, insert on event, document, observation to keelson_app',
  'grant select, insert, update, delete on head, outbox, idempotency, period_lock, membership, api_token to keelson_app',
]
