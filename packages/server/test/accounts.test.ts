import { beforeAll, describe, expect, test } from 'vitest'
import { TestServer } from './server.ts'

let server: TestServer
let now = Date.now()
const path = '/organisations/perlbeck'
const password = 'correct horse battery'

beforeAll(async () => {
  server = await TestServer.start({ clock: () => now })
})

describe('the first claim', () => {
  const claim = (body: Record<string, unknown>) =>
    server.ask('POST', '/claim', {
      secret: server.running.claimSecret,
      email: 'ada@example.org',
      name: 'Ada',
      password,
      ...body,
    })

  test('needs the secret that the console was told, and a password worth the name', async () => {
    expect(await claim({ secret: 'guess' })).toMatchObject({ status: 403, body: { code: 'claim-expired' } })
    for (const weak of ['short', 'password123', 'aaaaaaaaaaaa', 'ada-is-great-1']) {
      expect(await claim({ password: weak })).toMatchObject({
        status: 400,
        body: { faults: [{ field: 'password' }] },
      })
    }
    now += 31 * 60_000
    expect((await claim({})).status).toBe(403)
    now -= 31 * 60_000
  })

  test('makes the administrator, once', async () => {
    await server.claim()
    const me = await server.ask('GET', '/session')
    expect(me.body.organisations).toEqual([
      { slug: 'perlbeck', roles: ['strategy-administrator'], isDemo: true },
    ])
    expect(await claim({ email: 'eve@example.org' })).toMatchObject({
      status: 409,
      body: { code: 'claimed-already' },
    })
  })
})

describe('sessions [S1]', () => {
  const signIn = (body: Record<string, unknown> = {}) =>
    server.ask('POST', '/session', { email: 'ADA@example.org', password, ...body }, { cookie: '' })
  const cookieOf = (headers: Headers): string => headers.getSetCookie()[0] as string

  test('live in a cookie that scripts and other sites do not see, and only its hash is kept', async () => {
    const cookie = cookieOf((await signIn()).headers)
    expect(cookie).toMatch(/^__Host-sid=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/)
    const secret = cookie.slice('__Host-sid='.length, cookie.indexOf(';'))
    const dump = JSON.stringify(await server.query('select encode(token_hash, $1) from session', ['base64']))
    expect(dump).not.toContain(secret)
  })

  test('end at sign-out, everywhere at once, when idle, and after a week', async () => {
    const whole = cookieOf((await signIn()).headers).split(';')[0] as string
    const other = cookieOf((await signIn()).headers).split(';')[0] as string
    expect((await server.ask('GET', '/session', undefined, { cookie: whole })).status).toBe(200)
    await server.ask('DELETE', '/session', undefined, { cookie: whole })
    expect((await server.ask('GET', '/session', undefined, { cookie: whole })).status).toBe(401)
    expect((await server.ask('GET', '/session', undefined, { cookie: other })).status).toBe(200)
    await server.ask('DELETE', '/sessions', undefined, { cookie: other })
    expect((await server.ask('GET', '/session', undefined, { cookie: other })).status).toBe(401)
    const idle = cookieOf((await signIn()).headers).split(';')[0] as string
    now += 13 * 3_600_000
    expect((await server.ask('GET', '/session', undefined, { cookie: idle })).status).toBe(401)
    const long = cookieOf((await signIn()).headers).split(';')[0] as string
    for (let day = 0; day < 14; day++) {
      now += 11 * 3_600_000
      await server.ask('GET', '/session', undefined, { cookie: long })
    }
    now += 24 * 3_600_000
    expect((await server.ask('GET', '/session', undefined, { cookie: long })).status).toBe(401)
  })

  test('are not given for a wrong password or an unknown account, which look the same [S6]', async () => {
    const wrong = await signIn({ password: 'wrong horse battery' })
    const unknown = await signIn({ email: 'nobody@example.org' })
    const plain = ({ instance: _, ...rest }: Record<string, unknown>) => rest
    expect(wrong.status).toBe(401)
    expect(plain(unknown.body)).toEqual(plain(wrong.body))
    const kept = await server.query('select password_hash from account')
    expect(JSON.stringify(kept)).toContain('argon2id$')
    expect(JSON.stringify(kept)).not.toContain(password)
  })
})

describe('tokens [S5]', () => {
  beforeAll(async () => {
    const { headers } = await server.ask('POST', '/session', { email: 'ada@example.org', password })
    server.cookie = headers.getSetCookie()[0]?.split(';')[0] as string
  })

  test('are shown once, kept as a hash, and hold for their scopes only', async () => {
    const token = await server.token('perlbeck', ['read'])
    expect(token).toMatch(/^kpi_pat_[0-9A-Za-z]{49}$/)
    const tables = await server.query(
      "select string_agg(t::text, '') as dump from (select * from api_token) t",
    )
    const events = await server.query("select string_agg(payload, '') as dump from event")
    expect(JSON.stringify([tables, events])).not.toContain(token)
    expect((await server.ask('GET', path, undefined, { token })).status).toBe(200)
    const write = await server.ask(
      'PUT',
      `${path}/measures/brand-awareness/values/2026-10`,
      { value: 3 },
      { token },
    )
    expect(write).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await server.ask('GET', `${path}/events`, undefined, { token })).status).toBe(403)
    expect(
      (await server.ask('POST', `${path}/tokens`, { name: 'x', scopes: ['read'], days: 1 }, { token }))
        .status,
    ).toBe(401)
  })

  test('end when they are revoked or expire, and a mistyped one is no token', async () => {
    const token = await server.token('perlbeck', ['read'])
    const { body } = await server.ask('GET', `${path}/tokens`)
    await server.ask('DELETE', `${path}/tokens/${body[0].id}`)
    expect((await server.ask('GET', path, undefined, { token })).status).toBe(401)
    const other = await server.token('perlbeck', ['read'])
    const mistyped = other.slice(0, -1) + (other.endsWith('x') ? 'y' : 'x')
    expect((await server.ask('GET', path, undefined, { token: mistyped })).status).toBe(401)
    now += 25 * 3_600_000
    expect((await server.ask('GET', path, undefined, { token: other })).status).toBe(401)
    now -= 25 * 3_600_000
    const year = await server.ask('POST', `${path}/tokens`, { name: 'x', scopes: ['read'], days: 400 })
    expect(year.status).toBe(400)
  })

  test('are made only by somebody who signed in just now [S7]', async () => {
    now += 16 * 60_000
    const late = await server.ask('POST', `${path}/tokens`, { name: 'x', scopes: ['read'], days: 1 })
    expect(late).toMatchObject({ status: 403, body: { code: 'sign-in-again' } })
    now -= 16 * 60_000
  })
})

describe('a request from another site [S2]', () => {
  const changing = [
    ['POST', '/session'],
    ['DELETE', '/session'],
    ['DELETE', '/sessions'],
    ['POST', '/claim'],
    ['POST', '/organisations'],
    ['PUT', `${path}/members/00000000-0000-4000-8000-000000000000`],
    ['POST', `${path}/tokens`],
    ['DELETE', `${path}/tokens/00000000-0000-4000-8000-000000000000`],
    ['POST', `${path}/strategy/plan`],
    ['POST', `${path}/strategy/apply`],
    ['POST', `${path}/values`],
    ['PUT', `${path}/measures/brand-awareness/values/2026-10`],
    ['PUT', `${path}/lock`],
  ] as const
  const ways: Readonly<Record<string, Record<string, string>>> = {
    'another site': { 'sec-fetch-site': 'cross-site' },
    'a sister of the site': { 'sec-fetch-site': 'same-site' },
    'another origin': { origin: 'https://evil.example' },
    'a form': { 'content-type': 'application/x-www-form-urlencoded', origin: 'null' },
    'nowhere that is said': {},
  }

  test.each(changing)('%s %s changes nothing', async (method, target) => {
    for (const headers of Object.values(ways)) {
      const response = await fetch(`${server.running.url}/api/v1${target}`, {
        method,
        headers: { cookie: server.cookie, ...headers },
        body: method === 'DELETE' ? null : '{}',
      })
      expect(response.status).toBe(403)
      expect(((await response.json()) as { code: string }).code).toBe('cross-site')
    }
  })
})

test('every answer carries the headers that browsers are held to [S3]', async () => {
  for (const target of ['/healthz', '/api/v1/session', '/nowhere', '/openapi.json', `/api/v1${path}`]) {
    const { headers } = await fetch(server.running.url + target, { headers: { cookie: server.cookie } })
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

test('roles hold: who may record what, and who may not', async () => {
  const { body: me } = await server.ask('GET', '/session')
  const set = (roles: string[], more: Record<string, string> = {}) =>
    server.ask('PUT', `${path}/members/${me.userId}`, { roles, ...more })
  expect(await set(['viewer'])).toMatchObject({ status: 403 })
  expect((await set(['strategy-administrator'], { person: 'nobody-here' })).body.detail).toContain(
    'no person',
  )
  const second = '11111111-1111-4111-8111-111111111111'
  const { status } = await server.ask('PUT', `${path}/members/${second}`, {
    roles: ['strategy-administrator'],
  })
  expect(status).toBe(200)
  await set(['kpi-owner'], { person: 'lea' })
  const check = (measure: string) =>
    server.ask('PUT', `${path}/measures/${measure}/values/2026-10`, { value: 33 })
  expect((await check('brand-awareness')).status).toBe(200)
  expect(await check('overhead-cost')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  await server.query(
    "update membership set roles = '{department-head}', department = 'finance' where user_id = $1",
    [me.userId],
  )
  expect((await check('overhead-cost')).status).toBe(200)
  expect((await check('brand-awareness')).status).toBe(403)
  await server.query("update membership set roles = '{viewer}' where user_id = $1", [me.userId])
  for (const [method, target, body] of [
    ['PUT', `${path}/measures/overhead-cost/values/2026-10`, { value: 1 }],
    ['PUT', `${path}/lock`, { until: '2025-01-31', reason: 'closed' }],
    ['POST', `${path}/strategy/apply`, { base: 0, files: [], whole: false }],
    ['PUT', `${path}/members/${me.userId}`, { roles: ['auditor'] }],
    ['GET', `${path}/events`, undefined],
    ['GET', `${path}/archive`, undefined],
  ] as const) {
    expect((await server.ask(method, target, body)).status).toBe(403)
  }
  expect((await server.ask('GET', path)).status).toBe(200)
})
