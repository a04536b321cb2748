import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { startServer } from '../src/start.ts'
import { StartFailure } from '../src/start-failure.ts'
import { makeDatabase } from './database.ts'

const config = {
  postgresBin: undefined,
  folder: join(tmpdir(), `keelson-start-${process.pid}`),
  demo: false,
  egressAllow: [],
  version: 'test',
  clock: () => Date.now(),
  log: () => {},
}

/** Connections to a database that are still open. */
async function connectionsTo(databaseUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: inject('cluster') })
  await client.connect()
  const name = new URL(databaseUrl).pathname.slice(1)
  const { rows } = await client.query(
    'select count(*)::int as count from pg_stat_activity where datname = $1',
    [name],
  )
  await client.end()
  return rows[0].count
}

test('a port that is taken is told in a sentence, and nothing is left open', async () => {
  const databaseUrl = await makeDatabase()
  const rival = createServer()
  await new Promise<void>((resolve) => rival.listen(0, '127.0.0.1', resolve))
  const { port } = rival.address() as { port: number }
  const start = startServer({ ...config, databaseUrl, host: '127.0.0.1', port })
  await expect(start).rejects.toThrow(StartFailure)
  await expect(start).rejects.toThrow(
    `127.0.0.1 cannot be served on at port ${port}: something serves there already`,
  )
  expect(await connectionsTo(databaseUrl)).toBe(0)
  await new Promise((resolve) => rival.close(resolve))
})

test('a server that nobody administers serves on no address that others reach, and leaves nothing open', async () => {
  const databaseUrl = await makeDatabase()
  const start = startServer({ ...config, databaseUrl, host: '0.0.0.0', port: 0 })
  await expect(start).rejects.toThrow(/nobody administers this server yet/)
  expect(await connectionsTo(databaseUrl)).toBe(0)
})
