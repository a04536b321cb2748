import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { PostgresFailure } from './failure.ts'
import { type Account, run } from './run.ts'

/**
 * The user that PostgreSQL runs as: undefined for the user of this process, `postgres` where that is root, made where it
 * is missing, for PostgreSQL refuses to run as root. Throws `account-missing`.
 */
export async function findAccount(name = 'postgres'): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const there = await readAccount(name)
  if (there) return checkBecome(there)
  const made = await run('useradd', ['--system', '--user-group', '--no-create-home', name])
  const account = await readAccount(name)
  if (account) return checkBecome(account)
  throw new PostgresFailure(
    'account-missing',
    `PostgreSQL does not run as root, and the user ${name} could not be made (${made.output.trim()}). ` +
      `Make it (useradd --system ${name}), or start Keelson as another user.`,
  )
}

/** Containers may keep root from becoming anybody else. */
async function checkBecome(account: Account): Promise<Account> {
  try {
    await run('id', ['-u'], { account })
    return account
  } catch (error) {
    throw new PostgresFailure(
      'account-missing',
      `PostgreSQL does not run as root, and root may not become ${account.name} here. Start Keelson as another user.`,
      error,
    )
  }
}

async function readAccount(name: string): Promise<Account | undefined> {
  const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
  if (uid.exit !== 0 || gid.exit !== 0) return undefined
  return { name, uid: Number(uid.output), gid: Number(gid.output) }
}

/** Throws `directory-unusable` where the account may not pass through a folder above `folder`, and names that folder. */
export async function checkReach(folder: string, account: Account): Promise<void> {
  for (let path = folder; ; path = dirname(path)) {
    if (!(await mayPass(path, account))) {
      throw new PostgresFailure(
        'directory-unusable',
        `PostgreSQL does not run as root but as ${account.name}, and ${account.name} may not enter ${path}. ` +
          `Choose a data directory outside of it, such as /var/lib/keelson, or allow it (chmod o+x ${path}).`,
      )
    }
    if (path === dirname(path)) return
  }
}

async function mayPass(path: string, { uid, gid }: Account): Promise<boolean> {
  const owner = await stat(path)
  if (owner.uid === uid) return (owner.mode & 0o100) !== 0
  if (owner.gid === gid) return (owner.mode & 0o010) !== 0
  return (owner.mode & 0o001) !== 0
}
