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
  await using opened = new AsyncDisposableStack()
  const store = await openStore(config)
  opened.defer(() => store.close())
  const database = openDatabase(store.url)
  opened.defer(() => database.close())
  await migrate(database)
  const { clock } = config
  try {
    return await restoreArchive({ database, registry: new Registry(database, clock), clock }, lines)
  } catch (error) {
    if (error instanceof Failure) throw new StartFailure(error.message)
    throw error
  }
}
