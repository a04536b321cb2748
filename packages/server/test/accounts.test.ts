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
      { slug: 'perlbeck', roles: ['strategy-administrator'], isDemo: true, person: null },
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

test('who guesses passwords waits longer each time, and others do not [S6]', async () => {
  const signIn = (email: string, guess: string) =>
    server.ask('POST', '/session', { email, password: guess }, { cookie: '' })
  for (let guess = 0; guess < 5; guess++)
    expect((await signIn('guess@example.org', `wrong ${guess}`)).status).toBe(401)
  const waiting = await signIn('guess@example.org', 'wrong 5')
  expect(waiting).toMatchObject({ status: 429, body: { code: 'too-many-requests' } })
  expect(Number(waiting.headers.get('retry-after'))).toBeGreaterThan(50)
  expect((await signIn('ada@example.org', password)).status).toBe(200)
  now += 61_000
  expect((await signIn('guess@example.org', 'wrong 6')).status).toBe(401)
  const longer = await signIn('guess@example.org', 'wrong 7')
  expect(Number(longer.headers.get('retry-after'))).toBeGreaterThan(110)
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
    ['POST', `${path}/members`],
    ['POST', '/invitation'],
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

describe('members', () => {
  const invite = (email: string, more: Record<string, unknown>) =>
    server.ask('POST', `${path}/members`, { email, name: 'Somebody', ...more })
  const join = async (secret: string): Promise<string> => {
    const { status, headers } = await server.ask('POST', '/invitation', { secret, password }, { cookie: '' })
    expect(status).toBe(201)
    return headers.getSetCookie()[0]?.split(';')[0] as string
  }
  const record = (cookie: string, measure: string) =>
    server.ask('PUT', `${path}/measures/${measure}/values/2026-10`, { value: 33 }, { cookie })

  test('are invited by a secret that holds once', async () => {
    const { status, body } = await invite('lea@example.org', { roles: ['kpi-owner'], person: 'lea' })
    expect(status).toBe(201)
    const cookie = await join(body.secret)
    expect((await server.ask('GET', path, undefined, { cookie })).status).toBe(200)
    const again = await server.ask('POST', '/invitation', { secret: body.secret, password }, { cookie: '' })
    expect(again).toMatchObject({ status: 403, body: { code: 'claim-expired' } })
    expect((await invite('lea@example.org', { roles: ['viewer'] })).body.secret).toBe(null)
    expect(
      (await invite('x@example.org', { roles: ['viewer'], person: 'nobody-here' })).body.detail,
    ).toContain('no person')
  })

  test('record what is theirs, and nothing else', async () => {
    const owner = await invite('owner@example.org', { roles: ['kpi-owner'], person: 'lea' })
    const head = await invite('head@example.org', { roles: ['department-head'], department: 'finance' })
    const [lea, mara] = [await join(owner.body.secret), await join(head.body.secret)]
    expect((await record(lea, 'brand-awareness')).status).toBe(200)
    expect(await record(lea, 'overhead-cost')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    expect((await record(mara, 'overhead-cost')).status).toBe(200)
    expect((await record(mara, 'brand-awareness')).status).toBe(403)
  })

  test('who may only read change nothing, and a change of roles holds at once', async () => {
    const { body } = await invite('guest@example.org', { roles: ['viewer'] })
    const cookie = await join(body.secret)
    for (const [method, target, sent] of [
      ['PUT', `${path}/measures/overhead-cost/values/2026-10`, { value: 1 }],
      ['POST', `${path}/values`, { values: [{ measure: 'overhead-cost', period: '2026-10', value: 1 }] }],
      ['PUT', `${path}/lock`, { until: '2025-01-31', reason: 'closed' }],
      ['POST', `${path}/strategy/apply`, { base: 0, files: [], whole: false }],
      ['PUT', `${path}/members/${body.userId}`, { roles: ['auditor'] }],
      ['POST', `${path}/members`, { email: 'y@example.org', name: 'Y', roles: ['viewer'] }],
      ['GET', `${path}/events`, undefined],
      ['GET', `${path}/archive`, undefined],
    ] as const) {
      expect((await server.ask(method, target, sent, { cookie })).status).toBe(403)
    }
    expect((await server.ask('GET', path, undefined, { cookie })).status).toBe(200)
    await server.ask('PUT', `${path}/members/${body.userId}`, { roles: ['auditor'] })
    expect((await server.ask('GET', `${path}/events`, undefined, { cookie })).status).toBe(200)
    await server.expectReplay()
  })

  test('the last administrator stays one', async () => {
    const { body: me } = await server.ask('GET', '/session')
    const demoted = await server.ask('PUT', `${path}/members/${me.userId}`, { roles: ['viewer'] })
    expect(demoted).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  })
})
