import { beforeAll, expect, test } from 'vitest'
import { type Administrator, claim } from './faults/claim.ts'
import { fuzzServer } from './faults/fuzz.ts'
import { TestServer } from './server.ts'

const seed = Date.now() % 1_000_000
let server: TestServer
let administrator: Administrator

beforeAll(async () => {
  server = await TestServer.start()
  administrator = await claim(server.running.url, server.running.claimSecret as string)
  server.cookie = administrator.cookie
})

test('5,000 requests made from the OpenAPI document: every answer is of the form that it tells', async () => {
  const report = await fuzzServer({ url: server.running.url, administrator, requests: 5000, seed })
  expect(report).toMatchObject({ seed, faults: [] })
  expect(server.logged).toEqual([])
  await server.expectReplay('perlbeck')
  await server.expectReplay('fuzz-a')
})
