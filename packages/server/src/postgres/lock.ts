import { accessSync, constants, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { explainFile, PostgresFailure } from './failure.ts'

/** The right of one process to a data directory. */
export type Lock = { readonly release: () => void }

/** How long a new process waits for one that is about to end. */
const patienceMs = 1000
const busy = 5

/**
 * Takes the data directory for this process, or throws `directory-in-use` with the pid of the one that has it.
 *
 * The lock is the operating system's, held through an empty SQLite file: it ends with its process, however that ends,
 * and is not copied with the directory. The file beside it only says who holds the lock.
 */
export async function takeLock(folder: string): Promise<Lock> {
  const holder = join(folder, 'keelson.pid')
  const deadline = Date.now() + patienceMs
  for (;;) {
    const database = tryLock(folder)
    if (database) {
      try {
        writeFileSync(holder, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`)
      } catch (error) {
        database.close()
        throw explainFile(error, holder)
      }
      return { release: () => release(database, holder) }
    }
    if (Date.now() >= deadline) throw inUse(folder, holder)
    await sleep(50)
  }
}

function tryLock(folder: string): DatabaseSync | undefined {
  const path = join(folder, 'keelson.lock')
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(path, { timeout: 0 })
    database.exec('pragma journal_mode = memory; begin exclusive')
    return database
  } catch (error) {
    database?.close()
    const { errcode } = error as { errcode?: number }
    if (errcode === busy) return undefined
    throw explainFile(reasonAgainst(folder) ?? error, path)
  }
}

/** The file system's word for what SQLite only calls "unable to open"; opening the file ourselves would end our lock. */
function reasonAgainst(folder: string): unknown {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    return error
  }
}

function release(database: DatabaseSync, holder: string): void {
  if (!database.isOpen) return
  rmSync(holder, { force: true })
  database.close()
}

function inUse(folder: string, holder: string): PostgresFailure {
  let who = 'Another Keelson'
  try {
    const { pid, host } = JSON.parse(readFileSync(holder, 'utf8'))
    who = `Another Keelson, process ${pid}${host === hostname() ? '' : ` on ${host}`},`
  } catch {
    // Its holder has the lock and has not yet written its name, or just removed it.
  }
  const way = 'Stop it first, or start this one with another data directory.'
  return new PostgresFailure('directory-in-use', `${who} already uses ${folder}. ${way}`)
}
