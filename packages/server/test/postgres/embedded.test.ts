import { chmodSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startEmbedded } from '../../src/postgres/embedded.ts'
import { ask, familyOf, kill, processesOf, Trial, Writer } from './trial.ts'

const trial = new Trial()
/** A data directory that has data, for all who do not ask how they came. */
const folder = trial.folder()
beforeAll(async () => (await startEmbedded({ folder })).stop())
afterEach(() => trial.endProcesses())
afterAll(() => trial.end())

test('the first start makes the data, the second finds them, and a stop leaves no process', async () => {
  const folder = trial.folder()
  const said: string[] = []
  const first = await startEmbedded({ folder, log: (line) => said.push(line) })
  expect(first.origin).toBe('created')
  expect(said).toEqual([expect.stringContaining(join(folder, 'postgres'))])
  await ask(first.url, 'create table kept as select 42 as value')
  await first.stop()
  expect(processesOf(folder)).toEqual([])

  const second = await startEmbedded({ folder })
  expect(second.origin).toBe('started')
  expect(await ask(second.url, 'select value from kept')).toEqual([{ value: 42 }])
  await Promise.all([second.stop(), second.stop()])
  expect(processesOf(folder)).toEqual([])
})

test('it runs with the settings that data and privacy need', async () => {
  const { url, stop } = await startEmbedded({ folder })
  const wanted = {
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    data_checksums: 'on',
    server_encoding: 'UTF8',
    TimeZone: 'UTC',
    jit: 'off',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    shared_buffers: '128MB',
    log_min_error_statement: 'panic',
  }
  const names = Object.keys(wanted).map((name) => `'${name}'`)
  const rows = await ask(
    url,
    `select name, current_setting(name) as value from pg_settings where name in (${names})`,
  )
  expect(Object.fromEntries(rows.map(({ name, value }) => [name, value]))).toEqual(wanted)
  expect(
    await ask(
      url,
      'select datlocprovider, datlocale, datname from pg_database where datname = current_database()',
    ),
  ).toEqual([{ datlocprovider: 'b', datlocale: 'C.UTF-8', datname: 'keelson' }])
  expect(await ask(url, "select lower('ÄRGER') < lower('Šum') as before")).toEqual([{ before: true }])
  await stop()
})

test('nobody logs in without the password, and only its owner reads the file', async () => {
  const { url, stop } = await startEmbedded({ folder })
  await expect(ask(url.replace(/:[^:@]+@/, ':guess@'), 'select 1')).rejects.toMatchObject({ code: '28P01' })
  const path = join(folder, 'postgres', 'keelson.password')
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(url).toContain(readFileSync(path, 'utf8').trim())
  expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).not.toContain('select 1')
  await stop()
})

test('a PostgreSQL that outlives its killed Keelson is adopted, no row is lost, and the adopter stops it', async () => {
  const child = trial.child(folder)
  const { url, pid } = await child.word
  const writer = await Writer.start(url)
  while (writer.acknowledged.length < 50) await new Promise(setImmediate)
  kill(child.process.pid as number)
  const said: string[] = []
  const embedded = await startEmbedded({ folder, log: (line) => said.push(line) })
  expect(embedded).toMatchObject({ origin: 'adopted', pid, url })
  expect(said).toEqual([expect.stringContaining(`process ${pid}`)])
  const atAdoption = writer.acknowledged.length
  while (writer.acknowledged.length < atAdoption + 50) await new Promise(setImmediate)
  await writer.stop()
  expect(await writer.lost(embedded.url)).toEqual([])
  await embedded.stop()
  expect(processesOf(folder)).toEqual([])
})

test('the death of an adopted PostgreSQL is told, and the next start recovers', async () => {
  const child = trial.child(folder)
  const { pid } = await child.word
  kill(child.process.pid as number)
  const embedded = await startEmbedded({ folder })
  for (const member of familyOf(pid)) kill(member)
  expect(await embedded.died).toMatchObject({ code: 'died', message: expect.stringContaining(`${pid}`) })
  await embedded.stop()
  const next = await startEmbedded({ folder })
  expect(next.origin).toBe('started')
  await next.stop()
})

test('an abort ends the start and all that it began', async () => {
  const folder = trial.folder()
  const reason = new Error('enough')
  for (const afterMs of [5, 60, 200, 400]) {
    const abort = new AbortController()
    setTimeout(() => abort.abort(reason), afterMs)
    await expect(startEmbedded({ folder, signal: abort.signal })).rejects.toBe(reason)
    expect(processesOf(folder)).toEqual([])
  }
  const { origin, stop } = await startEmbedded({ folder })
  expect(origin).toBe('created')
  await stop()
})

test('a long transaction does not hold up a stop, and nothing of it is kept', async () => {
  const { url, stop } = await startEmbedded({ folder })
  await ask(url, 'create table transient (number int)')
  const open = ask(url, 'begin; insert into transient values (1); select pg_sleep(60); commit')
  const refused = expect(open).rejects.toThrow()
  while ((await ask(url, "select from pg_stat_activity where query like 'begin%'")).length === 0);
  await stop()
  await refused
  const again = await startEmbedded({ folder })
  expect(await ask(again.url, 'select from transient')).toEqual([])
  await again.stop()
})

test('data that others may read, as a careless copy leaves them, are closed', async () => {
  chmodSync(join(folder, 'postgres'), 0o755)
  await (await startEmbedded({ folder })).stop()
  expect(statSync(join(folder, 'postgres')).mode & 0o777).toBe(0o700)
})
