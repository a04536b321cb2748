import { beforeAll, describe, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
const at = '/organisations/perlbeck'
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

const base = async (): Promise<number> => (await server.ask('GET', `${at}/strategy/files`)).body.base
const edit = (body: unknown, dry = false) => server.ask('POST', `${at}/strategy/edits?dry=${dry}`, body)
const alignment = async (): Promise<Loose> => (await server.ask('GET', `${at}/alignment`)).body

describe('changes of items', () => {
  test('say what would follow, are made, show in the trend and are taken back', async () => {
    const before = await alignment()
    const gap = before.findings.find((one: Loose) => one.code === 'gap')
    const repair = gap.repairs.find(({ id }: Loose) => id === 'share')
    expect(repair.movesTarget).toBe(true)
    const edits = repair.edits.map((one: Loose) => ({ ...one, fields: { ...one.fields, reason: 'agreed' } }))
    const seq = await base()
    const dry = await edit({ base: seq, edits }, true)
    expect(dry.body).toMatchObject({ isApplied: false, base: seq })
    expect(dry.body.alignment.after).toBeGreaterThan(dry.body.alignment.before)
    expect(dry.body.findings).toContainEqual(expect.objectContaining({ change: 'gone', code: 'gap' }))
    expect(await base()).toBe(seq)
    const made = await edit({ base: seq, edits, comment: 'close the gap' })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    expect(made.body.isApplied).toBe(true)
    const after = await alignment()
    expect(after.score).toBe(dry.body.alignment.after)
    const { points } = (await server.ask('GET', `${at}/alignment/trend`)).body
    expect(points.map(({ score }: Loose) => score)).toEqual([before.score, after.score])
    expect(points.at(-1).comment).toBe('close the gap')
    const undone = await server.ask('POST', `${at}/strategy/undo`, { seq: made.body.base })
    expect(undone.status, JSON.stringify(undone.body)).toBe(200)
    expect((await alignment()).score).toBe(before.score)
    const twice = await server.ask('POST', `${at}/strategy/undo`, { seq: made.body.base })
    expect(twice.body.code).toBe('cannot-undo')
    await server.expectReplay()
  })

  test('sent twice under one key are made once, and answered alike', async () => {
    const body = {
      base: await base(),
      edits: [{ kind: 'set', item: 'kpi', id: 'revenue', fields: { name: 'All revenue' } }],
    }
    const send = () =>
      server.ask('POST', `${at}/strategy/edits`, body, { headers: { 'idempotency-key': 'edit-once' } })
    const first = await send()
    expect(first.status, JSON.stringify(first.body)).toBe(200)
    expect((await send()).body).toEqual(first.body)
    expect(await base()).toBe(first.body.base)
  })

  test('accept a finding for a time by a waiver', async () => {
    const until = '2999-01-01'
    const waiver = { kind: 'add', item: 'waiver', id: 'social-followers', check: 'kpi-orphan' }
    const fields = { person: 'lea', reason: 'kept for the agency', until }
    const made = await edit({ base: await base(), edits: [{ ...waiver, fields }] })
    expect(made.status, JSON.stringify(made.body)).toBe(200)
    const found = (await alignment()).findings.find((one: Loose) => one.code === 'kpi-orphan')
    expect(found.waiver).toEqual({ person: expect.any(String), reason: 'kept for the agency', until })
    expect(found.repairs).toEqual([])
  })

  test('are refused where they cannot be made, are unsound or rest on an older strategy', async () => {
    const seq = await base()
    const set = (id: string, fields: unknown) => [{ kind: 'set', item: 'kpi', id, fields }]
    const unknown = await edit({ base: seq, edits: set('revenu', {}) })
    expect(unknown.body).toMatchObject({
      code: 'invalid-request',
      detail: expect.stringContaining('did you mean revenue'),
    })
    const unsound = await edit({ base: seq, edits: set('revenue', { grain: 'fortnight' }) })
    expect(unsound.body.code).toBe('strategy-unsound')
    const stale = await edit({ base: seq - 1, edits: set('revenue', { name: 'Sales' }) }, true)
    expect(stale.body.code).toBe('stale-base')
    expect(await base()).toBe(seq)
  })
})
