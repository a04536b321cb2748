import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { restore } from '../src/restore.ts'
import { delaysMs } from '../src/webhooks/attempt.ts'
import { eventKinds } from '../src/webhooks/message.ts'
import { makeDatabase } from './database.ts'
import type { Loose } from './loose.ts'
import { eventually, isSigned, Receiver } from './receiver.ts'
import { everything, TestServer } from './server.ts'

let server: TestServer
let receiver: Receiver
let token: string
let late = 0
const path = '/organisations/perlbeck'

beforeAll(async () => {
  receiver = await Receiver.open()
  server = await TestServer.start({ egressAllow: [receiver.host], clock: () => Date.now() + late })
  await server.claim()
  token = await server.token('perlbeck', everything, 30)
})

const ask = (method: string, below: string, body?: unknown, as = token) =>
  server.ask(method, `${path}${below}`, body, { token: as })
const create = async (kinds: readonly string[] | null = ['values-recorded'], url = receiver.url) =>
  (await ask('POST', '/webhooks', { url, kinds })).body as { id: string; secret: string }
const remove = (id: string) => ask('DELETE', `/webhooks/${id}`)
let value = 100
const record = async (): Promise<number> => {
  const values = [{ measure: 'website-visits', period: '2026-W40', value: ++value }]
  return (await ask('POST', '/values', { values })).body.seq
}
const log = async (id: string) => (await ask('GET', `/webhooks/${id}/deliveries`)).body.deliveries
const page = async (id: string, more: string) =>
  (await ask('GET', `/webhooks/${id}/deliveries?limit=1${more}`)).body
const settled = (id: string, count = 1) =>
  eventually(
    () => log(id),
    (rows) => rows.filter((row: Loose) => row.state !== 'waiting').length >= count,
  )

describe('a webhook', () => {
  test('tells of an event once, signed, with what it is about and no value', async () => {
    const before = receiver.received.length
    const { id, secret } = await create()
    const seq = await record()
    const [row] = await settled(id)
    expect(row).toMatchObject({ seq, kind: 'values-recorded', state: 'delivered', attempts: 1, status: 200 })
    const [message, ...more] = receiver.received.slice(before)
    expect(more).toEqual([])
    expect(isSigned(message!, secret)).toBe(true)
    expect(isSigned({ ...message!, body: `${message!.body} ` }, secret)).toBe(false)
    expect(message!.headers['webhook-id']).toBe(`${id}_${seq}`)
    expect(Math.abs(Number(message!.headers['webhook-timestamp']) * 1000 - Date.now())).toBeLessThan(30_000)
    expect(JSON.parse(message!.body)).toEqual({
      type: 'values-recorded',
      timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
      data: {
        organisation: 'perlbeck',
        seq,
        values: [{ measure: 'website-visits', period: '2026-W40' }],
        count: 1,
      },
    })
    await remove(id)
    await server.expectReplay()
  })

  test('that is paused has what it is to be told wait, and sends it when it goes on', async () => {
    const { id } = await create()
    const pause = (isPaused: boolean) => ask('PUT', `/webhooks/${id}`, { isPaused })
    expect((await pause(true)).body).toEqual({ id, isPaused: true })
    expect((await pause(true)).status).toBe(200)
    const seq = await record()
    const [row] = await eventually(
      () => log(id),
      (rows) => rows.length === 1,
    )
    expect(row).toMatchObject({ seq, state: 'waiting', attempts: 0 })
    const listed = (await ask('GET', '/webhooks')).body.find((one: Loose) => one.id === id)
    expect(listed.isPaused).toBe(true)
    await server.expectReplay()
    const before = receiver.received.length
    await pause(false)
    await settled(id)
    expect((await log(id))[0]).toMatchObject({ seq, state: 'delivered', attempts: 1 })
    expect(receiver.received.length).toBe(before + 1)
    await remove(id)
    expect((await pause(true)).status).toBe(404)
    await server.expectReplay()
  })

  test('tells of the kinds it was made for, and of all where none is named', async () => {
    const one = await create(['periods-locked'])
    const all = await create(null)
    await record()
    const { seq } = (await ask('PUT', '/lock', { until: '2024-01-31', reason: 'audited' })).body
    await settled(all.id, 2)
    await settled(one.id)
    expect((await log(one.id)).map((row: Loose) => row.seq)).toEqual([seq])
    expect((await log(all.id)).map((row: Loose) => row.kind)).toEqual(['periods-locked', 'values-recorded'])
    const pages = [await page(all.id, ''), await page(all.id, `&before=${(await log(all.id))[0].id}`)]
    expect(pages.flatMap(({ deliveries }) => deliveries)).toEqual(await log(all.id))
    expect((await page(all.id, `&before=${pages[1].next}`)).deliveries).toEqual([])
    const lock = receiver.received.findLast(({ body }) => JSON.parse(body).type === 'periods-locked')
    const told = JSON.parse(lock!.body).data
    expect(told).toMatchObject({ until: '2024-01-31', reason: 'audited' })
    await Promise.all([remove(one.id), remove(all.id)])
  })

  test('shows its secret once, keeps it sealed, and names it nowhere else', async () => {
    const { id, secret } = await create()
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const listed = (await ask('GET', '/webhooks')).body
    expect(listed).toEqual([
      { id, url: receiver.url, kinds: ['values-recorded'], createdAt: expect.any(String), isPaused: false },
    ])
    const key = Buffer.from(secret.slice(6), 'base64')
    const dump = JSON.stringify([
      await server.query('select encode(sealed_secret, $1) as sealed from webhook', ['hex']),
      await server.query('select payload from event'),
      server.logged,
    ])
    for (const form of [key.toString('hex'), key.toString('base64'), key.toString('base64url')])
      expect(dump).not.toContain(form)
    expect(statSync(join(server.folder, 'secrets.key')).mode & 0o777).toBe(0o600)
    await remove(id)
    expect((await ask('GET', '/webhooks')).body).toEqual([])
    expect((await remove(id)).status).toBe(404)
    await server.expectReplay()
  })

  test('asks for the right to manage connectors, and for an address that can be called', async () => {
    const viewer = await server.token('perlbeck', ['read', 'read-audit'])
    for (const [method, below] of [
      ['GET', '/webhooks'],
      ['POST', '/webhooks'],
      ['DELETE', `/webhooks/${crypto.randomUUID()}`],
      ['GET', `/webhooks/${crypto.randomUUID()}/deliveries`],
    ] as const) {
      const body = method === 'POST' ? { url: receiver.url } : undefined
      expect([method, below, (await ask(method, below, body, viewer)).status]).toEqual([method, below, 403])
    }
    for (const url of ['http://127.0.0.1:1/', 'https://169.254.169.254/', 'https://a:b@example.org/', 'x']) {
      const { status, body } = await ask('POST', '/webhooks', { url })
      expect([url, status, body.faults?.[0].field]).toEqual([url, 400, 'url'])
    }
    expect((await ask('POST', '/webhooks', { url: receiver.url, kinds: ['nothing'] })).status).toBe(400)
  })
})

test('webhooks of one organisation are not there for another', async () => {
  const { id } = await create(null)
  await record()
  const [row] = await settled(id)
  expect((await server.ask('POST', '/organisations', { slug: 'other' })).status).toBe(201)
  const foreign = await server.token('other', everything)
  const there = (method: string, below: string) =>
    server.ask(method, `/organisations/other/webhooks${below}`, undefined, { token: foreign })
  expect((await there('GET', '')).body).toEqual([])
  expect((await there('GET', `/${id}/deliveries`)).body.deliveries).toEqual([])
  expect((await there('POST', `/${id}/deliveries/${row.id}/again`)).status).toBe(404)
  expect((await there('DELETE', `/${id}`)).status).toBe(404)
  await remove(id)
})

describe('a delivery that fails', () => {
  test('is tried again later and later, and comes to an end that the log shows', async () => {
    const { id } = await create()
    receiver.status = 503
    const before = receiver.received.length
    await record()
    for (const [tries, delay] of delaysMs.entries()) {
      const [row] = await eventually(
        () => log(id),
        ([one]) => one?.attempts === tries + 1 && one.status === 503,
      )
      expect(row).toMatchObject({ state: 'waiting', fault: 'The receiver answered 503.', endedAt: null })
      const waits = Date.parse(row.nextAt) - (Date.now() + late)
      expect(waits).toBeLessThanOrEqual(delay)
      expect(waits).toBeGreaterThan(delay - 5000)
      late += delay
    }
    const [row] = await settled(id)
    expect(row).toMatchObject({ state: 'failed', attempts: delaysMs.length + 1, status: 503, nextAt: null })
    const sent = receiver.received.slice(before)
    expect(sent.length).toBe(delaysMs.length + 1)
    expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1)

    receiver.status = 200
    const again = await ask('POST', `/webhooks/${id}/deliveries/${row.id}/again`)
    expect(again.status).toBe(202)
    const rows = await settled(id, 2)
    expect(rows.map((one: Loose) => [one.id === again.body.id, one.state])).toEqual([
      [true, 'delivered'],
      [false, 'failed'],
    ])
    expect(receiver.received.at(-1)!.headers['webhook-id']).toBe(sent[0]!.headers['webhook-id'])
    await remove(id)
  })

  test('ends at once where the receiver is gone, is not to be called, or the webhook was deleted', async () => {
    const gone = await create()
    receiver.status = 410
    await record()
    expect((await settled(gone.id))[0]).toMatchObject({ state: 'failed', attempts: 1, status: 410 })
    receiver.status = 200
    await remove(gone.id)

    const inside = await create(['values-recorded'], 'https://localhost/')
    await record()
    const [row] = await settled(inside.id)
    expect(row).toMatchObject({ state: 'failed', attempts: 1, status: null })
    expect(row.fault).toMatch(/^It was not sent: localhost leads to .* no public address/)
    await remove(inside.id)

    const deleted = await create()
    receiver.status = 500
    await record()
    await eventually(
      () => log(deleted.id),
      ([one]) => one?.status === 500,
    )
    receiver.status = 200
    await remove(deleted.id)
    late += delaysMs[0]
    const [last] = await settled(deleted.id)
    expect(last).toMatchObject({ state: 'failed', fault: 'The webhook was deleted.' })
  })

  test('does not follow a redirect', async () => {
    const { id } = await create()
    receiver.status = 307
    const before = receiver.received.length
    await record()
    const [row] = await eventually(
      () => log(id),
      ([one]) => one?.status === 307,
    )
    expect(row).toMatchObject({ state: 'waiting', fault: expect.stringContaining('not followed') })
    expect(receiver.received.length).toBe(before + 1)
    receiver.status = 200
    await remove(id)
  })
})

test('two processes on one database send each event once between them', async () => {
  const { id } = await create()
  const other = await TestServer.start({
    databaseUrl: server.databaseUrl,
    folder: server.folder,
    egressAllow: [receiver.host],
    clock: () => Date.now() + late,
  })
  const before = receiver.received.length
  const seqs: number[] = []
  for (let count = 0; count < 30; count++) seqs.push(await record())
  await settled(id, 30)
  const ids = receiver.received.slice(before).map(({ headers }) => headers['webhook-id'])
  expect(ids.toSorted()).toEqual(seqs.map((seq) => `${id}_${seq}`).toSorted())
  expect(await server.query('select count(*)::int as count from outbox')).toEqual([{ count: 0 }])
  await other.running.stop()
  await remove(id)
})

test('a delivery that a process has left in the middle is taken up by the next', async () => {
  receiver.status = 0
  const first = await TestServer.start({ egressAllow: [receiver.host] })
  await first.claim()
  const own = await first.token()
  const { body } = await first.ask('POST', `${path}/webhooks`, { url: receiver.url }, { token: own })
  const values = [{ measure: 'website-visits', period: '2026-W40', value: 7 }]
  const { seq } = (await first.ask('POST', `${path}/values`, { values }, { token: own })).body
  const isSent = () => receiver.received.at(-1)?.headers['webhook-id'] === `${body.id}_${seq}`
  await eventually(isSent, (done) => done)
  await first.running.stop()
  receiver.status = 200
  const second = await TestServer.start({
    databaseUrl: first.databaseUrl,
    folder: first.folder,
    egressAllow: [receiver.host],
    clock: () => Date.now() + 61_000,
  })
  const [row] = await eventually(
    async () =>
      (await second.ask('GET', `${path}/webhooks/${body.id}/deliveries`, undefined, { token: own })).body
        .deliveries,
    ([one]) => one.state !== 'waiting',
  )
  expect(row).toMatchObject({ state: 'delivered', attempts: 2, seq })
})

test('a backup brings webhooks back as they were', async () => {
  const { id } = await create()
  const gone = await create()
  await remove(gone.id)
  const archive = (await ask('GET', '/archive')).body as string
  const folder = mkdtempSync(join(tmpdir(), 'keelson-restore-'))
  const config = {
    databaseUrl: await makeDatabase(),
    postgresBin: undefined,
    folder,
    host: '',
    port: 0,
    demo: false,
    egressAllow: [],
    version: 'test',
    clock: () => Date.now(),
    log: () => {},
  }
  const lines = async function* () {
    yield* archive.split('\n')
  }
  await restore(config, lines())
  const back = await TestServer.start({ databaseUrl: config.databaseUrl, folder })
  const rows = 'select * from webhook order by webhook_id'
  const [before, after] = [await server.query(rows), await back.query(rows)]
  expect(after.length).toBeGreaterThan(1)
  expect(after).toEqual(before.filter((row) => row.org_id === after[0].org_id))
  await remove(id)
  await back.running.stop()
  rmSync(folder, { recursive: true })
})

test('every kind of event can be asked for', () => {
  const folder = join(import.meta.dirname, '../src/commands')
  const kinds = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/^ {2}kind: '([a-z-]+)'/gm)].map(
      ([, kind]) => kind,
    ),
  )
  // Values come by two commands.
  expect([...new Set(kinds)].toSorted()).toEqual(eventKinds.toSorted())
})
