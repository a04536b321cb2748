import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { accounts } from './migrations/0001-accounts.ts'
import { organisations } from './migrations/0002-organisations.ts'
import { webhooks } from './migrations/0003-webhooks.ts'
import { boards } from './migrations/0004-boards.ts'
import { negotiations } from './migrations/0010-negotiations.ts'
import { reviews } from './migrations/0020-reviews.ts'
import { imports } from './migrations/0040-imports.ts'
import { webhookPauses } from './migrations/0050-webhook-pauses.ts'
import type { Statements } from './statements.ts'

/** Every migration by its name; the order of the names is the order in which they run. */
export const migrations: Readonly<Record<string, Statements>> = {
  '0001-accounts': accounts,
  '0002-organisations': organisations,
  '0003-webhooks': webhooks,
  '0004-boards': boards,
  '0010-negotiations': negotiations,
  '0020-reviews': reviews,
  '0040-imports': imports,
  '0050-webhook-pauses': webhookPauses,
}

/** Turns statements into what the migrator runs. */
export function migrationOf(statements: Statements): Migration {
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db)
    },
  }
}
