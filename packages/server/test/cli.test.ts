import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase } from './database.ts'
import { TestServer } from './server.ts'

const bin = join(import.meta.dirname, '../../cli/bin/keelson.js')
let server: TestServer
let folder: string

beforeAll(async () => {
  server = await TestServer.start()
  folder = mkdtempSync(join(tmpdir(), 'keelson-cli-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
})

type Done = { readonly code: number | null; readonly out: string; readonly err: string }

/** Runs the real command line beside the server. */
function keelson(
  args: readonly string[],
  input = '',
  env: Readonly<Record<string, string>> = {},
): Promise<Done> {
  const child = spawn(process.execPath, [bin, ...args], {
    cwd: folder,
    env: { ...process.env, KEELSON_CREDENTIALS: join(folder, 'credentials.json'), ...env },
  })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => {
    out += part
  })
  child.stderr.on('data', (part) => {
    err += part
  })
  child.stdin.end(input)
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, out, err })))
}

const texts = (path: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(join(folder, path), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(join(folder, path).length),
        readFileSync(join(entry.parentPath, entry.name), 'utf8'),
      ]),
  )

describe('the command line and a server', () => {
  test('a claim signs in and keeps a token that others cannot read', async () => {
    const { url, claimSecret = '' } = server.running
    const early = await keelson(['plan', '.'])
    expect(early).toMatchObject({ code: 2 })
    expect(early.err).toContain('keelson login')
    const done = await keelson(
      ['login', url, '--email', 'ada@example.org', '--claim', claimSecret],
      'correct horse battery\n',
    )
    expect(done).toMatchObject({ code: 0, err: '' })
    const file = join(folder, 'credentials.json')
    expect(statSync(file).mode & 0o077).toBe(0)
    expect(readFileSync(file, 'utf8')).not.toContain('correct horse')
    const wrong = await keelson(['login', url, '--email', 'ada@example.org'], 'wrong horse battery\n')
    expect(wrong.code).toBe(2)
    expect(wrong.err).toContain('do not belong together')
  })

  test('an export is what was applied, and an export of that is the same again', async () => {
    expect((await keelson(['export', 'one'])).code).toBe(0)
    expect((await keelson(['plan', 'one'])).out).toContain('has these files already')
    const path = join(folder, 'one/finance.yaml')
    writeFileSync(path, readFileSync(path, 'utf8').replace('value: 54250000', 'value: 50000000 # cheaper'))
    const planned = await keelson(['plan', 'one'])
    expect(planned.code).toBe(1)
    expect(planned.out).toContain('~ target operating-cost')
    expect(planned.out).toMatch(/Alignment [\d.]+ → [\d.]+ of 100/)
    expect((await keelson(['apply', 'one', '--comment', 'cheaper'])).code).toBe(0)
    expect((await keelson(['export', 'two'])).code).toBe(0)
    expect(texts('two')).toEqual(texts('one'))
    const stale = await keelson(['apply', 'one', '--base', '1'])
    expect(stale.code).toBe(2)
    expect(stale.err).toContain('rests on 1')
    writeFileSync(path, 'kpis: { a: {')
    const torn = await keelson(['apply', 'one'])
    expect(torn.code).toBe(2)
    expect(torn.err).toMatch(/finance\.yaml:1:\d+/)
  })

  test('a file of values is shown, imported and taken back', async () => {
    const table = 'KPI;Monat;Ist\nBrand awareness;2026-08;33,5\nOverhead;2026-08;1\n'
    writeFileSync(join(folder, 'august.csv'), table)
    const shown = await keelson(['import', 'values', 'august.csv'])
    expect(shown.code).toBe(1)
    expect(shown.out).toMatch(/values {3}2 in = \d new \+ \d changed \+ 0 unchanged \+ 1 rejected/)
    expect(shown.out).toContain('There is no measure "Overhead". Say which one is meant')
    expect(shown.out).toContain('Perhaps: overhead-cost')
    expect(shown.err).toContain('Nothing is recorded.')
    const written = await keelson(['import', 'values', 'august.csv', '--write'])
    const [, id = ''] = /keelson import undo (\S+)/.exec(written.err) ?? []
    const value = '/organisations/perlbeck/measures/brand-awareness/values/2026-08'
    const token = JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')).token
    expect((await server.ask('GET', value, undefined, { token })).body.value).toBe(33.5)
    const undone = await keelson(['import', 'undo', id])
    expect([undone.code, undone.out]).toEqual([
      0,
      'The import is undone. Values as they were before it: 1.\n',
    ])
    expect((await server.ask('GET', value, undefined, { token })).body.value).not.toBe(33.5)
  })

  test('values are pushed and pulled, and accounted for', async () => {
    const csv = 'measure,period,value\nbrand-awareness,2026-10,31.5\nbrand-awarenes,2026-10,1\n'
    const pushed = await keelson(['push'], csv)
    expect(pushed.code).toBe(1)
    expect(pushed.out).toContain('2 rows in = 1 written + 0 unchanged + 1 rejected.')
    expect(pushed.out).toContain('did you mean "brand-awareness"')
    expect(
      (
        await keelson(
          ['push', '--format', 'json'],
          '[{"measure":"brand-awareness","period":"2026-10","value":"31.5"}]',
        )
      ).out,
    ).toContain('1 unchanged')
    expect((await keelson(['pull', 'values'])).code).toBe(0)
    const months = texts('values')['/observations/month.csv'] as string
    expect(months).toContain('brand-awareness,2026-10,31.5,')
    expect((await keelson(['push', 'values/observations/month.csv'])).out).toMatch(
      / 0 written \+ \d+ unchanged \+ 0 rejected/,
    )
  })

  test('a backup is proved without the server, and restored to the same', async () => {
    expect((await keelson(['verify'])).out).toContain('Everything agrees')
    expect((await keelson(['backup', 'backup.jsonl'])).code).toBe(0)
    expect((await keelson(['verify', 'backup.jsonl'])).out).toContain('Everything agrees')
    const whole = readFileSync(join(folder, 'backup.jsonl'), 'utf8')
    writeFileSync(join(folder, 'forged.jsonl'), whole.replace('cheaper', 'dearer!'))
    const forged = await keelson(['verify', 'forged.jsonl'])
    expect(forged.code).toBe(1)
    expect(forged.out).toContain('its hash is another')
    writeFileSync(join(folder, 'cut.jsonl'), whole.slice(0, whole.length / 2))
    const database = ['--database-url', await makeDatabase()]
    expect(await keelson(['restore', 'cut.jsonl', ...database])).toMatchObject({ code: 2 })
    expect((await keelson(['restore', 'forged.jsonl', ...database])).err).toContain('broken at event')
    expect((await keelson(['restore', 'backup.jsonl', ...database])).out).toContain('perlbeck is there again')
    expect((await keelson(['restore', 'backup.jsonl', ...database])).err).toContain('already')
    const again = await TestServer.start({ databaseUrl: database[1] as string, demo: false })
    await again.claim()
    const { body } = await again.ask('GET', '/organisations/perlbeck/strategy')
    const now = await server.ask('GET', '/organisations/perlbeck/strategy', undefined, {
      token: JSON.parse(readFileSync(join(folder, 'credentials.json'), 'utf8')).token,
    })
    expect(body.files).toEqual(now.body.files)
    expect(body.observations).toEqual(now.body.observations)
    await again.expectReplay()
  })

  test('the past is asked, a token is ended, and a server that is away is told so', async () => {
    expect((await keelson(['asof', '2026-03-03'])).out).toContain('as known on 2026-03-03')
    const id = /^[\w-]+/.exec((await keelson(['token', 'list'])).out)?.[0] as string
    expect((await keelson(['token', 'revoke', id])).code).toBe(0)
    const ended = await keelson(['asof', '2026-03-03'])
    expect(ended.code).toBe(2)
    expect(ended.err).toContain('Sign in')
    const away = await keelson(['token', 'list'], '', { KEELSON_URL: 'http://127.0.0.1:9' })
    expect(away.err).toContain('does not answer')
  })
})
