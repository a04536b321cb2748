import { beforeAll, describe, expect, test } from 'vitest'
import { TestServer } from './server.ts'

let server: TestServer
let token: string
const path = '/organisations/perlbeck'
const at = (period: string) => `${path}/measures/brand-awareness/values/${period}`

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  token = await server.token()
})

const push = (body: unknown, headers: Record<string, string> = {}) =>
  server.ask('POST', `${path}/values`, body, { token, headers })

describe('a check-in', () => {
  test('takes a value as people write it, and the scorecard follows', async () => {
    const { period } = (await server.ask('GET', path)).body
    const done = await server.ask('PUT', at(period), { value: '31,5 %', note: 'survey' }, { token })
    expect(done.status).toBe(200)
    expect(done.body).toMatchObject({ value: 31.5, period })
    const { body } = await server.ask('GET', `${path}/scorecard?by=department`, undefined, { token })
    const rows = body.groups.flatMap(({ kpis }: { kpis: { id: string }[] }) => kpis)
    expect(rows.find(({ id }: { id: string }) => id === 'brand-awareness').actual).toBe(31.5)
    await server.expectReplay()
  })

  test('of the same value changes nothing, and writes no event', async () => {
    const before = (await server.ask('GET', path)).body
    await server.ask('PUT', at(before.period), { value: 31.5 }, { token })
    expect((await server.ask('GET', path)).body.seq).toBe(before.seq)
  })

  test('that rests on a value that has changed since is refused', async () => {
    const { period } = (await server.ask('GET', path)).body
    const { headers } = await server.ask('GET', at(period))
    const etag = headers.get('etag') as string
    expect(
      (await server.ask('PUT', at(period), { value: 32 }, { token, headers: { 'if-match': etag } })).status,
    ).toBe(200)
    const late = await server.ask('PUT', at(period), { value: 33 }, { token, headers: { 'if-match': etag } })
    expect(late).toMatchObject({ status: 412, body: { code: 'stale-version' } })
    expect((await server.ask('GET', at(period))).body.value).toBe(32)
  })

  test('names what is wrong with it', async () => {
    const unknown = await server.ask(
      'PUT',
      `${path}/measures/brand-awarenes/values/2026-10`,
      { value: 1 },
      { token },
    )
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not-found' } })
    expect(unknown.body.detail).toBe(
      'There is no measure "brand-awarenes" (did you mean "brand-awareness"?).',
    )
    const words = await server.ask('PUT', at('2026-09'), { value: 'some' }, { token })
    expect(words).toMatchObject({ status: 400, body: { faults: [{ field: 'value' }] } })
    const never = await server.ask('PUT', at('2026-13'), { value: 1 }, { token })
    expect(never.body.faults[0].field).toBe('period')
  })
})

describe('values in bulk', () => {
  const rows = [
    { measure: 'brand-awareness', period: '2026-08', value: 30.5 },
    { measure: 'brand-awareness', period: '2026-07', value: '30.1' },
    { measure: 'nowhere', period: '2026-07', value: 1 },
    { measure: 'website-visits', period: '2026-W40', value: null },
  ]

  test('are accounted for row by row', async () => {
    const { status, body } = await push({ values: rows })
    expect(status).toBe(200)
    expect(body).toMatchObject({ rowsIn: 4, written: 3, unchanged: 0, rejected: 1 })
    expect(body.rejections).toEqual([
      {
        row: 3,
        code: 'observation-measure-unknown',
        field: 'measure',
        message: 'Row 3: there is no measure "nowhere".',
      },
    ])
    expect((await push({ values: rows })).body).toMatchObject({
      rowsIn: 4,
      written: 0,
      unchanged: 3,
      rejected: 1,
    })
    await server.expectReplay()
  })

  test('come as CSV and NDJSON too; a ragged row and a column nobody reads are told', async () => {
    const csv =
      'measure,period,value,colour\nbrand-awareness,2026-06,29,red\nbrand-awareness,2026-05\nbrand-awareness,2026-04,28.5,blue\n'
    const { body } = await push(csv, { 'content-type': 'text/csv' })
    expect(body).toMatchObject({
      rowsIn: 3,
      written: 2,
      rejected: 1,
      columnsIn: 4,
      columnsIgnored: ['colour'],
    })
    expect(body.rejections[0]).toMatchObject({ row: 2, code: 'row-unreadable' })
    const lines =
      '{"measure":"brand-awareness","period":"2026-03","value":28}\n\n{"measure":"brand-awareness","period":"2026-02","value":27}\n'
    expect((await push(lines, { 'content-type': 'application/x-ndjson' })).body).toMatchObject({
      rowsIn: 2,
      written: 2,
    })
    const bad = await push('{"measure":"brand-awareness"\n', { 'content-type': 'application/x-ndjson' })
    expect(bad).toMatchObject({ status: 400, body: { code: 'invalid-json' } })
    expect(bad.body.detail).toContain('Line 1')
  })

  test('take effect once under one key, and another body under it is refused', async () => {
    const headers = { 'idempotency-key': 'k-1' }
    const body = { values: [{ measure: 'brand-awareness', period: '2025-12', value: 26 }] }
    const first = await push(body, headers)
    await push({ values: [{ measure: 'brand-awareness', period: '2025-12', value: 25 }] })
    const again = await push(body, headers)
    expect(again.body).toMatchObject({ written: 1 })
    expect(first.body.written).toBe(1)
    expect((await server.ask('GET', at('2025-12'))).body.value).toBe(25)
    const other = await push(
      { values: [{ measure: 'brand-awareness', period: '2025-12', value: 24 }] },
      headers,
    )
    expect(other).toMatchObject({ status: 422, body: { code: 'key-reused' } })
  })

  test('with numbers of their source are never set back by a late or repeated row', async () => {
    const row = (value: number, sourceSeq: number) => ({
      values: [{ measure: 'brand-awareness', period: '2025-11', value, source: 'crm', sourceSeq }],
    })
    await push(row(20, 1))
    await push(row(22, 3))
    expect((await push(row(21, 2))).body).toMatchObject({ written: 0, unchanged: 1 })
    expect((await push(row(20, 1))).body).toMatchObject({ written: 0, unchanged: 1 })
    expect((await server.ask('GET', at('2025-11'))).body.value).toBe(22)
  })

  test('that are not of the form are refused with the fields named, and nothing is written', async () => {
    const before = (await server.ask('GET', path)).body.seq
    for (const values of [
      [{ measure: 'brand-awareness', period: '2026-08', value: true }],
      [{ measure: 'brand-awareness', period: '2026-08', value: 1, colour: 'red' }],
      [{ measure: 'brand-awareness', period: '2026-08', value: 1, recorded: '2026-02-30' }],
      [],
      'many',
    ]) {
      const { status, body } = await push({ values })
      expect(status).toBe(400)
      expect(body.faults.length).toBeGreaterThan(0)
    }
    expect((await push('{"values":[{"measure":"a","period":"b","value":NaN}]}')).body.code).toBe(
      'invalid-json',
    )
    expect((await push('[1,2', { 'content-type': 'application/xml' })).status).toBe(415)
    const later = await push({
      values: [{ measure: 'brand-awareness', period: '2026-08', value: 1, recorded: '2199-01-01' }],
    })
    expect(later.body.rejections[0].code).toBe('observation-recorded-later')
    expect((await server.ask('GET', path)).body.seq).toBe(before)
  })
})

describe('a lock on periods', () => {
  test('closes values up to a day, and opens again with a reason', async () => {
    const lock = (until: string, reason = 'audited') =>
      server.ask('PUT', `${path}/lock`, { until, reason }, { token })
    expect((await lock('2025-06-30')).body).toMatchObject({ until: '2025-06-30', before: null })
    const closed = await server.ask('PUT', at('2025-06'), { value: 12 }, { token })
    expect(closed).toMatchObject({ status: 409, body: { code: 'period-locked' } })
    expect(closed.body.detail).toContain('2025-06-30')
    expect(
      (await push({ values: [{ measure: 'brand-awareness', period: '2025-05', value: 12 }] })).body,
    ).toMatchObject({ written: 0, rejected: 1 })
    expect((await server.ask('PUT', at('2025-07'), { value: 12 }, { token })).status).toBe(200)
    expect((await lock('2025-05-31', 'a mistake was found')).body).toMatchObject({ before: '2025-06-30' })
    expect((await server.ask('PUT', at('2025-06'), { value: 12 }, { token })).status).toBe(200)
    expect((await lock('2199-01-01')).status).toBe(400)
    await server.expectReplay()
  })
})
