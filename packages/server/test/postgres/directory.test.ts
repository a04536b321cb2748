import { spawn } from 'node:child_process'
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Embedded, startEmbedded } from '../../src/postgres/embedded.ts'
import { ask, kill, processesOf, Trial } from './trial.ts'

const trial = new Trial()
/** A data directory that has data, for all who do not ask how they came. */
const folder = trial.folder()
beforeAll(async () => (await startEmbedded({ folder })).stop())
afterEach(() => trial.endProcesses())
afterAll(() => trial.end())

async function settled(attempts: readonly Promise<Embedded>[]): Promise<unknown[]> {
  const results = await Promise.allSettled(attempts)
  return results.map((result) => (result.status === 'rejected' ? result.reason : result.value))
}

const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

test('a second Keelson on the directory is refused, ten times, and told the pid of the first', async () => {
  const child = trial.child(folder)
  const { url } = await child.word
  const refusals = await settled(times(10, () => startEmbedded({ folder })))
  for (const refusal of refusals) {
    expect(refusal).toMatchObject({
      code: 'directory-in-use',
      message: expect.stringContaining(`process ${child.process.pid},`),
    })
  }
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('of ten starts at once in one process, one is served, and the others do not open the door', async () => {
  const results = await settled(times(10, () => startEmbedded({ folder })))
  const [embedded, ...more] = results.filter((result) => !(result instanceof Error)) as Embedded[]
  expect(more).toEqual([])
  expect(results.filter((result) => result instanceof Error)).toHaveLength(9)
  const { code, message } = await trial.child(folder).word
  expect(code).toBe('directory-in-use')
  expect(message).toContain(`process ${process.pid},`)
  await embedded?.stop()
})

test('of four processes at once that find the lock of a killed one, one is served', async () => {
  const first = trial.child(folder)
  const { pid } = await first.word
  kill(first.process.pid as number)
  const words = await Promise.all(times(4, () => trial.child(folder)).map(({ word }) => word))
  expect(words.map(({ pid: served, code }) => served ?? code).sort()).toEqual(
    [pid, ...times(3, () => 'directory-in-use')].sort(),
  )
})

test('the lock of a process that is gone is taken over, whoever has its pid now', async () => {
  writeFileSync(join(folder, 'keelson.pid'), JSON.stringify({ pid: process.ppid, host: 'here' }))
  const embedded = await startEmbedded({ folder })
  expect(JSON.parse(readFileSync(join(folder, 'keelson.pid'), 'utf8'))).toMatchObject({ pid: process.pid })
  await embedded.stop()
  expect(existsSync(join(folder, 'keelson.pid'))).toBe(false)
})

test('a pid that PostgreSQL had and that something else has now does not stop the start', async () => {
  const first = await startEmbedded({ folder })
  const path = join(folder, 'postgres', 'postmaster.pid')
  const entry = readFileSync(path, 'utf8')
  await first.stop()
  const other = spawn('sleep', ['60'])
  try {
    writeFileSync(path, entry.replace(/^\d+/, String(other.pid)))
    const second = await startEmbedded({ folder })
    expect(second.origin).toBe('started')
    expect(second.pid).not.toBe(other.pid)
    await second.stop()
    expect(other.exitCode ?? other.signalCode).toBe(null)
  } finally {
    other.kill('SIGKILL')
  }
})

test('an entry that PostgreSQL was killed over before it could fill it does not stop the start', async () => {
  writeFileSync(join(folder, 'postgres', 'postmaster.pid'), '')
  const embedded = await startEmbedded({ folder })
  expect(embedded.origin).toBe('started')
  await embedded.stop()
})

test('a copy of a directory in use is a directory of its own', async () => {
  const copy = join(trial.folder(), 'copy')
  const original = await startEmbedded({ folder })
  await ask(original.url, 'create table entry as select 1 as number')
  await ask(original.url, 'checkpoint')
  cpSync(folder, copy, { recursive: true })
  const copied = await startEmbedded({ folder: copy })
  expect(copied.origin).toBe('started')
  expect(copied.pid).not.toBe(original.pid)
  await ask(copied.url, 'insert into entry values (2)')
  expect(await ask(original.url, 'select number from entry')).toEqual([{ number: 1 }])
  await copied.stop()
  expect(processesOf(folder).length).toBeGreaterThan(0)
  await original.stop()
})

test('a directory that was moved while it was not in use serves from its new place', async () => {
  const place = join(trial.folder(), 'new', 'place')
  cpSync(folder, place, { recursive: true })
  const moved = await startEmbedded({ folder: place })
  expect(moved).toMatchObject({ origin: 'started', folder: place })
  await moved.stop()
})
