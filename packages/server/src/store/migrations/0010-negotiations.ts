import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

/** What happened in each negotiation, step by step; nothing is changed afterwards. */
export const negotiations: Statements = [
  `create table negotiation_step (
     org_id uuid not null,
     negotiation_id uuid not null,
     place integer not null,
     subject text not null,
     step text not null,
     seq bigint not null,
     primary key (org_id, negotiation_id, place)
   )`,
  'create unique index negotiation_step_subject on negotiation_step (org_id, subject, place)',
  'grant select, insert on negotiation_step to keelson_app',
  ...secured('negotiation_step'),
]
