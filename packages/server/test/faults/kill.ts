import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { familyOf, kill } from '../postgres/trial.ts'
import { fetchArchive, verifyLines } from './archive.ts'
import { claim } from './claim.ts'
import { Load, type Write } from './load.ts'

/** What is killed, where, and how often. */
export type KillPlan = {
  readonly rounds: number
  readonly seed: number
  /** The data directory. */
  readonly folder: string
  /** A database of PostgreSQL elsewhere; undefined: the embedded one. */
  readonly databaseUrl?: string
  /** `server`: the process that serves; `postgres`: every process of the embedded PostgreSQL. */
  readonly victim: 'server' | 'postgres'
  /** Broken on purpose: the server acknowledges before it commits. */
  readonly commitsLate?: boolean
  /** How long a start may take. */
  readonly readyMs: number
  readonly tell?: (round: number) => void
}

export type KillReport = {
  readonly seed: number
  readonly kills: number
  readonly acknowledged: number
  /** Writes without an answer, settled by asking again with their keys. */
  readonly settled: number
  readonly longestReadyMs: number
  readonly faults: readonly string[]
}

type Server = { readonly process: ChildProcess; readonly url: string; readonly claimSecret?: string }

/** Kills a server under load at random moments, starts it again each time, and looks whether anything is lost. */
export async function killOften(plan: KillPlan): Promise<KillReport> {
  const random = randomOf(plan.seed)
  const faults: string[] = []
  const ready: number[] = []
  let settled = 0
  let server = await start(plan)
  try {
    const { makeToken } = await claim(server.url, server.claimSecret as string)
    const tokens: string[] = []
    for (let writer = 1; writer <= 5; writer++) tokens.push(await makeToken('perlbeck'))
    const load = new Load(tokens)
    for (let round = 1; round <= plan.rounds; round++) {
      load.start(server.url)
      await sleep(30 + random() * 400)
      await end(plan, server)
      await load.ended()
      settled += load.unknown.length
      const before = performance.now()
      server = await start(plan)
      const tookMs = Math.round(performance.now() - before)
      ready.push(tookMs)
      if (tookMs > plan.readyMs) faults.push(`round ${round}: ready only after ${tookMs} ms`)
      await load.settle(server.url)
      if (load.unknown.length > 0)
        faults.push(`round ${round}: ${load.unknown.length} writes were never settled`)
      for (const fault of await judge(server, tokens[4] as string, load))
        faults.push(`round ${round}: ${fault}`)
      // Only now: sent again, a write that was lost would be there again.
      faults.push(...(await load.repeat(server.url, 4)))
      plan.tell?.(round)
      if (faults.length > 0) break
    }
    return {
      seed: plan.seed,
      kills: ready.length,
      acknowledged: load.acknowledged.length,
      settled,
      longestReadyMs: Math.max(...ready),
      faults,
    }
  } finally {
    if (server.process.exitCode === null && server.process.signalCode === null) await end(plan, server)
    if (plan.databaseUrl === undefined) endPostgres(plan.folder)
  }
}

/** Starts a server, and waits until it says that it is ready. */
async function start({ folder, databaseUrl = '', commitsLate = false }: KillPlan): Promise<Server> {
  const program = join(import.meta.dirname, 'child.ts')
  const args = [program, folder, databaseUrl, ...(commitsLate ? ['commits-late'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stderr.on('data', (part) => {
    said += part
  })
  const line = once(createInterface({ input: child.stdout }), 'line')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with ${code} before it was ready: ${said}`)
  })
  ended.catch(() => {})
  const [word] = await Promise.race([line, ended])
  const ready = JSON.parse(word as string) as { url: string; claimSecret?: string }
  return { process: child, ...ready }
}

async function end({ victim, folder }: KillPlan, { process: child }: Server): Promise<void> {
  const gone = once(child, 'exit')
  if (victim === 'postgres') endPostgres(folder)
  else kill(child.pid as number)
  await gone
}

function endPostgres(folder: string): void {
  let text: string
  try {
    text = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8')
  } catch {
    return
  }
  for (const pid of familyOf(Number(text.split('\n')[0]))) kill(pid)
}

/** What does not agree: by the independent verifier, and by the keys that stand in what was written. */
async function judge({ url }: Server, token: string, load: Load): Promise<string[]> {
  const lines = await fetchArchive(url, 'perlbeck', token)
  const faults = await verifyLines(lines)
  const found = [...faults, ...load.wrong.splice(0)]
  const counts = countKeys(lines)
  for (const { key, kind, rows } of load.acknowledged) {
    const count = counts.get(key) ?? 0
    if (count !== rows) found.push(`${kind} ${key} was acknowledged, and ${count} of ${rows} rows are there`)
  }
  const known = new Set(load.acknowledged.map(({ key }: Write) => key))
  for (const key of counts.keys()) if (!known.has(key)) found.push(`${key} is there, and nobody sent it`)
  return found.slice(0, 10)
}

const keyForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4/

/** How often each key stands in the notes of values and in the comments of applied strategies. */
function countKeys(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (key: unknown) => {
    if (typeof key === 'string' && keyForm.test(key)) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  for (const text of lines) {
    if (text.startsWith('{"type":"row","table":"observation"')) count(JSON.parse(text).row.note)
    else if (text.startsWith('{"type":"event"')) {
      const { kind, payload } = JSON.parse(text)
      if (kind === 'strategy-applied') count(JSON.parse(payload).comment)
    }
  }
  return counts
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
