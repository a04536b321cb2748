import { beforeAll, describe, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
let guest: string
let late = 0
const at = '/organisations/perlbeck'
const tile = { id: 'a', x: 0, y: 0, w: 6, h: 4 }
const overlay = { ...tile, kind: 'overlay', kpi: 'operating-cash-flow', other: 'revenue' }
const score = { id: 'b', x: 6, y: 0, w: 6, h: 4, kind: 'alignment' }

beforeAll(async () => {
  server = await TestServer.start({ clock: () => Date.now() + late })
  await server.claim()
  const { kpis } = (await server.ask('GET', `${at}/strategy/model`)).body
  overlay.kpi = kpis.find(({ id }: Loose) => /cash/.test(id)).id
  guest = await member('guest@example.org', 'viewer')
})

async function member(email: string, role: string): Promise<string> {
  const { body } = await server.ask('POST', `${at}/members`, { email, name: 'Gus', roles: [role] })
  const sent = { secret: body.secret, password: 'a horse of correct battery' }
  const { headers } = await server.ask('POST', '/invitation', sent)
  return headers.getSetCookie()[0]?.split(';')[0] as string
}

const create = async (tiles: readonly unknown[] = [overlay, score], cookie = server.cookie) =>
  server.ask('POST', `${at}/boards`, { name: 'Cash', tiles }, { cookie })
const open = (token: string) => server.ask('GET', `/shared/${token}`, undefined, { cookie: '' })
const share = async (board: string, days = 7) => server.ask('POST', `${at}/boards/${board}/share`, { days })

describe('a board', () => {
  test('is kept, changed by who saw its last version, and deleted; its events come to its rows', async () => {
    const made = await create()
    expect([made.status, made.headers.get('etag')]).toEqual([201, '"1"'])
    const path = `${at}/boards/${made.body.id}`
    const body = { name: 'Cash and sales', tiles: [overlay] }
    const changed = await server.ask('PUT', path, body, { headers: { 'if-match': '"1"' } })
    expect(changed.body).toMatchObject({ name: 'Cash and sales', version: 2, mayChange: true })
    const stale = await server.ask('PUT', path, body, { headers: { 'if-match': '"1"' } })
    expect([stale.status, stale.body.code, stale.body.version]).toEqual([412, 'board-changed', 2])
    expect((await server.ask('PUT', path, body, { headers: { 'if-match': '"2"' } })).body.version).toBe(2)
    expect((await server.ask('GET', `${at}/boards`)).body).toContainEqual(
      expect.objectContaining({ id: made.body.id, tiles: 1, ownerName: 'Ada' }),
    )
    await server.expectReplay()
    expect((await server.ask('DELETE', path)).status).toBe(200)
    expect((await server.ask('GET', path)).status).toBe(404)
    await server.expectReplay()
  })

  test('is refused with the tile and field that are wrong', async () => {
    const cases: readonly (readonly [unknown, string])[] = [
      [{ ...overlay, other: 'nothing-here' }, 'tiles.0.other'],
      [{ ...overlay, x: 8, w: 6 }, 'tiles.0.w'],
    ]
    for (const [wrong, field] of cases) {
      const { status, body } = await create([wrong])
      expect([status, body.faults[0].field]).toEqual([400, field])
    }
    expect((await create([score, score])).body.faults[0].field).toBe('tiles.1.id')
    const many = Array.from({ length: 41 }, (_, index) => ({ ...score, id: `t${index}` }))
    expect((await create(many)).status).toBe(400)
    expect((await create([{ ...score, kind: 'frame', url: 'https://x.example' }])).status).toBe(400)
  })

  test('of a viewer is theirs: another viewer reads it and changes nothing, an administrator may', async () => {
    const { body } = await create([score], guest)
    const other = await member('other@example.org', 'viewer')
    const path = `${at}/boards/${body.id}`
    expect((await server.ask('GET', path, undefined, { cookie: other })).body.mayChange).toBe(false)
    for (const [method, below, sent] of [
      ['PUT', '', { name: 'Mine', tiles: [] }],
      ['DELETE', '', undefined],
      ['POST', '/share', { days: 1 }],
    ] as const)
      expect((await server.ask(method, path + below, sent, { cookie: other })).body.code).toBe('forbidden')
    expect((await server.ask('PUT', path, { name: 'Tidy', tiles: [score] })).body.version).toBe(2)
    const wirer = await member('wirer@example.org', 'connector-administrator')
    expect((await create([score], wirer)).body.code).toBe('forbidden')
  })

  test('shows the numbers that the KPI itself and the report show', async () => {
    const { body } = await server.ask('POST', `${at}/boards/numbers`, {
      tiles: [
        overlay,
        score,
        { ...score, id: 'c', kind: 'scorecard', by: 'perspective', group: 'financial' },
      ],
    })
    expect(body.kpis.map(({ kpi }: Loose) => kpi.id)).toEqual([overlay.kpi, 'revenue'])
    const revenue = (await server.ask('GET', `${at}/kpis/revenue?periods=25`)).body
    expect(body.kpis[1].kpi).toMatchObject(revenue.kpi)
    expect(body.kpis[1].series.map(({ actual }: Loose) => actual)).toEqual(
      revenue.series.map(({ actual }: Loose) => actual),
    )
    expect(body.alignment.score).toBe((await server.ask('GET', `${at}/alignment`)).body.score)
    expect(body.groups.map(({ id }: Loose) => id)).toEqual(['financial'])
  })
})

describe('a link to a board', () => {
  test('opens that board with the numbers of its KPIs and nothing else, until it is revoked', async () => {
    const { id } = (await create([overlay])).body
    const made = await share(id)
    expect([made.status, made.body.token]).toEqual([201, expect.stringMatching(/^[\w-]{65}$/)])
    const { token } = made.body
    const { status, body } = await open(token)
    expect([status, body.name, body.tiles]).toEqual([200, 'Cash', [overlay]])
    expect(body.numbers.kpis.map(({ kpi }: Loose) => kpi.id)).toEqual([overlay.kpi, 'revenue'])
    expect([body.numbers.groups, body.numbers.alignment]).toEqual([[], null])
    expect(JSON.stringify(body)).not.toContain('@')
    for (const path of [at, `${at}/boards/${id}`, `${at}/kpis/revenue`, `${at}/boards`])
      for (const sent of [{ token }, { cookie: `__Host-sid=${token}` }])
        expect([path, (await server.ask('GET', path, undefined, sent)).status]).toEqual([path, 401])
    const listed = (await server.ask('GET', `${at}/boards/${id}/share`)).body
    expect(listed).toEqual([
      { id: made.body.id, createdAt: made.body.createdAt, expiresAt: made.body.expiresAt, isRevoked: false },
    ])
    const [row] = await server.query('select * from board_share where share_id = $1', [made.body.id])
    expect(row.token_hash).toHaveLength(32)
    const texts = await server.query(
      'select payload, (select string_agg(answer, $1) from idempotency) as kept from event',
      [' '],
    )
    expect(JSON.stringify(texts)).not.toContain(token)
    expect((await server.ask('DELETE', `${at}/boards/${id}/share/${made.body.id}`)).status).toBe(200)
    expect((await open(token)).status).toBe(404)
    await server.expectReplay()
  })

  test('opens nothing once it has expired, its board is gone, or a letter of it is another', async () => {
    const { id } = (await create([score])).body
    const short = (await share(id, 1)).body.token
    const long = (await share(id, 366)).body.token as string
    const swapped = `${long.slice(0, -2)}${long.at(-2) === 'A' ? 'B' : 'A'}${long.at(-1)}`
    const elsewhere = Buffer.from(crypto.randomUUID().replaceAll('-', ''), 'hex').toString('base64url')
    for (const token of [swapped, elsewhere + long.slice(22), long.slice(1), `${long}x`, 'x'])
      expect((await open(token)).status).toBe(404)
    expect([(await open(short)).status, (await open(long)).status]).toEqual([200, 200])
    late = 86_400_000 + 1000
    expect([(await open(short)).status, (await open(long)).status]).toEqual([404, 200])
    late = 0
    await server.ask('DELETE', `${at}/boards/${id}`)
    expect((await open(long)).status).toBe(404)
    await server.expectReplay()
  })

  test('is asked for as often as an address of the network may, whatever else is sent', async () => {
    const limited = await TestServer.start({ limits: { perMinute: 20, latestMs: 60_000 } })
    const statuses: number[] = []
    for (let count = 0; count < 30; count++) {
      const { status } = await limited.ask('GET', '/shared/x', undefined, { token: `made-up-${count}` })
      statuses.push(status)
    }
    expect([statuses[0], statuses.at(-1)]).toEqual([404, 429])
  })
})

describe('comments', () => {
  const on = 'kpi:revenue'
  const say = (text: string, mentions: readonly string[] = [], cookie = server.cookie, subject = on) =>
    server.ask('POST', `${at}/comments`, { on: subject, text, mentions }, { cookie })
  const said = async (more = '') => (await server.ask('GET', `${at}/comments?on=${on}${more}`)).body

  test('are kept with their author, their mentions and their time, and come to their rows', async () => {
    const first = await say('Why **this** month? @lea', ['lea'])
    expect(first.body).toMatchObject({ authorName: 'Ada', mentions: [{ id: 'lea' }], mayRemove: true })
    const second = await say('Because of <script>alert(1)</script>', [], guest)
    expect(second.status).toBe(201)
    expect((await said()).comments.map(({ text }: Loose) => text)).toEqual([
      second.body.text,
      first.body.text,
    ])
    const page = await said('&limit=1')
    expect((await said(`&limit=1&before=${page.next}`)).comments[0].id).toBe(first.body.id)
    await server.expectReplay()
  })

  test('are taken away by their author or an administrator, and by nobody else', async () => {
    const mine = (await say('mine')).body
    const theirs = (await say('theirs', [], guest)).body
    const own = (await say('own', [], guest)).body
    const remove = (id: string, cookie: string) =>
      server.ask('DELETE', `${at}/comments/${id}`, undefined, { cookie })
    expect((await remove(mine.id, guest)).body.code).toBe('forbidden')
    expect((await remove(own.id, guest)).status).toBe(200)
    expect((await remove(theirs.id, server.cookie)).status).toBe(200)
    expect((await remove(theirs.id, server.cookie)).status).toBe(404)
    await server.expectReplay()
  })

  test('are refused on what is not there, too long, or to nobody', async () => {
    expect((await say('x', [], server.cookie, 'kpi:nothing')).status).toBe(404)
    expect((await say('x', [], server.cookie, 'finding:gap:nothing')).status).toBe(404)
    expect((await say('x', [], server.cookie, 'finding:gap:revenue')).status).toBe(201)
    expect((await say('x'.repeat(10_001))).status).toBe(400)
    expect((await say('x', ['leah'])).body.detail).toContain('leah')
  })
})
