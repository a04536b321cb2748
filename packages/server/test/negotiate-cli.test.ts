import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { beforeAll, expect, test } from 'vitest'
import { foundLinden } from './linden.ts'
import { TestServer } from './server.ts'

const bin = join(import.meta.dirname, '../../cli/bin/keelson.js')
const tokens: Record<string, string> = {}
let server: TestServer

beforeAll(async () => {
  server = await TestServer.start({ demo: false })
  await server.claim()
  const people = await foundLinden(server, ['fay', 'kim'])
  for (const [name, ask] of Object.entries(people)) {
    const scopes = ['read', 'record-values']
    const { body } = await ask('POST', '/tokens', { name, scopes, days: 1 })
    tokens[name] = body.token
  }
})

/** Runs `keelson negotiate` as a person, on the real server. */
const negotiate = (person: string, ...args: readonly string[]) => keelson(person, 'negotiate', ...args)

function keelson(person: string, ...args: readonly string[]): Promise<{ code: number | null; out: string }> {
  const env = {
    ...process.env,
    KEELSON_URL: server.running.url,
    KEELSON_ORGANISATION: 'linden',
    KEELSON_TOKEN: tokens[person] as string,
  }
  const child = spawn(process.execPath, [bin, ...args], { env })
  let out = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (part) => {
      out += part
    })
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })))
}

test('a target is offered, countered, accepted and signed from the terminal, by the number of its terms', async () => {
  expect(await negotiate('fay', 'list')).toEqual({ code: 0, out: 'There is nothing to negotiate.\n' })
  const effect = await negotiate('fay', 'effect', 'west', '2026', '--value', '20')
  expect(effect).toEqual({ code: 0, out: '  revenue 2026: 90 → 100 of 100, unallocated 0\n' })
  const offered = await negotiate('fay', 'offer', 'west', '2026', '--value', '20')
  expect(offered.out).toContain('west 2026: offered, 1 round; kim must act')
  expect(offered.out).toContain('unallocated 0')
  const id = offered.out.split(' ')[0] as string
  const termsIn = (out: string) => /^Terms (\w+)/m.exec(out)?.[1] as string
  const first = termsIn(offered.out)
  const countered = await negotiate('kim', 'counter', id, '--terms', first, '--value', '15')
  expect(countered.out).toContain('counter-offer by kim: value 20 → 15')
  const unseen = await negotiate('fay', 'accept', id, '--terms', first)
  expect(unseen).toMatchObject({ code: 2, out: expect.stringContaining('terms that you have seen') })
  const terms = termsIn(countered.out)
  expect((await negotiate('fay', 'accept', id, '--terms', terms)).out).toContain('west 2026: agreed')
  await negotiate('fay', 'sign', id, '--terms', terms)
  const signed = await negotiate('kim', 'sign', id, '--terms', terms)
  expect(signed.out).toContain('west 2026: signed, 2 rounds')
  expect(await negotiate('kim', 'list', '--open')).toMatchObject({ out: 'There is nothing to negotiate.\n' })
  expect(await negotiate('kim', 'dance', id)).toMatchObject({ code: 2 })
})

test('the inbox is read on the terminal, and says whether anything waits', async () => {
  expect((await negotiate('fay', 'offer', 'west', '2027', '--value', '31')).code).toBe(0)
  await server.running.passTelling()
  const waiting = await keelson('kim', 'inbox', '--language', 'de')
  expect(waiting.code).toBe(1)
  expect(waiting.out).toMatch(/^new {2}\d{4}-\d\d-\d\d \d\d:\d\d {2}west, 2027: Ein Angebot wartet auf Sie$/m)
  expect((await keelson('fay', 'inbox')).out).not.toContain('west, 2027')
  expect((await keelson('kim', 'inbox', 'read')).out).toBe('All is read.\n')
})
