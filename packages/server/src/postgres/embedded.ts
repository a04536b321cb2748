import { chmod, chown, mkdir, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { checkReach, findAccount } from './account.ts'
import { findBinaries } from './binaries.ts'
import { clusterFolder, ensureCluster, prepareCluster, readPassword } from './cluster.ts'
import { ensureDatabase, urlOf } from './connect.ts'
import { explainFile, explainOutput, type PostgresFailure } from './failure.ts'
import { adopt, launch, type Start } from './launch.ts'
import { takeLock } from './lock.ts'
import { type Log, openLog } from './log.ts'
import { isServing, type Postmaster, stopPostmaster } from './postmaster.ts'
import type { Account } from './run.ts'

/** A running PostgreSQL that belongs to this process alone. */
export type Embedded = {
  /** The address of the database `keelson` for `pg`, with the superuser's password in it. */
  readonly url: string
  /** The process of PostgreSQL. */
  readonly pid: number
  /** The data directory of Keelson, a real path. */
  readonly folder: string
  /** Whether its data were made by this start, were there, or were still being served by a PostgreSQL left behind. */
  readonly origin: 'created' | 'started' | 'adopted'
  /** Resolves, with what its log says, when PostgreSQL ends unasked; never rejects, and keeps no process alive. */
  readonly died: Promise<PostgresFailure>
  /** Stops PostgreSQL and gives the directory back, also after it died; a second call waits for the first. */
  readonly stop: () => Promise<void>
}

/** What to start: `folder` is Keelson's data directory, `binaries` the bin folder of a PostgreSQL of the machine's own. */
export type EmbeddedOptions = {
  readonly folder: string
  readonly binaries?: string
  readonly log?: (line: string) => void
  readonly signal?: AbortSignal
}

const watchMs = 250

/**
 * Starts PostgreSQL on the data directory, or goes on with the one that a killed Keelson left running there, and gives
 * it when it takes connections. Throws a `PostgresFailure` that says what to do, or the reason of an aborted signal.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { signal, log: say = () => {} } = options
  signal?.throwIfAborted()
  const account = await findAccount()
  const folder = await prepareFolder(resolve(options.folder), account)
  const lock = await takeLock(folder)
  let log: Log | undefined
  try {
    const binaries = await findBinaries(folder, account, options.binaries)
    const site = { folder, binaries, account, signal }
    const isNew = await ensureCluster(site)
    if (isNew) say(`Made the data of PostgreSQL ${binaries.version} in ${clusterFolder(folder)}.`)
    await prepareCluster(site)
    const password = await readPassword(folder)
    log = openLog(join(folder, 'postgres.log'))
    const start: Start = { cluster: clusterFolder(folder), binaries, account, password, log, say, signal }
    const adopted = await adopt(start)
    const server = adopted ?? (await launch(start))
    const origin = adopted ? 'adopted' : isNew ? 'created' : 'started'
    const release = (): void => {
      log?.close()
      lock.release()
    }
    const embedded = {
      url: urlOf({ ...server, password }),
      folder,
      origin,
      ...guard(start, server, release),
    } as const
    try {
      await ensureDatabase({ ...server, password })
      signal?.throwIfAborted()
    } catch (error) {
      await embedded.stop()
      throw error
    }
    return embedded
  } catch (error) {
    log?.close()
    lock.release()
    throw error
  }
}

/** Makes the data directory, passable for the account that PostgreSQL runs as. */
async function prepareFolder(wanted: string, account: Account | undefined): Promise<string> {
  try {
    await mkdir(wanted, { recursive: true })
    const folder = await realpath(wanted)
    if (!account) return folder
    const { uid, mode } = await stat(folder)
    if (uid === 0 && (mode & 0o011) === 0) {
      await chown(folder, 0, account.gid)
      await chmod(folder, 0o710)
    }
    await checkReach(folder, account)
    return folder
  } catch (error) {
    throw explainFile(error, wanted)
  }
}

/** Watches a ready PostgreSQL, and stops it when asked. */
function guard(
  { cluster, binaries, account, log }: Start,
  { pid }: Postmaster,
  release: () => void,
): Pick<Embedded, 'pid' | 'died' | 'stop'> {
  const begun = log.position()
  const { promise: died, resolve: tell } = Promise.withResolvers<PostgresFailure>()
  // A PostgreSQL that was adopted is no child, so its end is not told but looked for.
  const timer = setInterval(async () => {
    if (await isServing(pid, cluster)) return
    if (stopping) return
    clearInterval(timer)
    tell(
      explainOutput(log.since(begun), cluster, {
        code: 'died',
        sentence: `PostgreSQL, process ${pid}, ended while Keelson used it; a new start recovers its data.`,
      }),
    )
  }, watchMs)
  timer.unref()
  let stopping: Promise<void> | undefined
  const stop = async (): Promise<void> => {
    clearInterval(timer)
    try {
      await stopPostmaster(pid, cluster, binaries.bin, account)
    } finally {
      release()
    }
  }
  return {
    pid,
    died,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
  }
}
