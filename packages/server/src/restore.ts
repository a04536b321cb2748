import type { Restored } from './commands/restore.ts'
import { restoreArchive } from './commands/restore.ts'
import { Failure } from './errors.ts'
import { Registry } from './live/registry.ts'
import { openStore } from './open-store.ts'
import type { Config } from './start.ts'
import { StartFailure } from './start-failure.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'

/** Makes an organisation from an archive in a store that no server is serving; throws `StartFailure` where it cannot be. */
export async function restore(config: Config, lines: AsyncIterable<string>): Promise<Restored> {
  const store = await openStore(config)
  const database = openDatabase(store.url)
  try {
    await migrate(database)
    const { clock } = config
    return await restoreArchive({ database, registry: new Registry(database, clock), clock }, lines)
  } catch (error) {
    if (error instanceof Failure) throw new StartFailure(error.message)
    throw error
  } finally {
    await database.close()
    await store.close()
  }
}
