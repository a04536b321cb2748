import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Administrator, claim } from './faults/claim.ts'
import { fuzzServer, Judge, type Shot, shoot } from './faults/fuzz.ts'
import { routesOf } from './routes.ts'
import { TestServer } from './server.ts'

const seed = Date.now() % 1_000_000
let server: TestServer
let administrator: Administrator

beforeAll(async () => {
  server = await TestServer.start()
  administrator = await claim(server.running.url, server.running.claimSecret as string)
  server.cookie = administrator.cookie
})

test('5,000 requests made from the OpenAPI document: every answer is of the form that it tells', async () => {
  const report = await fuzzServer({ url: server.running.url, administrator, requests: 5000, seed })
  expect(report).toMatchObject({ seed, faults: [] })
  expect(server.logged).toEqual([])
  await server.expectReplay('perlbeck')
  await server.expectReplay('fuzz-a')
})

test('a judge that is shown wrong answers says so', async () => {
  const routes = await routesOf(server.running.url)
  const judge = new Judge(routes)
  const route = routes.find(({ method, path }) => method === 'GET' && path === '/api/v1/session')
  if (!route) throw new Error('there is no such route')
  const type = 'application/problem+json'
  const problem = (code: string, status: number) => ({
    status,
    type,
    text: JSON.stringify({ type: '', code, status, title: '', detail: '', wayOut: '', instance: '' }),
  })
  expect(judge.fault(route, problem('unauthenticated', 401))).toBeUndefined()
  expect(judge.fault(route, problem('overloaded', 503))).toBeUndefined()
  expect(judge.fault(route, problem('fault', 500))).toContain('500')
  expect(judge.fault(route, problem('unauthenticated', 403))).toContain('came with 403')
  expect(judge.fault(route, problem('nonsense', 400))).toContain('unknown code')
  expect(judge.fault(route, { ...problem('forbidden', 403), type: 'application/json' })).toContain(
    'no problem+json',
  )
  expect(judge.fault(route, { status: 200, type: 'application/json', text: '{}' })).toContain(
    'off its schema',
  )
  expect(judge.fault(route, { status: 418, type, text: '{}' })).toBeDefined()
})

describe('requests that once were answered wrongly', () => {
  const path = '/api/v1/organisations/perlbeck'
  const value = `${path}/measures/brand-awareness/values/2026-08`
  const json = { 'content-type': 'application/json' }
  const row = (more: string) =>
    `{"values":[{"measure":"brand-awareness","period":"2026-08","value":1,${more}}]}`
  const cases: readonly (readonly [
    what: string,
    shot: Partial<Shot> & { target: string },
    status: number,
  ])[] = [
    ['values without a body', { method: 'POST', target: `${path}/values` }, 400],
    [
      'values as plain text',
      {
        method: 'POST',
        target: `${path}/values`,
        headers: { 'content-type': 'text/plain' },
        body: 'measure,period,value\n',
      },
      415,
    ],
    [
      'NUL in a note',
      { method: 'PUT', target: value, headers: json, body: '{"value":1,"note":"a\\u0000b"}' },
      400,
    ],
    [
      'half a surrogate pair in a note',
      { method: 'PUT', target: value, headers: json, body: '{"value":1,"note":"\\ud800"}' },
      400,
    ],
    [
      'NUL in a table',
      {
        method: 'POST',
        target: `${path}/values`,
        headers: { 'content-type': 'text/csv' },
        body: 'measure,period,value,note\nbrand-awareness,2026-08,31,a\0b\n',
      },
      400,
    ],
    [
      'NUL in the name of a token',
      {
        method: 'POST',
        target: `${path}/tokens`,
        headers: json,
        body: '{"name":"\\u0000","scopes":["read"],"days":1}',
      },
      400,
    ],
    ['NUL in an address', { method: 'GET', target: `${path}/measures/a%00b/values/2026-08` }, 400],
    ['an event beyond 2^53', { method: 'GET', target: `${path}/events?after=1e300` }, 400],
    ['an event without end', { method: 'GET', target: `${path}/events?after=Infinity` }, 400],
    [
      'a number of a row beyond 2^53',
      { method: 'POST', target: `${path}/values`, headers: json, body: row('"sourceSeq":1e300') },
      400,
    ],
    [
      'a number that is infinite',
      { method: 'PUT', target: value, headers: json, body: '{"value":1e999}' },
      400,
    ],
    [
      'a prototype',
      { method: 'PUT', target: value, headers: json, body: '{"value":1,"__proto__":{"polluted":true}}' },
      400,
    ],
    [
      'a body 10,000 deep',
      {
        method: 'PUT',
        target: value,
        headers: json,
        body: `{"value":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
      },
      400,
    ],
    [
      'an id that is too long',
      { method: 'GET', target: `${path}/measures/${'x'.repeat(300)}/values/2026-08` },
      400,
    ],
    ['an address that is no address', { method: 'GET', target: `${path}/measures/%zz/values/2026-08` }, 400],
  ]

  test.each(cases)('%s', async (_, shot, status) => {
    const token = await server.token()
    const headers = { authorization: `Bearer ${token}`, ...shot.headers }
    const whole = { method: 'GET', body: undefined, ...shot, headers }
    let answer = await shoot(server.running.url, whole)
    while (answer?.status === 503) {
      await sleep(500)
      answer = await shoot(server.running.url, whole)
    }
    expect(answer).toMatchObject({ status, type: expect.stringContaining('application/problem+json') })
    expect(JSON.parse(answer?.text ?? '')).toMatchObject({ status, wayOut: expect.any(String) })
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test('what is no HTTP is refused in the same form', async () => {
    const { hostname, port } = new URL(server.running.url)
    for (const bytes of [
      'nonsense\r\n\r\n',
      `GET / HTTP/1.1\r\nhost: x\r\nlong: ${'x'.repeat(100_000)}\r\n\r\n`,
    ]) {
      const socket = connect(Number(port), hostname)
      let text = ''
      socket.on('data', (part) => {
        text += part
      })
      socket.write(bytes)
      await once(socket, 'close')
      expect(text).toContain('HTTP/1.1 400 Bad Request')
      expect(text).toContain('application/problem+json')
      expect(text).toContain('"code":"invalid-request"')
    }
  })

  test('separators of lines in texts leave the archive whole', async () => {
    const values = [
      { measure: 'brand-awareness', period: '2026-08', value: 77, note: 'a\u2028b\u2029c\u0085d' },
    ]
    const token = await server.token()
    const { body } = await server.ask('POST', '/organisations/perlbeck/values', { values }, { token })
    expect(body).toMatchObject({ written: 1 })
    await server.expectReplay()
  })

  test('the same request under the same key the next day is the same request [N5]', async () => {
    let now = Date.parse('2026-11-24T12:00:00Z')
    const other = await TestServer.start({ clock: () => now })
    await other.claim()
    const token = await other.token()
    const sent = { token, headers: { 'idempotency-key': 'k' } }
    const values = [{ measure: 'brand-awareness', period: '2026-08', value: 30 }]
    const at = '/organisations/perlbeck'
    const first = await other.ask('POST', `${at}/values`, { values }, sent)
    const checkIn = () =>
      other.ask('PUT', `${at}/measures/brand-awareness/values/2026-07`, { value: 5 }, sent)
    expect([first.status, (await checkIn()).status]).toEqual([200, 200])
    now += 13 * 3_600_000
    expect(await other.ask('POST', `${at}/values`, { values }, sent)).toMatchObject({
      status: 200,
      body: { written: 1 },
    })
    expect((await checkIn()).status).toBe(200)
    const changed = [{ ...values[0], value: 31 }]
    expect((await other.ask('POST', `${at}/values`, { values: changed }, sent)).body.code).toBe('key-reused')
    await other.expectReplay('perlbeck', token)
  })
})
