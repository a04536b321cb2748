import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { type Route, routesOf } from './routes.ts'
import { everything, TestServer } from './server.ts'

/** Stands in every text of the other organisation. */
const canary = 'zyx9canary'
/** The key of a request of the other organisation. */
const foreignKey = `key-${canary}`
const examples = join(import.meta.dirname, '../../../examples/perlbeck')
const seed = Date.now() % 1_000_000

type Ids = {
  readonly organisation: string
  readonly measure: string
  readonly kpi: string
  readonly user: string
  readonly token: string
  readonly webhook: string
  readonly delivery: string
  readonly board: string
  readonly share: string
  readonly comment: string
  readonly negotiation: string
  readonly import: string
  readonly review: string
  readonly channel: string
  readonly feed: string
}
/** Of the other organisation's board. */
let link: string
type Asker = { readonly who: string; readonly headers: Readonly<Record<string, string>> }

let server: TestServer
let routes: readonly Route[]
let own: Ids
let foreign: Ids
let ada: Asker
let bob: Asker
let askers: readonly Asker[]

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  routes = await routesOf(server.running.url)
  const token = await server.token()
  const adaId = (await server.ask('GET', '/session')).body.userId
  // One that routes may end: the other is asked with.
  await server.token()
  const [spare] = (await server.ask('GET', '/organisations/perlbeck/tokens')).body
  own = {
    organisation: 'perlbeck',
    measure: 'brand-awareness',
    kpi: 'brand-awareness',
    user: adaId,
    token: spare.id,
    webhook: await hook('perlbeck', 'own', { cookie: server.cookie }),
    delivery: crypto.randomUUID(),
    ...(await discuss('perlbeck', 'own', 'brand-awareness', { cookie: server.cookie })).ids,
    negotiation: crypto.randomUUID(),
    import: await upload('perlbeck', 'own', 'brand-awareness', { cookie: server.cookie }),
    review: crypto.randomUUID(),
    ...(await subscribe('perlbeck', 'own', { cookie: server.cookie })),
  }
  ada = { who: 'a member', headers: { cookie: server.cookie, 'sec-fetch-site': 'same-origin' } }
  const program = { who: 'a token', headers: { authorization: `Bearer ${token}` } }
  const nobody = { who: 'nobody', headers: { 'sec-fetch-site': 'same-origin' } }
  askers = [ada, program, nobody]
  await furnish()
})

/** The other organisation: somebody else's, with the canary in every text that it holds. */
async function furnish(): Promise<void> {
  await server.ask('POST', '/organisations', { slug: 'anteroom' })
  const invited = await server.ask('POST', '/organisations/anteroom/members', {
    email: `${canary}@example.org`,
    name: `Bob ${canary}`,
    roles: ['viewer'],
  })
  const accepted = await server.ask('POST', '/invitation', {
    secret: invited.body.secret,
    password: 'a horse of correct battery',
  })
  expect([accepted.status, accepted.body]).toEqual([201, {}])
  const cookie = accepted.headers.getSetCookie()[0]?.split(';')[0] as string
  bob = { who: 'a member of the other', headers: { cookie, 'sec-fetch-site': 'same-origin' } }
  const ask = async (method: string, path: string, body: unknown, headers = {}): Promise<Loose> => {
    const answer = await server.ask(method, path, body, { cookie, headers })
    expect([path, answer.status, answer.status < 300 ? '' : answer.body]).toEqual([path, answer.status, ''])
    return answer.body
  }
  await ask('POST', '/organisations', { slug: 'other' })
  const path = '/organisations/other'
  const files = readdirSync(examples)
    .filter((name) => name.endsWith('.yaml') && name !== 'answers.yaml')
    .map((name) => ({
      path: `${canary}/${name}`,
      text: `# ${canary}\n${marked(readFileSync(join(examples, name), 'utf8'))}`,
    }))
  await ask('POST', `${path}/strategy/apply`, { base: 0, files, whole: true, comment: canary })
  const measure = `${canary}-brand-awareness`
  const said = { note: `note ${canary}`, source: `source ${canary}`, reason: `reason ${canary}` }
  const key = { 'idempotency-key': foreignKey }
  await ask('POST', `${path}/values`, { values: [{ measure, period: '2026-08', value: 31, ...said }] }, key)
  await ask('PUT', `${path}/measures/${measure}/values/2026-09`, { value: 32, ...said })
  await ask('PUT', `${path}/lock`, { until: '2024-12-31', reason: `locked ${canary}` })
  const body = { name: `token ${canary}`, scopes: everything, days: 1 }
  const { id } = await ask('POST', `${path}/tokens`, body)
  const { userId } = await ask('GET', '/session', undefined)
  const subject = { kind: 'target', kpi: measure, period: 'FY27' }
  const terms = { value: '40%', reason: `reason ${canary}` }
  // Whoever owns the KPI does not agree with themselves alone.
  await ask('PUT', `${path}/members/${userId}`, { roles: ['strategy-administrator'], person: 'ines' })
  const negotiation = (await ask('POST', `${path}/negotiations`, { subject, terms })).id
  const person = `${canary}-lea`
  const [due] = (await ask('GET', `${path}/reviews`, undefined)).reviews.filter(
    (one: Loose) => one.state === 'planned' && one.due <= new Date().toISOString(),
  )
  const review = (await ask('POST', `${path}/reviews`, due.subject)).id
  const action = { what: `call ${canary}`, due: '2030-01-01' }
  await ask('POST', `${path}/reviews/${review}/steps`, { kind: 'assign', action })
  await ask('PUT', `${path}/members/${userId}`, { roles: ['strategy-administrator'], person })
  const webhook = await hook('other', canary, { cookie })
  const delivery = crypto.randomUUID()
  const { ids, token } = await discuss('other', canary, measure, { cookie })
  link = token
  const own = { organisation: 'other', measure, kpi: measure, user: userId, token: id, webhook, delivery }
  const importing = await upload('other', canary, measure, { cookie })
  const subscribed = await subscribe('other', canary, { cookie })
  foreign = { ...own, negotiation, review, ...ids, ...subscribed, import: importing }
  // Notices of everything that stands there.
  await server.running.passTelling()
}

/** Makes a chat channel, and an address of the calendar. */
async function subscribe(organisation: string, name: string, sent: { cookie: string }) {
  const path = `/organisations/${organisation}`
  const channel = {
    name: `channel ${name}`,
    format: 'slack',
    url: `https://chat.invalid/${name}`,
    sorts: ['mentioned'],
  }
  const made = await server.ask('POST', `${path}/telling/channels`, channel, sent)
  const feed = await server.ask('POST', `${path}/me/calendar`, undefined, sent)
  expect([made.status, feed.status]).toEqual([201, 201])
  return { channel: made.body.id as string, feed: feed.body.id as string }
}

/** Keeps a board, shares it, and comments. */
async function discuss(organisation: string, name: string, kpi: string, sent: { cookie: string }) {
  const ask = async (path: string, body: unknown): Promise<Loose> => {
    const answer = await server.ask('POST', `/organisations/${organisation}${path}`, body, sent)
    expect([path, answer.status]).toEqual([path, 201])
    return answer.body
  }
  const tiles = [{ id: 'a', x: 0, y: 0, w: 4, h: 3, kind: 'kpi', kpi }]
  const { id: board } = await ask('/boards', { name: `board ${name}`, tiles })
  const { id: share, token } = await ask(`/boards/${board}/share`, { days: 1 })
  const { id: comment } = await ask('/comments', { on: `kpi:${kpi}`, text: `comment ${name}` })
  return { ids: { board, share, comment }, token: token as string }
}

/** Sends a file of values, with one that is rejected, and says how it is read. */
async function upload(organisation: string, name: string, measure: string, sent: { cookie: string }) {
  const at = `/organisations/${organisation}/imports`
  const file = `measure,period,value\n${measure},2026-08,30\n${name},2026-08,30\n`
  const headers = { 'content-type': 'application/octet-stream' }
  const { status, body } = await server.ask('POST', `${at}?name=${name}.csv`, file, { ...sent, headers })
  expect([status, body.detail]).toEqual([201, undefined])
  await server.ask('PUT', `${at}/${body.id}/mapping`, body.mapping, sent)
  return body.id as string
}

async function hook(organisation: string, name: string, sent: { cookie: string }): Promise<string> {
  const url = `https://hooks.invalid/${name}`
  const { body } = await server.ask('POST', `/organisations/${organisation}/webhooks`, { url }, sent)
  return body.id
}

/** The demo's files with the canary in names, descriptions, and in the ids that are asked for. */
function marked(text: string): string {
  return text
    .replace(/\b(name|description): (?=[A-Za-z])/g, `$1: ${canary} `)
    .replace(/\bbrand-awareness\b/g, `${canary}-brand-awareness`)
    .replace(/\blea\b(?!@)/g, `${canary}-lea`)
    .replaceAll('@perlbeck.example', `@${canary}.example`)
}

type Told = { readonly status: number; readonly text: string; readonly sent: string }

/** Asks a route with some ids; a stream is read for a moment only. */
async function ask({ method, path }: Route, ids: Ids, { headers }: Asker, key?: string): Promise<Told> {
  const subject = path.endsWith('/explanation')
    ? `?kind=kpi&id=${ids.kpi}`
    : path.endsWith('/comments') && method === 'GET'
      ? `?on=kpi:${ids.kpi}`
      : path.endsWith('/news')
        ? '?after=0'
        : path.endsWith('/imports') && method === 'POST'
          ? '?name=x.csv'
          : ''
  const filled =
    path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent({ ...ids, period: '2026-08' }[name] ?? 'x'),
    ) + subject
  const body = bodyOf(method, path, ids)
  const isStream = path.endsWith('/stream')
  const sent = `${filled} ${body ?? ''}`
  const response = await fetch(server.running.url + filled, {
    method,
    headers: {
      ...headers,
      ...(body !== undefined && {
        'content-type': path.endsWith('/imports') ? 'application/octet-stream' : 'application/json',
      }),
      ...(isStream && { 'last-event-id': '0' }),
      ...(key !== undefined && { 'idempotency-key': key }),
    },
    body: body ?? null,
    ...(isStream && { signal: AbortSignal.timeout(300) }),
  })
  if (response.status === 503) {
    await sleep(500)
    return ask({ method, path } as Route, ids, { headers } as Asker, key)
  }
  let text = JSON.stringify([...response.headers])
  try {
    for await (const part of response.body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(part).toString()
  } catch (error) {
    if (!isStream) throw error
  }
  return { status: response.status, text, sent }
}

const email = 'carla@example.org'
const password = 'yet another long password'

const ways = Object.fromEntries(
  [
    'check-in-due',
    'check-in-late',
    'offer-waits',
    'agreement-stale',
    'mentioned',
    'action-due',
    'review-soon',
    'finding-new',
  ].map((sort) => [sort, 'inbox']),
)
const telling = { language: 'en', quiet: null, digest: { every: 'none' }, ways }
const preferences = { ...telling, timeZone: null }
const reminders = { graceDays: 5, daysBefore: [], daysAfter: [], escalateAfterDays: null, at: '09:00' }

/** A body that the route takes, so that nothing but rights stands in the way. */
function bodyOf(method: string, path: string, { measure, user }: Ids): string | undefined {
  const tiles = [{ id: 'a', x: 0, y: 0, w: 1, h: 1, kind: 'kpi', kpi: measure }]
  const board = { name: 'x', tiles }
  const bodies: Readonly<Record<string, unknown>> = {
    'POST /api/v1/claim': { secret: 'x', email, name: 'Carla', password },
    'POST /api/v1/session': { email, password },
    'POST /api/v1/invitation': { secret: 'x', password },
    'POST /api/v1/organisations': { slug: 'other' },
    'POST /members': { email, name: 'Carla', roles: ['viewer'] },
    'POST /what-if': { changes: [{ measure, change: 0.1 }] },
    'POST /seek': { kpi: measure, levers: [measure] },
    'POST /smart': { sentence: 'increase revenue by 5%' },
    'POST /calendar': {},
    'PUT /{webhook}': { isPaused: true },
    'PUT /{user}': { roles: user === own.user ? ['strategy-administrator'] : ['viewer'] },
    'POST /webhooks': { url: 'https://hooks.invalid/' },
    'POST /api/v1/organisations/{organisation}/values/plan': { measure, period: '2026-08', value: 30 },
    'POST /boards': board,
    'PUT /{board}': board,
    'POST /numbers': { tiles },
    'POST /share': { days: 1 },
    'POST /comments': { on: `kpi:${measure}`, text: 'x' },
    'POST /tokens': { name: 'x', scopes: ['read'], days: 1 },
    'POST /negotiations': { subject: { kind: 'target', kpi: measure, period: 'FY27' }, terms: { value: 30 } },
    'POST /reviews': { cycle: 'company', period: '2026-Q3' },
    'POST /effect': { subject: { kind: 'target', kpi: measure, period: 'FY27' }, terms: { value: 30 } },
    'POST /steps': path.includes('/reviews/') ? { kind: 'join' } : { kind: 'withdraw', reason: 'x' },
    'POST /plan': { base: 0, files: [], whole: false },
    'POST /edits': { base: 0, edits: [{ kind: 'set', item: 'measure', id: measure, fields: {} }] },
    'POST /undo': { seq: 1 },
    'POST /apply': { base: 0, files: [], whole: false },
    'POST /values': { values: [{ measure, period: '2026-08', value: 30 }] },
    'PUT /{period}': { value: 30 },
    'POST /imports': 'measure,period,value',
    'PUT /mapping': {
      sheet: 0,
      headerRow: 1,
      columns: ['measure', 'period', 'value'],
      decimal: 'either',
      dayOrder: 'either',
      repairs: [],
    },
    'POST /read': {},
    'PUT /preferences': preferences,
    'PUT /telling': { ...telling, reminders },
    'POST /test': {},
    'POST /channels': { name: 'x', format: 'slack', url: 'https://chat.invalid/', sorts: ['mentioned'] },
    'PUT /{channel}': { name: 'x', sorts: ['mentioned'] },
    'POST /{token}': { value: 30 },
    'PUT /lock': { until: '2024-01-31', reason: 'closed' },
  }
  const body = bodies[`${method} ${path}`] ?? bodies[`${method} /${path.split('/').at(-1)}`]
  return body === undefined ? undefined : JSON.stringify(body)
}

const inside = (): readonly Route[] => routes.filter(({ path }) => path.includes('{organisation}'))
/** Signing out would end what the other requests ask with. */
const harmless = (): readonly Route[] =>
  routes.filter(({ method, path }) => !(method === 'DELETE' && /sessions?$/.test(path)))

test('the other organisation is told to its own member: the canary is there to be found', async () => {
  const told = new Map<string, boolean>()
  for (const route of inside().filter(({ method }) => method === 'GET')) {
    const { status, text } = await ask(route, foreign, bob)
    expect([route.path, status]).toEqual([route.path, 200])
    told.set(route.path, text.includes(canary))
  }
  // What is in a document is packed.
  expect([...told].filter(([, isThere]) => !isThere).map(([path]) => path)).toEqual([
    '/api/v1/organisations/{organisation}/scorecard.xlsx',
    '/api/v1/organisations/{organisation}/scorecard.pdf',
    '/api/v1/organisations/{organisation}/scorecard.pptx',
    '/api/v1/organisations/{organisation}/reviews/{review}/pack.xlsx',
    '/api/v1/organisations/{organisation}/reviews/{review}/pack.pdf',
    '/api/v1/organisations/{organisation}/reviews/{review}/pack.pptx',
    '/api/v1/organisations/{organisation}/kpis/{kpi}/outlook',
    '/api/v1/organisations/{organisation}/imports/sample.csv',
    '/api/v1/organisations/{organisation}/webhooks/{webhook}/deliveries',
    '/api/v1/organisations/{organisation}/boards/{board}/share',
    '/api/v1/organisations/{organisation}/agreements',
    '/api/v1/organisations/{organisation}/kpis/{kpi}/proposal',
    '/api/v1/organisations/{organisation}/stream',
    '/api/v1/organisations/{organisation}/audit/chain',
    '/api/v1/organisations/{organisation}/news',
    '/api/v1/organisations/{organisation}/me/preferences',
    '/api/v1/organisations/{organisation}/me/calendar',
    '/api/v1/organisations/{organisation}/telling',
    '/api/v1/organisations/{organisation}/telling/sendings',
  ])
})

test('no route lets anybody else into it: 404 for a member of another, 401 for the rest, and not a word [S9]', async () => {
  expect(inside().length).toBeGreaterThan(15)
  for (const route of inside()) {
    for (const [index, asker] of askers.entries()) {
      for (const ids of [foreign, { ...own, organisation: 'other' }]) {
        const { status, text, sent } = await ask(route, ids, asker, foreignKey)
        const place = `${route.method} ${sent} as ${asker.who}`
        expect([place, status]).toEqual([place, index === 0 ? 404 : 401])
        expect(text.replaceAll(ids.measure, '')).not.toContain(canary)
      }
    }
  }
})

test('a link to its board tells of that board and its KPI to whoever has it, and of nothing else [S9]', async () => {
  const answer = await server.ask('GET', `/shared/${link}`, undefined, { cookie: '' })
  expect([answer.status, answer.body.name]).toEqual([200, `board ${canary}`])
  expect(answer.body.numbers.kpis.map(({ kpi }: Loose) => kpi.id)).toEqual([foreign.kpi])
  expect(JSON.stringify(answer.body)).not.toContain(`comment ${canary}`)
  for (const route of inside().filter(({ method }) => method === 'GET')) {
    for (const headers of [{ authorization: `Bearer ${link}` }, { cookie: `__Host-sid=${link}` }]) {
      const { status, text } = await ask(route, foreign, { who: 'the link', headers })
      expect([route.path, status]).toEqual([route.path, 401])
      expect(text.replaceAll(foreign.measure, '')).not.toContain(canary)
    }
  }
  await server.expectReplay('perlbeck')
})

test("its ids say nothing at any route of one's own organisation [S9]", async () => {
  for (const route of harmless()) {
    for (const asker of askers) {
      for (const kind of [
        'measure',
        'kpi',
        'user',
        'token',
        'board',
        'share',
        'comment',
        'import',
        'channel',
        'feed',
      ] as const) {
        const ids = { ...own, [kind]: foreign[kind] }
        const { status, text } = await ask(route, ids, asker)
        expect(status).toBeLessThan(500)
        expect(text.replaceAll(foreign.measure, '')).not.toContain(canary)
        const isNamed = route.path.includes(`{${kind}}`) && kind !== 'user'
        if (isNamed)
          expect([route.path, asker.who, status]).toEqual([
            route.path,
            asker.who,
            asker.who === 'nobody' && route.path.includes('{organisation}') ? 401 : 404,
          ])
      }
    }
  }
})

test("a key that a request of the other organisation had is free in one's own [N5]", async () => {
  const route = inside().find(({ method, path }) => method === 'POST' && path.endsWith('/values')) as Route
  const { status, text } = await ask(route, own, askers[1] as Asker, foreignKey)
  expect([status, text.includes('"rowsIn":1')]).toEqual([200, true])
  expect(text).not.toContain(canary)
})

test('random ids of every kind find nothing of it [S9]', async () => {
  const random = () => crypto.randomUUID()
  const targets = inside().filter(({ path }) => /\{(?:user|token|measure|kpi)\}/.test(path))
  for (let count = 0; count < 300; count++) {
    const route = targets[(count + seed) % targets.length] as Route
    const asker = askers[count % askers.length] as Asker
    const id = count % 2 === 0 ? random() : `${'abcdefghij'[count % 10]}-${count}`
    const ids = {
      organisation: count % 3 === 0 ? 'other' : 'perlbeck',
      measure: id,
      kpi: id,
      user: random(),
      token: random(),
      webhook: random(),
      delivery: random(),
      board: random(),
      share: random(),
      comment: random(),
      negotiation: random(),
      import: random(),
      review: random(),
      channel: random(),
      feed: random(),
    }
    const { status, text } = await ask(route, ids, asker)
    expect(status).toBeLessThan(500)
    expect(text).not.toContain(canary)
  }
})

test('what happens in it is told to no stream of another, and stands in no archive and no log [S9] [S24]', async () => {
  const stream = await fetch(`${server.running.url}/api/v1/organisations/perlbeck/stream`, {
    headers: ada.headers,
    signal: AbortSignal.timeout(1500),
  })
  for (let value = 40; value < 50; value++) {
    const path = `/organisations/other/measures/${foreign.measure}/values/2026-09`
    const sent = { cookie: bob.headers.cookie as string }
    const { status } = await server.ask('PUT', path, { value, note: canary }, sent)
    expect(status).toBe(200)
  }
  let text = ''
  try {
    for await (const part of stream.body as unknown as AsyncIterable<Uint8Array>)
      text += Buffer.from(part).toString()
  } catch {
    // The stream has no end of its own.
  }
  expect(text).toContain('event: hello')
  expect(text).not.toContain(canary)
  const archive = await server.ask('GET', '/organisations/perlbeck/archive')
  expect(archive.body).toContain('"type":"end"')
  expect(archive.body).not.toContain(canary)
  const log = server.logged.join('\n')
  for (const secret of [
    canary,
    server.cookie,
    bob.headers.cookie,
    ...Object.values(askers[1]?.headers ?? {}),
  ])
    expect(log).not.toContain(secret)
  await server.expectReplay('perlbeck')
})
