import { align, Engine, explain, parseDay, readObservations, readStrategy } from '@keelson/core'
import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
let engine: Engine
const path = '/organisations/perlbeck'
const ask = (below: string) => server.ask('GET', `${path}${below}`)

/** The oracle: the strategy as it is exported, computed by core alone. */
beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  const [{ body }, overview] = [await ask('/strategy'), await ask('')]
  const named = (files: { path: string; text: string }[]) =>
    files.map(({ path: name, text }) => ({ name, text }))
  const { strategy } = readStrategy(named(body.files))
  const { observations } = readObservations(named(body.observations), strategy)
  engine = new Engine(strategy, observations, { asOf: parseDay(overview.body.today) as number })
})

test('the alignment report is what the files and values come to', async () => {
  const expected = align(engine)
  const { body } = await ask('/alignment?limit=1000')
  expect(body.score).toBe(expected.score)
  expect(body.count).toBe(expected.findings.length)
  expect(body.findings.map(({ code, subject, message }: Loose) => ({ code, subject, message }))).toEqual(
    expected.findings.map(({ code, subject, message }) => ({ code, subject, message })),
  )
  const errors = (await ask('/alignment?severity=error&limit=1')).body
  expect(errors.count).toBe(expected.findings.filter(({ severity }) => severity === 'error').length)
  expect(errors.findings.length).toBe(1)
})

test('a finding names the place that it is written at', async () => {
  const { files } = (await ask('/strategy')).body
  const { findings } = (await ask('/alignment?limit=1000')).body
  const expected = align(engine).findings
  for (const [at, { place }] of findings.entries()) {
    const { span } = expected[at]!
    const text = files.find((one: Loose) => one.path === span.file)?.text ?? ''
    const before = text.slice(0, span.start).split('\n')
    expect([place.file, place.line]).toEqual([span.file, before.length])
  }
})

test.each([
  ['kpi', 'leads', 64],
  ['kpi', 'close-days', 64],
  ['measure', 'leads', 64],
  ['objective', undefined, 3],
  ['department', 'marketing', 2],
  ['organisation', undefined, 3],
] as const)('%s %s is explained as core derives it', async (kind, given, depth) => {
  const id = given ?? (kind === 'objective' ? [...engine.strategy.objectives.keys()][0]! : '')
  const grain = (kind === 'kpi' && engine.kpiGrain(id)) || engine.grain
  const index = engine.closed(grain) - 1
  const expected = explain(engine, { kind, id }, index, { nodes: 2000, depth })!
  const { body, status } = await ask(`/explanation?kind=${kind}${id ? `&id=${id}` : ''}&depth=${depth}`)
  expect(status).toBe(200)
  const compare = (told: Loose, derived: typeof expected): void => {
    expect([told.kind, told.id, told.period, told.rules]).toEqual([
      derived.kind,
      derived.id,
      derived.periodName,
      derived.rules,
    ])
    expect(told.value).toBe(Number.isNaN(derived.value) ? null : derived.value)
    expect(told.children.length).toBe(derived.children.length)
    for (const [at, child] of derived.children.entries()) compare(told.children[at], child)
  }
  compare(body.explanation, expected)
  const observed = JSON.stringify(body).includes('"kind":"observed"')
  expect(observed).toBe(depth === 64)
  expect(JSON.stringify(body)).not.toContain('"file":""')
})

test('what cannot be explained is refused with the way out', async () => {
  for (const [query, status, detail] of [
    ['kind=kpi&id=lead', 404, 'did you mean leads?'],
    ['kind=kpi', 400, 'Say the id'],
    ['kind=colour&id=x', 400, 'kind'],
    ['kind=kpi&id=leads&period=2026-W40', 400, 'kept by the quarter'],
    ['kind=kpi&id=leads&period=soon', 400, 'no period'],
    ['kind=kpi&id=close-days&period=2031-01', 404, 'has not ended'],
    ['kind=kpi&id=leads&depth=65', 400, 'depth'],
    ['kind=kpi&id=leads&asOf=2199-01-01', 400, 'has not come yet'],
  ] as const) {
    const { status: got, body } = await ask(`/explanation?${query}`)
    expect([query, got]).toEqual([query, status])
    expect(body.detail).toContain(detail)
  }
})

test('the past is explained by the files and values of that day', async () => {
  const token = await server.token()
  const before = (await ask('/explanation?kind=measure&id=leads&period=2026-09')).body
  const asOf = (await ask('')).body.today
  const put = await server.ask('PUT', `${path}/measures/leads/values/2026-09`, { value: 1 }, { token })
  expect(put.status).toBe(200)
  const now = (await ask('/explanation?kind=measure&id=leads&period=2026-09')).body
  expect(now.explanation.value).toBe(1)
  expect(before.explanation.value).not.toBe(1)
  const then = (await ask('/explanation?kind=measure&id=leads&period=2026-09&asOf=2026-11-01')).body
  expect(then.explanation.value).toBe(before.explanation.value)
  expect((await ask(`/alignment?asOf=${asOf}`)).body.score).toBe((await ask('/alignment')).body.score)
})
