import { beforeAll, expect, test } from 'vitest'
import { printMetrics } from '../src/http/open-metrics.ts'
import { TestServer } from './server.ts'

let server: TestServer

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
})

test('the server tells how it does, and nothing of a company', async () => {
  const response = await fetch(`${server.running.url}/metrics`)
  expect(response.headers.get('content-type')).toMatch(/^application\/openmetrics-text/)
  const text = await response.text()
  expect(text).toMatch(/^keelson_process_resident_memory_bytes \d+$/m)
  expect(text).toMatch(/^keelson_answers_total\{status="2xx"\} \d+$/m)
  expect(text.endsWith('# EOF\n')).toBe(true)
  expect(text).not.toContain('kpi')
})

test('KPI values and targets are for who may read them, and follow a change', async () => {
  const path = '/organisations/perlbeck/metrics'
  expect((await server.ask('GET', path, undefined, { cookie: '' })).status).toBe(401)
  const token = await server.token('perlbeck', ['read', 'record-values'])
  const text = async (): Promise<string> => (await server.ask('GET', path, undefined, { token })).body
  const before = await text()
  expect(before).toMatch(
    /^keelson_kpi_target\{kpi="brand-awareness",department="marketing",unit="%"\} 31\.875$/m,
  )
  // Nothing was observed for it yet, and OpenMetrics has no word for why.
  expect(before).not.toMatch(/^keelson_kpi_value\{kpi="brand-awareness"/m)
  expect(before).toMatch(/^keelson_alignment 9\d\.\d+$/m)
  const { period } = (await server.ask('GET', '/organisations/perlbeck')).body
  await server.ask(
    'PUT',
    `/organisations/perlbeck/measures/brand-awareness/values/${period}`,
    { value: 31.5 },
    { token },
  )
  expect(await text()).toMatch(
    /^keelson_kpi_value\{kpi="brand-awareness",department="marketing",unit="%"\} 31\.5$/m,
  )
})

test('labels are escaped', () => {
  const samples = [{ labels: { name: 'a"b\\c\nd' }, value: 1 }]
  expect(printMetrics([{ name: 'x', type: 'gauge', help: 'h', samples }])).toContain(
    'x{name="a\\"b\\\\c\\nd"} 1',
  )
})
