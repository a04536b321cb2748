import { beforeAll, describe, expect, test } from 'vitest'
import type { Loose } from '../loose.ts'
import { TestServer } from '../server.ts'
import { workbook } from './workbooks.ts'

let server: TestServer
let late = 0
const at = '/organisations/perlbeck'

beforeAll(async () => {
  server = await TestServer.start({ clock: () => Date.now() + late })
  await server.claim()
})

const bytesSent = { 'content-type': 'application/octet-stream' }

async function send(
  bytes: Uint8Array,
  name = 'figures.xlsx',
  cookie = server.cookie,
): Promise<{ status: number; body: Loose; headers: Headers }> {
  const response = await fetch(`${server.running.url}/api/v1${at}/imports?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { cookie, 'sec-fetch-site': 'same-origin', ...bytesSent },
    body: bytes as Uint8Array<ArrayBuffer>,
  })
  if (response.status === 503) return send(bytes, name, cookie)
  return { status: response.status, body: await response.json(), headers: response.headers }
}

const text = (lines: readonly string[]) => Buffer.from(`${lines.join('\n')}\n`)
const ask = (method: string, path: string, body?: unknown) => server.ask(method, `${at}${path}`, body)
const valueAt = async (measure: string, period: string) =>
  (await ask('GET', `/measures/${measure}/values/${period}`)).body

/** Sends a file, maps it as proposed with what is changed, and previews it. */
async function preview(bytes: Uint8Array, change: Loose = {}, name?: string) {
  const { body, status } = await send(bytes, name)
  expect([status, body.detail]).toEqual([201, undefined])
  const mapping = { ...body.mapping, ...change }
  const mapped = await ask('PUT', `/imports/${body.id}/mapping`, mapping)
  expect([mapped.status, mapped.body.detail]).toEqual([200, undefined])
  const shown = await ask('GET', `/imports/${body.id}/preview`)
  expect(shown.status).toBe(200)
  return { id: body.id as string, draft: body, mapping, preview: shown.body }
}

const accounted = ({
  rowsIn,
  written,
  unchanged,
  rejected,
  created,
  updated,
  columnsIn,
  mapped,
  ignored,
}: Loose) => {
  expect(rowsIn).toBe(written + unchanged + rejected)
  expect(written).toBe(created + updated)
  expect(columnsIn).toBe(mapped.length + ignored.length)
}

const messy = workbook([
  { name: 'Notes', rows: [['nothing here']], state: 'hidden' },
  {
    name: 'August',
    merged: ['A1:D1'],
    rows: [
      ['Figures of August'],
      ['Abteilung', 'Kennzahl', 'Datum', 'Ist', 'Konto'],
      ['Mktg', 'Brand awareness', { date: 46_235 }, '31,5', 1],
      ['Mktg', 'Followers', { date: 46_235 }, '12k', 2],
      ['', 'Overhead', { date: 46_235 }, { formula: 'D9*2', value: 120_000 }, 3],
      ['', 'Overhead cost', { date: 46_235 }, 'tbd', 4],
    ],
  },
])

describe('an import', () => {
  test('is read, repaired, previewed, committed and undone; every row and column is accounted for [N7]', async () => {
    const { strategy } = { strategy: (await ask('GET', '/strategy/model')).body }
    const departments = strategy.departments.map(({ id }: Loose) => id)
    const before = await Promise.all(
      ['brand-awareness', 'social-followers', 'overhead-cost'].map((id) => valueAt(id, '2026-08')),
    )
    const first = await preview(messy)
    expect(first.draft).toMatchObject({
      kind: 'xlsx',
      state: 'uploaded',
      mapping: { sheet: 1, headerRow: 2 },
    })
    expect(first.draft.sheets).toMatchObject([
      { name: 'Notes', isHidden: true },
      { name: 'August', isHidden: false, formulas: 1, merged: 1, rows: 6, columns: 5 },
    ])
    expect(first.mapping.columns).toEqual(['department', 'measure', 'period', 'value', 'ignored'])
    accounted(first.preview)
    expect(first.preview).toMatchObject({ rowsIn: 4, written: 0, rejected: 4, ignored: ['Konto'] })
    const problem = (code: string) => first.preview.problems.find((one: Loose) => one.code === code)
    expect(problem('import-department-unknown')).toMatchObject({ text: 'Mktg', count: 2, rows: [3, 4] })
    expect(problem('import-department-unknown').choices.map(({ id }: Loose) => id)).toContain('marketing')
    expect(departments).toContain('marketing')
    expect(problem('import-measure-unknown')).toMatchObject({
      text: 'Overhead',
      choices: [{ id: 'overhead-cost' }],
    })
    expect(problem('import-value-unreadable')).toMatchObject({ text: 'tbd', rows: [6] })
    const repairs = [
      { kind: 'department', from: 'Mktg', to: 'marketing' },
      { kind: 'measure', from: 'Overhead', to: 'overhead-cost' },
    ]
    const mapped = await ask('PUT', `/imports/${first.id}/mapping`, { ...first.mapping, repairs })
    expect(mapped.body.state).toBe('previewed')
    const repaired = (await ask('GET', `/imports/${first.id}/preview`)).body
    accounted(repaired)
    expect(repaired).toMatchObject({ rowsIn: 4, written: 3, rejected: 1, unchanged: 0 })
    const committed = await ask('POST', `/imports/${first.id}/commit`)
    expect([committed.status, committed.body.state]).toEqual([200, 'committed'])
    accounted(committed.body.accounting)
    expect(committed.body.accounting).toMatchObject({ rowsIn: 4, written: 3, rejected: 1 })
    expect((await valueAt('brand-awareness', '2026-08')).value).toBe(31.5)
    expect((await valueAt('social-followers', '2026-08')).value).toBe(12_000)
    expect((await valueAt('overhead-cost', '2026-08')).value).toBe(120_000)
    await server.expectReplay()
    expect((await ask('POST', `/imports/${first.id}/commit`)).body).toEqual(committed.body)
    const rejected = (await ask('GET', `/imports/${first.id}/rejected.csv`)).body as string
    expect(rejected.split('\r\n').slice(0, 2)).toEqual([
      'row,column,code,text,reason,Abteilung,Kennzahl,Datum,Ist,Konto',
      expect.stringMatching(/^6,Ist,import-value-unreadable,tbd,/),
    ])
    const again = await preview(messy)
    expect(again.mapping.repairs).toEqual(expect.arrayContaining(repairs))
    expect(again.draft.columns.map(({ confidence }: Loose) => confidence)).toEqual([1, 1, 1, 1, 1])
    expect(again.preview).toMatchObject({ written: 0, unchanged: 3, rejected: 1 })
    const undone = await ask('POST', `/imports/${first.id}/undo`)
    expect([undone.status, undone.body.state]).toEqual([200, 'undone'])
    const after = await Promise.all(
      ['brand-awareness', 'social-followers', 'overhead-cost'].map((id) => valueAt(id, '2026-08')),
    )
    expect(after.map(({ value }) => value)).toEqual(before.map(({ value }) => value))
    await server.expectReplay()
    expect((await ask('POST', `/imports/${first.id}/undo`)).body).toEqual(undone.body)
    const listed = (await ask('GET', '/imports')).body
    expect(listed.find(({ id }: Loose) => id === first.id)).toMatchObject({
      state: 'undone',
      authorName: 'Ada',
    })
  })

  test('gives the scorecard it had, to the last digit, when it is taken back', async () => {
    const scorecard = async () => {
      const { groups, score } = (await ask('GET', '/scorecard?by=department')).body
      const plain = groups.map(({ kpis, ...group }: Loose) => ({
        ...group,
        kpis: kpis.map(({ ageDays: _, ...kpi }: Loose) => kpi),
      }))
      return JSON.stringify({ plain, score })
    }
    const before = await scorecard()
    const lines = ['measure,period,value', 'brand-awareness,2026-09,77', 'overhead-cost,2026-09,999999']
    const { id, preview: shown } = await preview(text(lines), {}, 'x.csv')
    expect(shown.written).toBe(2)
    await ask('POST', `/imports/${id}/commit`)
    expect(await scorecard()).not.toBe(before)
    await ask('POST', `/imports/${id}/undo`)
    expect(await scorecard()).toBe(before)
  })

  test('is not undone where something later rests on it, which is named', async () => {
    const { id } = await preview(
      text(['measure,period,value', 'brand-awareness,2026-07,12', 'social-followers,2026-07,5']),
    )
    await ask('POST', `/imports/${id}/commit`)
    await ask('PUT', '/measures/brand-awareness/values/2026-07', { value: 13 })
    const refused = await ask('POST', `/imports/${id}/undo`)
    expect([refused.status, refused.body.code, refused.body.changes]).toEqual([
      409,
      'cannot-undo',
      ['brand-awareness 2026-07'],
    ])
    expect((await valueAt('social-followers', '2026-07')).value).toBe(5)
    await server.expectReplay()
  })

  test('goes step by step, and says which step it is at', async () => {
    const { body } = await send(text(['measure,period,value', 'brand-awareness,2026-06,1']), 'x.csv')
    for (const path of ['preview', 'rejected.csv'])
      expect((await ask('GET', `/imports/${body.id}/${path}`)).body.code).toBe('import-closed')
    for (const path of ['commit', 'undo'])
      expect((await ask('POST', `/imports/${body.id}/${path}`)).body.code).toBe('import-closed')
    const wrong = { ...body.mapping, columns: ['measure', 'measure', 'value'] }
    const refused = await ask('PUT', `/imports/${body.id}/mapping`, wrong)
    expect([refused.status, refused.body.faults.map(({ message }: Loose) => message)]).toEqual([
      400,
      ['Several columns are the measure; one can be.', 'Say which column holds the periods.'],
    ])
    expect((await ask('GET', `/imports/${crypto.randomUUID()}`)).status).toBe(404)
    const other = await ask('GET', `/imports/${body.id}?sheet=0&headerRow=2`)
    expect(other.body.mapping.headerRow).toBe(2)
  })

  test('of a person with rights to some KPIs rejects the rows of others, each by itself', async () => {
    const { kpis } = (await ask('GET', '/strategy/model')).body
    const own = kpis.find(({ id }: Loose) => id === 'brand-awareness')
    const invited = await ask('POST', '/members', {
      email: 'owner@example.org',
      name: 'Owner',
      roles: ['kpi-owner'],
      person: own.owner,
    })
    const sent = { secret: invited.body.secret, password: 'a horse of correct battery' }
    const { headers } = await server.ask('POST', '/invitation', sent)
    const cookie = headers.getSetCookie()[0]?.split(';')[0] as string
    const lines = ['measure,period,value', 'brand-awareness,2026-05,41', 'overhead-cost,2026-05,42']
    const { body } = await send(text(lines), 'x.csv', cookie)
    const mine = (method: string, path: string, more?: unknown) =>
      server.ask(method, `${at}/imports/${body.id}${path}`, more, { cookie })
    await mine('PUT', '/mapping', body.mapping)
    const shown = (await mine('GET', '/preview')).body
    expect(shown).toMatchObject({ rowsIn: 2, written: 1, rejected: 1 })
    expect(shown.problems).toMatchObject([{ code: 'forbidden', text: 'overhead-cost', rows: [3] }])
    expect((await mine('POST', '/commit')).body.accounting).toMatchObject({ written: 1, rejected: 1 })
    const viewer = await ask('POST', '/members', { email: 'v@example.org', name: 'V', roles: ['viewer'] })
    const looking = await server.ask('POST', '/invitation', {
      secret: viewer.body.secret,
      password: sent.password,
    })
    const only = looking.headers.getSetCookie()[0]?.split(';')[0] as string
    expect((await server.ask('GET', `${at}/imports`, undefined, { cookie: only })).status).toBe(403)
    expect((await send(text(lines), 'x.csv', only)).status).toBe(403)
  })

  test('leaves values of locked periods alone, and says so', async () => {
    await ask('PUT', '/lock', { until: '2026-03-31', reason: 'closed' })
    const lines = ['measure,period,value', 'brand-awareness,2026-03,41', 'brand-awareness,2026-04,42']
    const { preview: shown } = await preview(text(lines))
    expect(shown).toMatchObject({
      written: 1,
      rejected: 1,
      problems: [{ code: 'period-locked', text: '2026-03' }],
    })
  })

  test('hands back rejected rows without formulas [S16]', async () => {
    const lines = ['measure,period,value,note', '=cmd|x,2026-04,1,+1', 'brand-awareness,2026-04,@x,-2']
    const { id } = await preview(text(lines))
    const rejected = (await ask('GET', `/imports/${id}/rejected.csv`)).body as string
    expect(rejected).toContain("'=cmd|x")
    for (const cell of rejected.split(/\r\n|,/)) expect(cell).not.toMatch(/^"?[=+\-@]/)
  })

  test('takes the sample file as it is', async () => {
    const sample = (await ask('GET', '/imports/sample.csv')).body as string
    const { preview: shown, mapping } = await preview(Buffer.from(sample), {}, 'sample.csv')
    expect(mapping.columns).toEqual(['measure', 'department', 'period', 'value', 'note'])
    expect([shown.rejected, shown.rowsIn]).toEqual([0, 5])
  })
})

describe('a file', () => {
  test('that cannot be read is refused in words, and nothing is kept of it', async () => {
    const before = (await ask('GET', '/imports')).body.length
    const cases: readonly (readonly [Uint8Array, number, string])[] = [
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 422, 'file-unreadable'],
      [Buffer.from('PK\x03\x04'), 422, 'file-unreadable'],
      [Buffer.from('\0'), 422, 'file-unreadable'],
      [Buffer.alloc(21 * 1_048_576, 'a'), 413, 'too-large'],
    ]
    for (const [bytes, status, code] of cases) {
      const answer = await send(bytes)
      expect([answer.status, answer.body.code]).toEqual([status, code])
    }
    const typed = await ask('POST', '/imports?name=x', { a: 1 })
    expect([typed.status, typed.body.code]).toEqual([415, 'unsupported-media-type'])
    expect((await ask('GET', '/imports')).body.length).toBe(before)
  })

  test('is forgotten after seven days, and what became of it stays', async () => {
    const { id } = await preview(text(['measure,period,value', 'brand-awareness,2026-06,3']))
    await ask('POST', `/imports/${id}/commit`)
    late = 8 * 86_400_000
    try {
      const token = (
        await server.ask('POST', '/session', { email: 'ada@example.org', password: 'correct horse battery' })
      ).headers
      server.cookie = token.getSetCookie()[0]?.split(';')[0] as string
      expect((await ask('GET', `/imports/${id}`)).body.code).toBe('import-forgotten')
      await server.running.passDeadlines()
      const [{ count }] = await server.query('select count(*)::int as count from import_file')
      expect(count).toBe(0)
      expect((await ask('POST', `/imports/${id}/undo`)).body.state).toBe('undone')
      await server.expectReplay()
    } finally {
      late = 0
    }
  })

  test('is one of at most 100 a day, then 429 with when to come back [S21]', async () => {
    late = 20 * 86_400_000
    const signed = await server.ask('POST', '/session', {
      email: 'ada@example.org',
      password: 'correct horse battery',
    })
    server.cookie = signed.headers.getSetCookie()[0]?.split(';')[0] as string
    const bytes = text(['measure,period,value', 'brand-awareness,2026-06,3'])
    expect((await send(bytes)).status).toBe(201)
    await server.query(
      `insert into import (org_id, import_id, name, sha256, author, created_at, state, seq)
       select org_id, gen_random_uuid(), name, sha256, author, created_at, state, seq from import, generate_series(1, 99)
       where created_at = (select max(created_at) from import)`,
    )
    const { status, body, headers } = await send(bytes)
    expect([status, body.code]).toEqual([429, 'too-many-requests'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(86_000)
  })
})
