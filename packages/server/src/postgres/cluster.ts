import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  lchown,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises'
import { join } from 'node:path'
import { type Binaries, program } from './binaries.ts'
import { explainFile, explainOutput, PostgresFailure } from './failure.ts'
import { type Account, run } from './run.ts'

/** The superuser and the database of the embedded PostgreSQL. */
export const owner = 'keelson'

const passwordFile = 'keelson.password'
const attemptPrefix = 'postgres.new-'

type Site = {
  /** The data directory of Keelson; the cluster lies in its folder `postgres`. */
  readonly folder: string
  readonly binaries: Binaries
  readonly account: Account | undefined
  readonly signal: AbortSignal | undefined
}

/** The folder of PostgreSQL's data below the data directory. */
export function clusterFolder(folder: string): string {
  return join(folder, 'postgres')
}

/**
 * Makes the cluster where there is none, and gives whether it did. It is made aside and renamed when it is complete and
 * on disk, so an end at any moment leaves either a whole cluster or a folder that the next start removes.
 */
export async function ensureCluster(site: Site): Promise<boolean> {
  const cluster = clusterFolder(site.folder)
  try {
    await removeAttempts(site.folder)
    const entries = await readdir(cluster).catch((): string[] => [])
    if (entries.includes('PG_VERSION')) return false
    if (entries.length > 0) {
      throw new PostgresFailure(
        'cluster-foreign',
        `${cluster} holds files, but no data of PostgreSQL. Move them away, or choose another data directory.`,
      )
    }
    await createCluster(site, cluster)
    return true
  } catch (error) {
    if (site.signal?.aborted) throw error
    throw explainFile(error, cluster)
  }
}

async function createCluster({ folder, binaries, account, signal }: Site, cluster: string): Promise<void> {
  const attempt = await mkdtemp(join(folder, attemptPrefix))
  const made = join(attempt, 'cluster')
  const password = randomBytes(24).toString('base64url')
  const handed = join(attempt, 'password')
  await writeDurably(handed, `${password}\n`)
  await mkdir(made, { mode: 0o700 })
  if (account) await Promise.all([attempt, made, handed].map((path) => chown(path, account.uid, account.gid)))
  const locale =
    binaries.major >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8']
  const { exit, output } = await run(
    program(binaries.bin, 'initdb'),
    [
      ...['-D', made, '-U', owner, '-E', 'UTF8', ...locale],
      ...['-A', 'scram-sha-256', `--pwfile=${handed}`, '--data-checksums', '--no-instructions'],
    ],
    { account, signal, cwd: folder },
  )
  if (exit !== 0) {
    await rm(attempt, { recursive: true, force: true })
    throw explainOutput(output, cluster)
  }
  await writeDurably(join(made, passwordFile), `${password}\n`)
  if (account) await chown(join(made, passwordFile), account.uid, account.gid)
  await syncFolder(made)
  await rename(made, cluster)
  await syncFolder(folder)
  await rm(attempt, { recursive: true, force: true })
}

/** Removes what starts that were killed have left; an `initdb` that outlived its parent may still be writing there. */
async function removeAttempts(folder: string): Promise<void> {
  const names = await readdir(folder)
  for (const name of names.filter((candidate) => candidate.startsWith(attemptPrefix))) {
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
  }
}

/** Refuses a cluster of another major version, and makes its files those of the account where they are a copy by root. */
export async function prepareCluster({ folder, binaries, account }: Site): Promise<void> {
  const cluster = clusterFolder(folder)
  try {
    const major = (await readFile(join(cluster, 'PG_VERSION'), 'utf8')).trim()
    if (major !== String(binaries.major)) {
      throw new PostgresFailure(
        'cluster-version',
        `The data in ${cluster} was made by PostgreSQL ${major}, and this is ${binaries.version}. ` +
          `Start it with PostgreSQL ${major}, export, and import into an empty data directory.`,
      )
    }
    const { uid, mode } = await stat(cluster)
    if (account && uid !== account.uid) await give(cluster, account)
    if ((mode & 0o077) !== 0) await chmod(cluster, 0o700)
  } catch (error) {
    throw explainFile(error, cluster)
  }
}

async function give(path: string, account: Account): Promise<void> {
  await lchown(path, account.uid, account.gid)
  for (const entry of await readdir(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) await give(inner, account)
    else await lchown(inner, account.uid, account.gid)
  }
}

/** The superuser's password; throws `password-missing`. */
export async function readPassword(folder: string): Promise<string> {
  const path = join(clusterFolder(folder), passwordFile)
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    throw new PostgresFailure(
      'password-missing',
      `${path} cannot be read, and without it nobody can log in. Restore this file from a backup of the folder.`,
      error,
    )
  }
}

async function writeDurably(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folder as a file, and needs no such step.
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
