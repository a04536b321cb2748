import { existsSync } from 'node:fs'
import { readFile, realpath, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { program } from './binaries.ts'
import { type Account, run } from './run.ts'

/** PostgreSQL's own entry of the process that serves a cluster. */
export type Postmaster = { readonly pid: number; readonly port: number }

const quickMs = 25
const fillMs = 1000

/**
 * The living process that serves the cluster, undefined where there is none. An entry whose pid now belongs to something
 * else, or to the cluster that this one was copied from, is removed: PostgreSQL itself would refuse to start over it.
 */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  let { pid, port } = await readEntry(cluster)
  // A new process makes its entry first and fills it at once; one killed in between leaves it empty for ever.
  for (let waitedMs = 0; pid === 0 && existsSync(entryPath(cluster)); waitedMs += quickMs) {
    if (waitedMs >= fillMs) await rm(entryPath(cluster), { force: true })
    else await sleep(quickMs)
    ;({ pid, port } = await readEntry(cluster))
  }
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (await isServing(pid, cluster)) return { pid, port }
  if (process.platform === 'linux') await rm(entryPath(cluster), { force: true })
  return undefined
}

/** Whether the process says in its entry that it takes connections; until then its port may be somebody else's. */
export async function saysReady(wanted: number, cluster: string): Promise<boolean> {
  const { pid, status } = await readEntry(cluster)
  return pid === wanted && status === 'ready'
}

function entryPath(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}

/** Line by line: pid, folder, time of the start, port, socket folder, address, shared memory, status. */
async function readEntry(cluster: string): Promise<Postmaster & { readonly status: string | undefined }> {
  const lines = (await readFile(entryPath(cluster), 'utf8').catch(() => '')).split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() }
}

/** Whether the process is a PostgreSQL of this cluster; where there is no /proc, whether it lives. */
export async function isServing(pid: number, cluster: string): Promise<boolean> {
  if (!isLiving(pid)) return false
  if (process.platform !== 'linux') return true
  // The command line is what any user may read of any process; a dead process that nobody waited for has none.
  const [name, ...args] = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
  const folder = args[args.indexOf('-D') + 1]
  if (name === undefined || basename(name) !== 'postgres' || folder === undefined) return false
  const [served, wanted] = await Promise.all(
    [folder, cluster].map((path) => realpath(path).catch(() => path)),
  )
  return served === wanted
}

function isLiving(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Waits until the process no longer serves the cluster; false when that takes longer than `limitMs`. */
export async function waitForEnd(pid: number, cluster: string, limitMs: number): Promise<boolean> {
  const deadline = Date.now() + limitMs
  while (await isServing(pid, cluster)) {
    if (Date.now() >= deadline) return false
    await sleep(quickMs)
  }
  return true
}

/** The milliseconds that each way to stop may take before the next, harder one. */
export type StopLimits = { readonly fastMs: number; readonly immediateMs: number }

/** Stops PostgreSQL: fast (open transactions are rolled back), then immediately (the next start recovers), then hard. */
export async function stopPostmaster(
  pid: number,
  cluster: string,
  bin: string,
  account: Account | undefined,
  limits: StopLimits = { fastMs: 20_000, immediateMs: 5_000 },
): Promise<void> {
  const steps = [
    ['INT', limits.fastMs],
    ['QUIT', limits.immediateMs],
    ['KILL', limits.immediateMs],
  ] as const
  for (const [signal, limitMs] of steps) {
    if (!(await isServing(pid, cluster))) return
    await send(pid, signal, bin, account)
    if (await waitForEnd(pid, cluster, limitMs)) return
  }
}

async function send(
  pid: number,
  signal: 'INT' | 'QUIT' | 'KILL',
  bin: string,
  account: Account | undefined,
): Promise<void> {
  // Windows has no signals; PostgreSQL's own tool sends their like through a pipe.
  if (process.platform === 'win32') {
    await run(program(bin, 'pg_ctl'), ['kill', signal, String(pid)], { account })
    return
  }
  try {
    process.kill(pid, `SIG${signal}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
