import type { Config } from './start.ts'

/** Where the tables are, and how to let go of them. */
export type Store = {
  readonly url: string
  /** Settles when the embedded server has ended by itself. */
  readonly died: Promise<void>
  close(): Promise<void>
}

/** The PostgreSQL server of the configuration, or the embedded one. */
export async function openStore({ databaseUrl }: Config): Promise<Store> {
  if (databaseUrl !== undefined)
    return { url: databaseUrl, died: new Promise(() => {}), close: async () => {} }
  throw new Error('no embedded server yet')
}
