import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { TellerSettings } from './faults/teller-child.ts'
import { foundLinden, linden } from './linden.ts'
import type { Loose } from './loose.ts'
import { MailServer, type Stage } from './mail-server.ts'
import { eventually } from './receiver.ts'
import { TestServer } from './server.ts'

/** In the morning of a day on which values are due, wherever the test is run. */
const aheadMs = Date.parse('2026-11-12T10:30:00Z') - Date.now()
/** Longer than a process that claimed something is waited for. */
const leaseMs = 10 * 60_000
const child = join(import.meta.dirname, 'faults/teller-child.ts')
const running = new Set<ChildProcess>()
afterAll(() => {
  for (const one of running) one.kill('SIGKILL')
})

type Told = {
  readonly notices: readonly { readonly user_id: string; readonly matter: string }[]
  readonly sendings: readonly { readonly org_id: string; readonly key: string; readonly state: string }[]
}

/** Linden, where five values are due of people who have accounts, and a mail server that nothing was sent to. */
async function furnish(): Promise<{ server: TestServer; mail: MailServer }> {
  const mail = await MailServer.open()
  // It has no mail server, so it sends nothing itself.
  const server = await TestServer.start({ demo: false, clock: () => Date.now() + aheadMs - 86_400_000 * 11 })
  await server.claim()
  await foundLinden(server, ['fay', 'cem', 'sol', 'ida', 'kim'])
  for (const { userId, person } of (await server.ask('GET', `${linden}/members`)).body)
    if (person) {
      const body = { roles: ['kpi-owner', 'department-head'], person }
      expect((await server.ask('PUT', `${linden}/members/${userId}`, body)).status).toBe(200)
    }
  return { server, mail }
}

function start(server: TestServer, mail: MailServer, more: Partial<TellerSettings>): ChildProcess {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-teller-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const settings = { folder, databaseUrl: server.databaseUrl, smtpUrl: mail.url, aheadMs, ...more }
  const one = spawn(process.execPath, [child, JSON.stringify(settings)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  running.add(one)
  return one
}

async function end(one: ChildProcess): Promise<void> {
  if (one.exitCode === null && one.signalCode === null) {
    one.kill('SIGKILL')
    await once(one, 'exit')
  }
  running.delete(one)
}

/** Kills a process at a stage of its first mail, then lets two others go on, and gives what is there in the end. */
async function tellWithKill(stage: Stage | 'never', isSilent = false): Promise<Told & { mail: MailServer }> {
  const { server, mail } = await furnish()
  if (stage !== 'never') {
    const victim = start(server, mail, { isSilent })
    mail.at = (at) => {
      if (at === stage) victim.kill('SIGKILL')
    }
    await once(victim, 'exit')
    running.delete(victim)
    mail.at = () => {}
  }
  const others = [0, 1].map(() => start(server, mail, { aheadMs: aheadMs + leaseMs, isSilent }))
  const sendings = await eventually(
    () => server.query('select org_id, key, state from notice_delivery'),
    (rows: Loose[]) =>
      rows.length > 0 && rows.every(({ state }) => !['waiting', 'claimed', 'sending'].includes(state)),
  )
  const notices = await server.query('select user_id, matter from notice')
  await Promise.all(others.map(end))
  return { mail, sendings: sendings as never, notices: notices as never }
}

/** What is wrong: a mail taken twice, one said to be sent that was not taken, or one of an unknown end. */
function faultsOf({ sendings, mail }: Pick<Told, 'sendings'> & { mail: MailServer }): string[] {
  return sendings.flatMap(({ org_id, key, state }) => {
    const hash = createHash('sha256').update(`${org_id} ${key}`).digest('hex').slice(0, 40)
    const count = mail.counts.get(`<${hash}@example.org>`) ?? 0
    if (count > 1) return [`${key} was taken ${count} times`]
    if (state === 'sent' && count !== 1) return [`${key} is said to be sent`]
    return state === 'sent' || state === 'unsure' ? [] : [`${key} is ${state}`]
  })
}

const keysOf = ({ notices }: Told): string[] => notices.map(({ user_id, matter }) => `${user_id} ${matter}`)

describe('whatever is killed when, with two processes afterwards', () => {
  test('two processes that nobody kills send each mail once', async () => {
    const told = await tellWithKill('never')
    expect(faultsOf(told)).toEqual([])
    expect(told.sendings.map(({ state }) => state)).toEqual(Array(told.sendings.length).fill('sent'))
    expect(told.mail.taken.length).toBe(told.sendings.length)
    expect(new Set(keysOf(told)).size).toBe(told.notices.length)
    expect(told.sendings.length).toBeGreaterThanOrEqual(5)
  })

  test('killed before anything was said to the mail server: every mail arrives, once', async () => {
    const told = await tellWithKill('connected')
    expect(faultsOf(told)).toEqual([])
    expect([...new Set(told.sendings.map(({ state }) => state))]).toEqual(['sent'])
    expect(told.mail.taken.length).toBe(told.sendings.length)
  })

  test.each(['sender', 'whole', 'taken'] as const)(
    'killed when a mail is at "%s": none arrives twice, what may be there is said, and every inbox has it',
    async (stage) => {
      const told = await tellWithKill(stage)
      expect(faultsOf(told)).toEqual([])
      expect(told.sendings.some(({ state }) => state === 'unsure')).toBe(true)
      expect(told.sendings.some(({ state }) => state === 'sent')).toBe(true)
      expect(new Set(keysOf(told)).size).toBe(told.notices.length)
      const mailed = told.sendings.filter(({ key }) => key.startsWith('mail '))
      for (const { key } of mailed) expect(keysOf(told)).toContain(key.replace('mail ', ''))
    },
  )

  test('a process that does not say beforehand what it sends is found out', async () => {
    const told = await tellWithKill('whole', true)
    expect(faultsOf(told).join('\n')).toMatch(/was taken 2 times/)
  })
})
