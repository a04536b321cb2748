import { findAccount } from './postgres/account.ts'
import { findBinaries } from './postgres/binaries.ts'
import { PostgresFailure } from './postgres/failure.ts'
import type { Config } from './start.ts'
import { openDatabase } from './store/database.ts'
import { serverVersion } from './store/read/health.ts'

export type Diagnosis = { readonly isUsable: boolean; readonly text: string }

const oldest = 15

/** Looks whether the store of a configuration can be used, without starting or changing anything. */
export async function diagnoseStore({
  databaseUrl,
  postgresBin,
  folder,
}: Pick<Config, 'databaseUrl' | 'postgresBin' | 'folder'>): Promise<Diagnosis> {
  return databaseUrl === undefined ? embedded(folder, postgresBin) : given(databaseUrl)
}

async function embedded(folder: string, postgresBin: string | undefined): Promise<Diagnosis> {
  try {
    const { version } = await findBinaries(folder, await findAccount(), postgresBin)
    return { isUsable: true, text: `The embedded PostgreSQL ${version} runs here` }
  } catch (error) {
    if (error instanceof PostgresFailure) return { isUsable: false, text: error.message }
    throw error
  }
}

async function given(url: string): Promise<Diagnosis> {
  const { host } = new URL(url)
  const database = openDatabase(url, 1)
  try {
    const version = await serverVersion(database)
    const isUsable = version >= oldest
    const text = `PostgreSQL ${version} answers on ${host}`
    return { isUsable, text: isUsable ? text : `${text}; Keelson wants ${oldest} or newer.` }
  } catch (error) {
    return { isUsable: false, text: `PostgreSQL on ${host} cannot be used: ${(error as Error).message}.` }
  } finally {
    await database.close()
  }
}
