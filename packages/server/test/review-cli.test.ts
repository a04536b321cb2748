import { spawn } from 'node:child_process'
import { join } from 'node:path'
import process from 'node:process'
import { beforeAll, expect, test } from 'vitest'
import { foundLinden, linden } from './linden.ts'
import { strategyText } from './marketing.ts'
import { TestServer } from './server.ts'

const bin = join(import.meta.dirname, '../../cli/bin/keelson.js')
const shift = Date.UTC(2026, 6, 14, 9) - Date.now()
const tokens: Record<string, string> = {}
let server: TestServer
let people: Awaited<ReturnType<typeof foundLinden>>

beforeAll(async () => {
  server = await TestServer.start({ demo: false, clock: () => Date.now() + shift })
  await server.claim()
  people = await foundLinden(server, ['ida', 'mia'], strategyText)
  await server.ask('PUT', `${linden}/measures/leads/values/FY27-Q1`, { value: 100 })
  for (const [name, ask] of Object.entries(people)) {
    const { body } = await ask('POST', '/tokens', { name, scopes: ['read', 'discuss'], days: 1 })
    tokens[name] = body.token
  }
})

/** Runs `keelson review` as a person, on the real server. */
function review(person: string, ...args: readonly string[]): Promise<{ code: number | null; out: string }> {
  const env = {
    ...process.env,
    KEELSON_URL: server.running.url,
    KEELSON_ORGANISATION: 'linden',
    KEELSON_TOKEN: tokens[person] as string,
  }
  const child = spawn(process.execPath, [bin, 'review', ...args], { env })
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      out += part
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })))
}

test('a review is listed, looked at, opened, closed and signed from the terminal, and its action is done', async () => {
  const listed = await review('mia', 'list')
  expect(listed.out).toContain('quarterly FY27-Q1  due (2026-07-14)  Quarterly review\n')
  const agenda = await review('mia', 'agenda')
  expect(agenda.out).toMatch(/^ {2}1\. Leads\n {5}off track: 100 of 200 lead in FY27-Q1\n/)
  const refused = await review('mia', 'open', 'quarterly', 'FY27-Q1')
  expect(refused).toMatchObject({ code: 2, out: expect.stringContaining('mia does not lead this review') })
  const opened = await review('ida', 'open', 'quarterly', 'FY27-Q1')
  expect(opened.out).toContain('Quarterly review FY27-Q1: open, numbers as known on 2026-07-14\n')
  const id = opened.out.split('\n')[1] as string
  const decision = { choice: 'keep', reason: 'It holds.' }
  await people.mia?.('POST', `/reviews/${id}/steps`, { kind: 'decide', item: 'kpi:leads', decision })
  const action = { what: 'Brief the agency', owner: 'mia', due: '2026-08-01' }
  await people.mia?.('POST', `/reviews/${id}/steps`, { kind: 'assign', action })
  const closed = await review('ida', 'close', id)
  expect(closed.out).toContain('  → keep: It holds. (mia)\n')
  const minutes = /Minutes ([0-9a-f]{12}), signed by nobody yet/.exec(closed.out)?.[1] as string
  expect((await review('ida', 'sign', id)).code).toBe(2)
  expect((await review('ida', 'sign', id, '--minutes', minutes)).out).toContain('signed by ida\n')
  expect((await review('mia', 'sign', id, '--minutes', minutes)).out).toContain('FY27-Q1: signed,')
  const actions = await review('mia', 'actions', '--mine')
  expect(actions.out).toMatch(/^[0-9a-f]{8} {2}open {2}2026-08-01 {2}mia: Brief the agency\n$/)
  const done = await review('mia', 'done', actions.out.slice(0, 8), '--note', 'Briefed.')
  expect(done.out).toContain('done  2026-08-01  mia: Brief the agency')
  expect((await review('mia', 'actions')).out).toBe('Nothing is to be done.\n')
}, 60_000)
