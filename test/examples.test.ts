import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import process from 'node:process'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseDay } from '../packages/core/src/index.ts'
import { perlbeckFiles } from '../packages/demo/src/index.ts'

const root = join(import.meta.dirname, '..')
const bin = join(root, 'packages/cli/bin/keelson.js')

function keelson(...args: readonly string[]): string {
  return spawnSync(process.execPath, [bin, ...args], { cwd: root, encoding: 'utf8' }).stdout
}

/** A missing file is written, so that it can be looked at and committed; where nobody can look, it is a fault. */
function expectSame(path: string, text: string): void {
  const file = join(root, path)
  if (!existsSync(file)) {
    expect(process.env.CI, `${path} is missing: run this test once and commit what it writes`).toBeFalsy()
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }
  expect(text).toBe(readFileSync(file, 'utf8'))
}

describe.each(['examples/perlbeck', 'examples/filings'])(
  '%s comes to what its folder expected/ holds:',
  (folder) => {
    test.each([
      ['check.txt', ['check', folder]],
      ['scorecard.txt', ['scorecard', folder]],
      ['reconcile.txt', ['reconcile', folder]],
      ['alignment.json', ['check', folder, '--format', 'json']],
    ])('%s', (file, args) => {
      expectSame(`${folder}/expected/${file}`, keelson(...args))
    })
  },
)

test('the alignment report finds exactly the planted defects, none missed, none invented', () => {
  const { answers } = parse(readFileSync(join(root, 'examples/perlbeck/answers.yaml'), 'utf8'))
  const planted = answers.map(({ check, on }: { check: string; on: string }) => `${check} on ${on}`)
  const report = JSON.parse(keelson('check', 'examples/perlbeck', '--format', 'json'))
  const found = report.findings.map(
    ({ code, subject }: { code: string; subject: { id: string } }) => `${code} on ${subject.id}`,
  )
  expect(report.diagnostics).toEqual([])
  expect(found.sort()).toEqual(planted.sort())
})

test('the demo company is what its generator makes for the day it describes', () => {
  const made = new Map(
    perlbeckFiles(parseDay('2026-11-04') as number).map(({ path, text }) => [path, text] as const),
  )
  const folder = join(root, 'examples/perlbeck')
  const committed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !path.startsWith('expected/'))
  expect(committed.sort()).toEqual([...made.keys()].sort())
  for (const path of committed) expect(readFileSync(join(folder, path), 'utf8'), path).toBe(made.get(path))
})
