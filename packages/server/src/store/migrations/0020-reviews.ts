import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

/** What happened in each review, step by step, and what was seen there; nothing is changed afterwards. */
export const reviews: Statements = [
  `create table review_step (
     org_id uuid not null,
     review_id uuid not null,
     place integer not null,
     subject text not null,
     step text not null,
     seq bigint not null,
     primary key (org_id, review_id, place)
   )`,
  'create unique index review_step_subject on review_step (org_id, subject, place)',
  'grant select, insert on review_step to keelson_app',
  ...secured('review_step'),
  `create table review_snapshot (
     org_id uuid not null,
     review_id uuid not null,
     seq bigint not null,
     hash text not null,
     content text not null,
     primary key (org_id, review_id, seq)
   )`,
  'grant select, insert on review_snapshot to keelson_app',
  ...secured('review_snapshot'),
]
