import { secured } from '../row-security.ts'
import type { Statements } from '../statements.ts'

/** Imports of sheets, and for some days what was in the files. */
export const imports: Statements = [
  `create table import (
     org_id uuid not null,
     import_id uuid not null,
     name text not null,
     sha256 text not null,
     author text not null,
     created_at timestamptz not null,
     state text not null,
     mapping text,
     accounting text,
     values_seq bigint,
     seq bigint not null,
     primary key (org_id, import_id)
   )`,
  'create index import_order on import (org_id, created_at)',
  `create table import_file (
     org_id uuid not null,
     import_id uuid not null,
     content bytea not null,
     rejected bytea,
     kept_until timestamptz not null,
     primary key (org_id, import_id)
   )`,
  ...['import', 'import_file'].flatMap(secured),
  'grant select, insert, update on import to keelson_app',
  'grant select, insert, update, delete on import_file to keelson_app',
]
