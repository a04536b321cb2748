import { startEmbedded } from './postgres/embedded.ts'
import { PostgresFailure } from './postgres/failure.ts'
import type { Config } from './start.ts'
import { StartFailure } from './start-failure.ts'

/** Where the tables are, and how to let go of them. */
export type Store = {
  readonly url: string
  /** Settles when the embedded server has ended by itself. */
  readonly died: Promise<unknown>
  close(): Promise<void>
}

/** The PostgreSQL server of the configuration, or the embedded one. */
export async function openStore({ databaseUrl, folder, postgresBin, log }: Config): Promise<Store> {
  if (databaseUrl !== undefined)
    return { url: databaseUrl, died: new Promise(() => {}), close: async () => {} }
  try {
    const options = { folder, log, ...(postgresBin !== undefined && { binaries: postgresBin }) }
    const { url, died, stop } = await startEmbedded(options)
    return { url, died, close: stop }
  } catch (error) {
    if (error instanceof PostgresFailure) throw new StartFailure(error.message)
    throw error
  }
}
