import { expect, test } from 'vitest'
import { TestServer } from './server.ts'

test('who asks too often is told when to come back, and others are served [S21]', async () => {
  const server = await TestServer.start({ limits: { perMinute: 30, latestMs: 60_000 } })
  await server.claim()
  const token = await server.token()
  const path = '/organisations/perlbeck'
  const answers = []
  for (let count = 0; count < 40; count++) answers.push(await server.ask('GET', path, undefined, { token }))
  const refused = answers.filter(({ status }) => status === 429)
  expect(answers.filter(({ status }) => status === 200).length).toBe(30)
  expect(refused.length).toBe(10)
  expect(refused[0]?.body.code).toBe('too-many-requests')
  expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await server.ask('GET', path)).status).toBe(200)
  expect((await fetch(`${server.running.url}/healthz`)).status).toBe(200)
})
