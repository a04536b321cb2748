import { expect, test } from 'vitest'
import { everything, TestServer } from './server.ts'

const dayMs = 86_400_000
const start = Date.parse('2026-11-20T09:00:00Z')
const path = '/organisations/perlbeck'

test('what the board saw on a day is told to the last digit, whatever is changed or handed in later', async () => {
  let now = start
  const server = await TestServer.start({ clock: () => now })
  await server.claim()
  const token = await server.token('perlbeck', everything, 30)
  // The demo company describes a day of its own; here it lives with the clock.
  const old = (await server.ask('GET', `${path}/strategy`, undefined, { token })).body
  const living = old.files.map((file: { path: string; text: string }) => ({
    ...file,
    text: file.text.replace(/^ +as-of: .*\n/m, ''),
  }))
  const applied = await server.ask(
    'POST',
    `${path}/strategy/apply`,
    { base: old.base, files: living, whole: true },
    { token },
  )
  expect(applied.body.files).toEqual({ added: 0, changed: 1, removed: 0 })
  const seen = async (asOf?: string) =>
    (await server.ask('GET', `${path}/scorecard${asOf ? `?asOf=${asOf}` : ''}`, undefined, { token })).body
  const { groups: first, period } = await seen()
  const value = `${path}/measures/brand-awareness/values/${period}`

  now = start + 2 * dayMs
  await server.ask('PUT', value, { value: 40 }, { token })
  // A claim of having known it before the day that was seen does not change what was seen.
  const early = [{ measure: 'website-visits', period: '2026-W45', value: 1, recorded: '2026-11-10' }]
  expect((await server.ask('POST', `${path}/values`, { values: early }, { token })).body.written).toBe(1)
  const { groups: second } = await seen()

  now = start + 4 * dayMs
  await server.ask('PUT', value, { value: 50, reason: 'counted again' }, { token })
  const { base, files } = (await server.ask('GET', `${path}/strategy`, undefined, { token })).body
  const cheaper = files.map((file: { path: string; text: string }) => ({
    ...file,
    text: file.text.replace('value: 54250000', 'value: 40000000'),
  }))
  expect(
    (await server.ask('POST', `${path}/strategy/apply`, { base, files: cheaper, whole: true }, { token }))
      .status,
  ).toBe(200)

  expect((await seen('2026-11-20')).groups).toEqual(first)
  expect((await seen('2026-11-22')).groups).toEqual(second)
  expect((await seen('2026-11-24')).groups).toEqual((await seen()).groups)
  expect((await seen()).groups).not.toEqual(second)
  const { body } = await server.ask('GET', value, undefined, { token })
  expect(body.versions.map((one: { value: number }) => one.value)).toEqual([40, 50])
  expect(body.versions[1].reason).toBe('counted again')
  await server.expectReplay('perlbeck', token)
})
