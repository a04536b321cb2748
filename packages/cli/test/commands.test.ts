import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { company, companyFiles, folderWith, keelson } from './run.ts'

const folder = folderWith(companyFiles)

describe.each([
  ['scorecard', [], 0, /Linden +2026-02/, { organisation: 'Linden', period: '2026-02', by: 'perspective' }],
  [
    'scorecard',
    ['--by', 'department', '--period', '2026-01'],
    0,
    /Sales/,
    { period: '2026-01', by: 'department' },
  ],
  [
    'scorecard',
    ['--by', 'objective', '--as-of', '2026-02-10'],
    0,
    /Grow/,
    { asOf: '2026-02-10', period: '2026-01' },
  ],
  ['reconcile', [], 1, /gap 100 EUR/, [{ kpi: 'revenue', verdict: 'gap', gap: 100 }]],
  [
    'graph',
    [],
    0,
    /^flowchart BT\n/,
    { edges: expect.arrayContaining([{ from: 'kpi:shop', to: 'kpi:revenue', kind: 'share' }]) },
  ],
  ['fix', [], 0, /^$/, { repairs: [], files: [] }],
  ['format', ['--check'], 1, /^strategy\.yaml\n$/, { files: 1, changed: ['strategy.yaml'], faulty: [] }],
])('%s %j', (name, options, code, text, data) => {
  test('as text', () => {
    const done = keelson([name, ...options], folder)
    expect(done.out).toMatch(text)
    expect(done.code).toBe(code)
  })

  test('as JSON', () => {
    const done = keelson([name, ...options, '--json'], folder)
    expect(JSON.parse(done.out)).toMatchObject(data)
    expect(done.code).toBe(code)
  })
})

test('smart judges a sentence, and reads the measures of a company', () => {
  const done = keelson(['smart', 'Improve cash flow', '--today', '2026-03-15'])
  expect(done.code).toBe(1)
  expect(done.out).toMatch(/^S +◆ no/m)
  const told = keelson(['smart', 'raise revenue to 1200 by 2026-12-31', '--in', folder, '--json'])
  expect(JSON.parse(told.out).sentence.measure.id).toBe('revenue')
})

test('schema prints the JSON Schema, or the reference', () => {
  expect(JSON.parse(keelson(['schema']).out).title).toBe('Keelson strategy file')
  expect(keelson(['schema', '--reference']).out).toMatch(/^# Strategy files\n/)
})

describe('init', () => {
  const empty = folderWith({})

  test('writes a strategy that checks clean, says what comes next, and overwrites nothing', () => {
    const first = keelson(['init', 'north-star', '--name', 'North Star'], empty)
    expect(first.code).toBe(0)
    expect(first.out).toContain(join('north-star', 'kpis.yaml'))
    expect(first.err).toContain('keelson check north-star\n  keelson scorecard north-star')
    const checked = keelson(['check', 'north-star', '--fail-on', 'warning'], empty)
    expect(checked.out).toMatch(/^North Star: alignment 100\.0 of 100/)
    expect(checked.code).toBe(0)
    const again = keelson(['init', 'north-star'], empty)
    expect(again.code).toBe(2)
    expect(again.err).toContain('organisation.yaml')
  })

  test('as JSON, and named after its folder', () => {
    mkdirSync(join(empty, 'oak-hill'))
    const data = JSON.parse(keelson(['init', '--json'], join(empty, 'oak-hill')).out)
    expect(data).toMatchObject({ organisation: 'Oak hill', folder: '.' })
    expect(data.files).toContain('kpis.yaml')
  })
})

test('format lays files out, and then there is nothing to do', () => {
  const untidy = folderWith({
    'a.yaml': company,
    'b.yaml': 'kpis: [\n',
    'c.yaml': '# keelson: ignore\na:   1\n',
  })
  const done = keelson(['format'], untidy)
  expect(done.code).toBe(1)
  expect(done.out).toBe('a.yaml\n')
  expect(done.err).toContain('b.yaml')
  expect(readFileSync(join(untidy, 'b.yaml'), 'utf8')).toBe('kpis: [\n')
  expect(keelson(['format', '--check', 'a.yaml'], untidy)).toMatchObject({ code: 0, out: '' })
})

test('fix shows what it would change, writes it when told to, and mends what comes to light', () => {
  const misspelt = company.replace('owner: anna\n', 'owner: ana\n').replace('head: anna', 'haed: anne')
  const broken = folderWith({ ...companyFiles, 'strategy.yaml': misspelt })
  const shown = keelson(['fix'], broken)
  expect(shown.code).toBe(1)
  expect(shown.out).toContain('-   sales: { name: Sales, haed: anne }')
  expect(shown.out).toContain('+   sales: { name: Sales, head: anna }')
  expect(shown.err).toContain('3 repairs shown')
  expect(readFileSync(join(broken, 'strategy.yaml'), 'utf8')).toBe(misspelt)
  const written = keelson(['fix', '--write'], broken)
  expect(written.code).toBe(0)
  expect(readFileSync(join(broken, 'strategy.yaml'), 'utf8')).toBe(company)
})

test('demo writes a company, tells its story, and empties no other folder', () => {
  const place = folderWith({ 'mine/notes.txt': 'mine' })
  const done = keelson(['demo', 'shop', '--today', '2026-11-04'], place)
  expect(done.code).toBe(0)
  expect(done.out).toMatch(/^6 of 7 departments are green\. The company is red\. Why\?\n/)
  expect(
    JSON.parse(keelson(['demo', 'shop', '--today', '2026-11-04', '--json'], place).out).findings,
  ).toHaveLength(7)
  expect(keelson(['demo', 'mine'], place)).toMatchObject({
    code: 2,
    err: expect.stringContaining('holds no demo'),
  })
  expect(existsSync(join(place, 'mine/notes.txt'))).toBe(true)
})
