import pg from 'pg'
import { expect, test } from 'vitest'
import { isConnectionLost } from '../src/store/connection-lost.ts'
import { makeDatabase } from './database.ts'

const errorOf = (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    () => undefined,
    (error: unknown) => error,
  )

test('a connection that is ended under a query, or that nobody takes, is lost; a wrong query is not', async () => {
  const url = await makeDatabase()
  const [asking, ending] = [new pg.Client(url), new pg.Client(url)]
  for (const client of [asking, ending]) {
    client.on('error', () => {})
    await client.connect()
  }
  const { rows } = await asking.query('select pg_backend_pid() as pid')
  const slow = errorOf(asking.query('select pg_sleep(30)'))
  await ending.query('select pg_terminate_backend($1)', [rows[0].pid])
  expect(isConnectionLost(await slow)).toBe(true)
  expect(isConnectionLost(await errorOf(asking.query('select 1')))).toBe(true)
  expect(isConnectionLost(await errorOf(ending.query('select nothing from nowhere')))).toBe(false)
  await ending.end()
  const nobody = new pg.Client({ host: '127.0.0.1', port: 1, user: 'x', database: 'x' })
  expect(isConnectionLost(await errorOf(nobody.connect()))).toBe(true)
})

test('what is no error of a connection is a fault, also where a file is not there', () => {
  const missing = Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })
  expect([missing, new TypeError('x is undefined'), 'text', undefined].map(isConnectionLost)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(isConnectionLost(new Error('a query failed', { cause: new Error('Connection terminated') }))).toBe(
    true,
  )
})
