import { Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrationOf, migrations } from './migrations.ts'

/** Brings the tables up to date. All that is pending runs in one transaction: a kill in the middle leaves the old state. */
export async function migrate({ shared }: Database): Promise<readonly string[]> {
  const entries = Object.entries(migrations).map(([name, statements]) => [name, migrationOf(statements)])
  const migrator = new Migrator({
    db: shared,
    provider: { getMigrations: async () => Object.fromEntries(entries) },
  })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).map(({ migrationName }) => migrationName)
}
