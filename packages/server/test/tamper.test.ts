import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verifyArchive } from '../../cli/src/verify/archive.ts'
import { verifyCheckpoints } from '../../cli/src/verify/checkpoints.ts'
import { Checkpoints } from '../src/live/checkpoints.ts'
import { hashOf } from '../src/store/chain.ts'
import { openDatabase } from '../src/store/database.ts'
import { fetchArchive } from './faults/archive.ts'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

type Line = Record<string, Loose>

const seed = Date.now() % 1_000_000
const folder = mkdtempSync(join(tmpdir(), 'keelson-checkpoints-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let archive: readonly Line[]

beforeAll(async () => {
  const server = await TestServer.start({ demo: false })
  await server.claim()
  await server.ask('POST', '/organisations', { slug: 'small' })
  const path = '/organisations/small'
  const text =
    'organisation: { id: small, name: Small }\nmeasures:\n  visits: { name: Visits, unit: visit, kind: flow }\n'
  const applied = await server.ask('POST', `${path}/strategy/apply`, {
    base: 0,
    files: [{ path: 'strategy.yaml', text }],
    whole: true,
  })
  expect(applied.status).toBe(200)
  for (let month = 1; month <= 12; month++) {
    const period = `2025-${String(month).padStart(2, '0')}`
    const body = { value: 100 + month, note: `month ${month}` }
    expect((await server.ask('PUT', `${path}/measures/visits/values/${period}`, body)).status).toBe(200)
  }
  await server.ask('PUT', `${path}/lock`, { until: '2024-12-31', reason: 'audited' })
  const token = await server.token('small')
  const lines = await fetchArchive(server.running.url, 'small', token)
  archive = lines.filter((line) => line !== '').map((line) => JSON.parse(line))
  const database = openDatabase(server.databaseUrl, 2)
  await new Checkpoints(database, folder, () => Date.now()).sign(true)
  await database.close()
})

const verify = (lines: readonly Line[]) => verifyArchive(print(lines))
async function* print(lines: readonly Line[]): AsyncIterable<string> {
  for (const line of lines) yield JSON.stringify(line)
}

const events = (): readonly number[] => placesOf('event')
const rows = (): readonly number[] => placesOf('row')
function placesOf(type: string): readonly number[] {
  return archive.flatMap((line, at) => (line.type === type ? [at] : []))
}

/** Another value in the place of one: never the same. */
function altered(value: unknown, pick: number): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  if (typeof value !== 'string' || value === '') return 'x'
  const at = pick % value.length
  return `${value.slice(0, at)}${value[at] === '7' ? '8' : '7'}${value.slice(at + 1)}`
}

const without = (at: number) => archive.filter((_, index) => index !== at)
const replaced = (at: number, line: Line) => archive.map((old, index) => (index === at ? line : old))

/** Ways to tamper with an archive; `pick` and `other` choose the place. */
const ways: Readonly<Record<string, (pick: number, other: number) => readonly Line[]>> = {
  'an event is edited'(pick, other) {
    const at = events()[pick % events().length] as number
    const line = archive[at] as Line
    const field = Object.keys(line).filter((key) => key !== 'type')[
      other % (Object.keys(line).length - 1)
    ] as string
    return replaced(at, { ...line, [field]: altered(line[field], pick ^ other) })
  },
  'an event is taken out': (pick) => without(events()[pick % events().length] as number),
  'an event stands twice'(pick) {
    const at = events()[pick % events().length] as number
    return archive.toSpliced(at, 0, archive[at] as Line)
  },
  'two events change places'(pick, other) {
    const first = pick % events().length
    const second = (first + 1 + (other % (events().length - 1))) % events().length
    const [a, b] = [events()[first] as number, events()[second] as number]
    return archive.map((line, index) => archive[index === a ? b : index === b ? a : index] ?? line)
  },
  'a row is edited'(pick, other) {
    const at = rows()[pick % rows().length] as number
    const line = archive[at] as Line
    const field = Object.keys(line.row)[other % Object.keys(line.row).length] as string
    return replaced(at, { ...line, row: { ...line.row, [field]: altered(line.row[field], pick ^ other) } })
  },
  'a row is taken out': (pick) => without(rows()[pick % rows().length] as number),
  'a row stands twice'(pick) {
    const at = rows()[pick % rows().length] as number
    return archive.toSpliced(at, 0, archive[at] as Line)
  },
  'the end is cut off': (pick) => archive.slice(0, 1 + (pick % (archive.length - 1))),
}

test('an archive that nobody touched agrees with its events, and with the checkpoints', async () => {
  const verification = await verify(archive)
  expect(verification.faults).toEqual([])
  expect(checkpointFaults(verification)).toEqual([])
})

test('of 10,000 tamperings the independent verifier finds every one [S22]', async () => {
  const place = fc.tuple(fc.constantFrom(...Object.keys(ways)), fc.nat(), fc.nat())
  const missed: string[] = []
  for (const [way, pick, other] of fc.sample(place, { numRuns: 10_000, seed })) {
    const lines = ways[way]?.(pick, other) as readonly Line[]
    const { faults } = await verify(lines)
    if (faults.length === 0) missed.push(`${way} (${pick}, ${other})`)
  }
  expect({ seed, missed }).toEqual({ seed, missed: [] })
})

/** The archive as somebody would write it who can write everything: every hash and every count made to agree. */
function writtenAnew(lines: readonly Line[]): readonly Line[] {
  const [first, ...rest] = lines as [Line, ...Line[]]
  let previous = Buffer.alloc(32)
  let seq = 0
  const anew = rest.map((line): Line => {
    if (line.type !== 'event') return line
    seq++
    const event = { seq, actor: line.actor, kind: line.kind, payload: line.payload, previous }
    const hash = hashOf({ orgId: first.organisation, at: new Date(line.at), ...event })
    const written = { ...line, seq, previous: previous.toString('hex'), hash: hash.toString('hex') }
    previous = Buffer.from(hash)
    return written
  })
  const count = (type: string) => anew.filter((line) => line.type === type).length
  const end = { type: 'end', events: count('event'), rows: count('row') }
  const head = { seq, hash: previous.toString('hex') }
  return [{ ...first, head }, ...anew.filter(({ type }) => type !== 'end'), end]
}

function checkpointFaults(verification: Awaited<ReturnType<typeof verify>>): readonly string[] {
  const signed = readFileSync(join(folder, 'checkpoints.jsonl'), 'utf8')
  const { count, faults } = verifyCheckpoints(
    verification,
    signed,
    readFileSync(join(folder, 'checkpoint-key.pub'), 'utf8'),
  )
  expect(count).toBe(1)
  return faults
}

test('a chain whose tail was cut, or that was written anew as a whole, agrees in itself: the checkpoint tells [S22]', async () => {
  const last = archive[events().at(-1) as number] as Line
  const cut = writtenAnew(
    archive.filter((line) => line !== last && line.row?.token_id !== JSON.parse(last.payload).id),
  )
  const shortened = await verify(cut)
  expect(shortened.faults).toEqual([])
  expect(checkpointFaults(shortened).join()).toContain('it was cut')
  const other = archive.map((line) => {
    if (line.type === 'event') return { ...line, payload: line.payload.replaceAll('month 12', 'month 13') }
    return line.row?.note === 'month 12' ? { ...line, row: { ...line.row, note: 'month 13' } } : line
  })
  const rewritten = await verify(writtenAnew(other))
  expect(rewritten.faults).toEqual([])
  expect(checkpointFaults(rewritten).join()).toContain('written anew')
})
