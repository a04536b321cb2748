import { spawn } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Binaries, program } from './binaries.ts'
import { type Greeting, greet } from './connect.ts'
import { explainOutput, PostgresFailure } from './failure.ts'
import type { Log } from './log.ts'
import { findPort } from './port.ts'
import { findPostmaster, isServing, type Postmaster, saysReady, stopPostmaster } from './postmaster.ts'
import { type Account, spawnOptions } from './run.ts'
import { settings } from './settings.ts'

/** What a start of PostgreSQL needs to know; `cluster` is a real path. */
export type Start = {
  readonly cluster: string
  readonly binaries: Binaries
  readonly account: Account | undefined
  readonly password: string
  readonly log: Log
  readonly say: (line: string) => void
  readonly signal: AbortSignal | undefined
}

/** Recovery after a crash reads at most the log of some minutes; whoever needs longer hangs. */
const readyMs = 5 * 60_000
/** The processes of a killed PostgreSQL notice within seconds that their head is gone. */
const releaseMs = 10_000
const tellMs = 10_000
const portAttempts = 5

/** A PostgreSQL that already serves the cluster, once it is ready; one of another version is stopped and not given. */
export async function adopt(start: Start): Promise<Postmaster | undefined> {
  const { cluster, binaries, account, say } = start
  const found = await findPostmaster(cluster)
  if (!found) return undefined
  const greeting = await waitUntilReady(start, found, () => isServing(found.pid, cluster))
  if (greeting === undefined || !(await isSame(greeting.cluster, cluster))) return undefined
  const { version } = greeting
  if (version === binaries.version) {
    say(`PostgreSQL ${version} still runs as process ${found.pid}; Keelson goes on with it.`)
    return found
  }
  say(`PostgreSQL ${version} still runs as process ${found.pid}; ${binaries.version} takes its place.`)
  await stopPostmaster(found.pid, cluster, binaries.bin, account)
  return undefined
}

/** A new PostgreSQL on the cluster, ready; tried again while a port is taken or a killed predecessor is not quite gone. */
export async function launch(start: Start, choosePort = findPort): Promise<Postmaster> {
  const deadline = Date.now() + releaseMs
  for (let ports = 1; ; ) {
    const { server, failure } = await launchOnce(start, await choosePort())
    if (server) return server
    if (failure.code === 'port-taken' && ports < portAttempts) ports += 1
    else if (failure.code === 'directory-in-use' && Date.now() < deadline) await sleep(200)
    else throw failure
  }
}

type Outcome =
  | { readonly server: Postmaster; readonly failure?: never }
  | { readonly server?: never; readonly failure: PostgresFailure }

async function launchOnce(start: Start, port: number): Promise<Outcome> {
  const { cluster, binaries, account, log } = start
  const before = log.position()
  const child = spawn(program(binaries.bin, 'postgres'), ['-D', cluster, ...settings(port)], {
    ...spawnOptions(account),
    cwd: cluster,
    stdio: ['ignore', log.fd, log.fd],
  })
  // PostgreSQL outlives a killed Keelson, and does not keep one alive that has nothing else to do.
  child.unref()
  let ended: string | undefined
  child.once('error', (error) => {
    ended = error.message
  })
  child.once('exit', (code, signal) => {
    ended = `It ended with ${signal ?? code}.`
  })
  const server = { pid: child.pid ?? 0, port }
  try {
    const greeting = await waitUntilReady(start, server, async () => ended === undefined)
    if (greeting) return { server }
  } catch (error) {
    await stopPostmaster(server.pid, cluster, binaries.bin, account, { fastMs: 5_000, immediateMs: 2_000 })
    throw error
  }
  return { failure: explainOutput(log.since(before) || (ended ?? ''), cluster) }
}

/** Greets until there is an answer; undefined when the process is gone first. Throws on an abort and after five minutes. */
async function waitUntilReady(
  { password, say, signal, cluster }: Start,
  { pid, port }: Postmaster,
  isThere: () => Promise<boolean>,
): Promise<Greeting | undefined> {
  const begun = Date.now()
  let told = begun
  for (let waitMs = 10; ; waitMs = Math.min(waitMs * 1.5, 100)) {
    signal?.throwIfAborted()
    if (!(await isThere())) return undefined
    const greeting = (await saysReady(pid, cluster)) ? await greet({ port, password }) : undefined
    if (greeting) return greeting
    if (Date.now() - begun > readyMs) {
      throw new PostgresFailure(
        'start-failed',
        `PostgreSQL, process ${pid}, runs on ${cluster} but takes no connection. Its log, postgres.log, says why.`,
      )
    }
    if (Date.now() - told > tellMs) {
      told = Date.now()
      say('PostgreSQL is not ready yet; it recovers from an end without a shutdown.')
    }
    await sleep(waitMs, null, signal ? { signal } : {})
  }
}

async function isSame(served: string, wanted: string): Promise<boolean> {
  return (await realpath(served).catch(() => served)) === wanted
}
