import type { Statements } from '../statements.ts'

/** People and their sessions: of no organisation, read before one is known. */
export const accounts: Statements = [
  `do $$ begin
     if not exists (select from pg_roles where rolname = 'keelson_app') then create role keelson_app nologin; end if;
   end $$`,
  'grant keelson_app to current_user',
  `create table account (
     user_id uuid not null,
     email text not null,
     name text not null,
     password_hash text,
     issuer text,
     subject text,
     created_at timestamptz not null,
     disabled_at timestamptz,
     primary key (user_id)
   )`,
  'create unique index account_email on account (lower(email))',
  'create unique index account_subject on account (issuer, subject)',
  `create table session (
     token_hash bytea not null,
     user_id uuid not null,
     created_at timestamptz not null,
     used_at timestamptz not null,
     signed_in_at timestamptz not null,
     expires_at timestamptz not null,
     primary key (token_hash)
   )`,
  'create index session_account on session (user_id)',
  `create table invitation (
     token_hash bytea not null,
     user_id uuid not null,
     expires_at timestamptz not null,
     primary key (token_hash)
   )`,
  `create table setting (name text not null, value text not null, primary key (name))`,
]
