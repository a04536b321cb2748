import type { Statements } from './statements.ts'

/** Shows a table's rows to their own organisation only, whoever asks, and to nobody where none is set. */
export function secured(table: string): Statements {
  return [
    `alter table ${table} enable row level security`,
    `alter table ${table} force row level security`,
    `create policy of_organisation on ${table}
     using (org_id = nullif(current_setting('app.org_id', true), '')::uuid)
     with check (org_id = nullif(current_setting('app.org_id', true), '')::uuid)`,
  ]
}
