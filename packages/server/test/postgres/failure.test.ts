import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { findAccount } from '../../src/postgres/account.ts'
import { findBinaries } from '../../src/postgres/binaries.ts'
import { readPassword } from '../../src/postgres/cluster.ts'
import { startEmbedded } from '../../src/postgres/embedded.ts'
import { launch, type Start } from '../../src/postgres/launch.ts'
import { openLog } from '../../src/postgres/log.ts'
import { findPort } from '../../src/postgres/port.ts'
import { stopPostmaster } from '../../src/postgres/postmaster.ts'
import { processesOf, Trial } from './trial.ts'

const trial = new Trial()
let folder: string
let cluster: string
beforeAll(async () => {
  folder = trial.folder()
  cluster = join(folder, 'postgres')
  await (await startEmbedded({ folder })).stop()
})
beforeEach(() => expect(processesOf(folder)).toEqual([]))
afterAll(() => trial.end())

/** Changes a file of the cluster while the work is done. */
async function withFile(name: string, text: string | undefined, work: () => Promise<void>): Promise<void> {
  const path = join(cluster, name)
  const kept = readFileSync(path)
  if (text === undefined) rmSync(path)
  else writeFileSync(path, text)
  try {
    await work()
  } finally {
    writeFileSync(path, kept)
  }
}

async function refused(code: string, ...words: string[]): Promise<void> {
  const failure = await startEmbedded({ folder }).catch((error) => error)
  expect(failure).toMatchObject({ name: 'PostgresFailure', code })
  for (const word of words) expect(failure.message).toContain(word)
  expect(processesOf(folder)).toEqual([])
}

test('data of another major version are refused, with both versions', () =>
  withFile('PG_VERSION', '17\n', () =>
    refused('cluster-version', 'made by PostgreSQL 17, and this is 18.', cluster),
  ))

test('damaged data are refused, and not made anew', async () => {
  await withFile('global/pg_control', 'x', () => refused('cluster-broken', 'pg_control'))
  const [segment] = readdirSync(join(cluster, 'pg_wal')).filter((name) => /^[0-9A-F]{24}$/.test(name))
  await withFile(join('pg_wal', segment as string), '', () => refused('cluster-broken', 'backup', cluster))
})

test('a lost and a wrong password file are told apart', async () => {
  const name = 'keelson.password'
  await withFile(name, undefined, () => refused('password-missing', join(cluster, name)))
  await withFile(name, 'guess\n', () => refused('login-refused', 'password'))
})

test('a folder of something else is not touched', async () => {
  const other = trial.folder()
  mkdirSync(join(other, 'postgres'))
  const note = join(other, 'postgres', 'note.txt')
  writeFileSync(note, 'mine')
  const failure = await startEmbedded({ folder: other }).catch((error) => error)
  expect(failure).toMatchObject({ code: 'cluster-foreign' })
  expect(readFileSync(note, 'utf8')).toBe('mine')
})

test('a refused start gives the directory back', async () => {
  chmodSync(cluster, 0o700)
  const { stop } = await startEmbedded({ folder })
  await stop()
})

test('a port that is taken at the last moment is changed; where all are taken, that is told', async () => {
  const taken = createServer()
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  const account = await findAccount()
  const log = openLog(join(folder, 'postgres.log'))
  try {
    const binaries = await findBinaries(folder, account, undefined)
    const password = await readPassword(folder)
    const start: Start = { cluster, binaries, account, password, log, say: () => {}, signal: undefined }
    const ports = [port, await findPort()]
    const server = await launch(start, async () => ports.shift() as number)
    await stopPostmaster(server.pid, cluster, binaries.bin, account)
    expect(ports).toEqual([])
    await expect(launch(start, async () => port)).rejects.toMatchObject({ code: 'port-taken' })
  } finally {
    log.close()
    taken.close()
  }
})

test('the log begins anew beyond its limit, with a writer on it, and keeps the one before', async () => {
  const path = join(trial.folder(), 'postgres.log')
  writeFileSync(path, 'a'.repeat(100))
  const log = openLog(path, 50, 10)
  expect(readFileSync(path, 'utf8')).toBe('')
  expect(readFileSync(`${path}.1`, 'utf8')).toBe('a'.repeat(100))
  const position = log.position()
  writeFileSync(log.fd, 'short')
  expect(log.since(position)).toBe('short')
  writeFileSync(log.fd, 'b'.repeat(60))
  while (readFileSync(path, 'utf8').length > 0) await new Promise((resolve) => setTimeout(resolve, 5))
  writeFileSync(log.fd, 'after')
  expect(readFileSync(path, 'utf8')).toBe('after')
  expect(readFileSync(`${path}.1`, 'utf8')).toBe(`short${'b'.repeat(60)}`)
  log.close()
})

test('the manual lists the codes of all failures', () => {
  const root = join(import.meta.dirname, '../../../..')
  const source = readFileSync(join(root, 'packages/server/src/postgres/failure.ts'), 'utf8')
  const page = readFileSync(join(root, 'docs/embedded-postgres.md'), 'utf8')
  const codes = [...source.matchAll(/^ {2}\| '([a-z-]+)'$/gm)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(10)
  const [, failures] = page.split('## Failures')
  const listed = [...(failures as string).matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code)
  expect(listed.sort()).toEqual(codes.sort())
})
