import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/postgres/embedded.ts'
import { ask, familyOf, kill, processesOf, Trial, Writer } from './trial.ts'

const trial = new Trial()
/** A data directory that has data, for all who do not ask how they came. */
const folder = trial.folder()
beforeAll(async () => (await startEmbedded({ folder })).stop())
afterEach(() => trial.endProcesses())
afterAll(() => trial.end())

test('every process of PostgreSQL is killed under a writer, five times: nothing acknowledged is lost', async () => {
  const writers: Writer[] = []
  for (let round = 1; round <= 5; round += 1) {
    const embedded = await startEmbedded({ folder })
    const writer = await Writer.start(embedded.url)
    writers.push(writer)
    while (writer.acknowledged.length < 40 * round) await new Promise(setImmediate)
    for (const pid of familyOf(embedded.pid)) kill(pid)
    expect(await embedded.died).toMatchObject({ code: 'died' })
    await writer.stop()
    await embedded.stop()
  }
  const embedded = await startEmbedded({ folder })
  for (const writer of writers) expect(await writer.lost(embedded.url)).toEqual([])
  const [row] = await ask(embedded.url, 'select count(*)::int as count from entry')
  expect(row?.count).toBeGreaterThanOrEqual(40 * (1 + 2 + 3 + 4 + 5))
  await embedded.stop()
})

test('only the head of PostgreSQL is killed: the start waits until its other processes have let go', async () => {
  const embedded = await startEmbedded({ folder })
  const writer = await Writer.start(embedded.url)
  while (writer.acknowledged.length < 40) await new Promise(setImmediate)
  // A process that is busy computing does not look whether its head is still there.
  const busy = ask(embedded.url, 'do $$ begin for i in 1..60000000 loop end loop; end $$')
  const over = busy.catch(() => {})
  const running = "select 1 from pg_stat_activity where state = 'active' and query like 'do %'"
  while ((await ask(embedded.url, running)).length === 0) await new Promise(setImmediate)
  kill(embedded.pid)
  await embedded.stop()
  const next = await startEmbedded({ folder })
  await Promise.all([writer.stop(), over])
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('pre-existing shared memory block')
  expect(await writer.lost(next.url)).toEqual([])
  await next.stop()
})

/** What is there to see while a first start goes on, in its order. */
const moments: readonly ((folder: string) => boolean)[] = [
  (folder) => attempts(folder).length > 0,
  (folder) => inAttempt(folder, 'PG_VERSION'),
  (folder) => inAttempt(folder, 'global/pg_control'),
  (folder) => inAttempt(folder, 'base/5/PG_VERSION'),
  (folder) => existsSync(join(folder, 'postgres/PG_VERSION')),
  (folder) => existsSync(join(folder, 'postgres/postmaster.pid')),
]

function attempts(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('postgres.new-'))
}

function inAttempt(folder: string, path: string): boolean {
  return attempts(folder).some((name) => existsSync(join(folder, name, 'cluster', path)))
}

test('Keelson is killed at every moment of its first start: the next start serves, and nothing is left over', async () => {
  const folder = trial.folder()
  for (const [index, isNow] of moments.entries()) {
    const child = trial.child(folder)
    while (!isNow(folder)) await sleep(1)
    kill(child.process.pid as number)
    // Every other time what it had started goes with it, as in a power cut.
    if (index % 2 === 1) for (const pid of processesOf(folder)) kill(pid)
    if (index >= 4) continue
    expect(existsSync(join(folder, 'postgres'))).toBe(false)
    while (processesOf(folder).length > 0) await sleep(10)
  }
  const embedded = await startEmbedded({ folder })
  expect(await ask(embedded.url, 'select current_database() as name')).toEqual([{ name: 'keelson' }])
  expect(attempts(folder)).toEqual([])
  await embedded.stop()
})
