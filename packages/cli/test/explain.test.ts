import { describe, expect, test } from 'vitest'
import { companyFiles, folderWith, keelson } from './run.ts'

const folder = folderWith(companyFiles)

test('draws a number down to the observations, with their lines and the rules', () => {
  const { out, code } = keelson(['explain', 'revenue'], folder)
  expect(code).toBe(0)
  expect(out).toMatch(/^Revenue, 2026-02: [\d.]+ % {2}▲ at risk\n│ +attainment: 70 EUR against /)
  expect(out).toContain('├─ value: Revenue, 2026-02: 70 EUR')
  expect(out).toMatch(/│ {2}└─ .*Shop, 50%: <all>, 2026-02: 70 EUR/)
  expect(out).toContain('observed observations/values.csv:3, known since 2026-02-28')
  expect(out).toMatch(/└─ target: Revenue, 2026-02: [\d.]+ EUR/)
  expect(out).toContain('(strategy.yaml:16:')
  expect(out).toMatch(/\[K\d+( K\d+)*\]/)
})

test('goes to the period, the kind and the depth that are asked for', () => {
  expect(keelson(['explain', 'measure:shop', '2026-01'], folder).out).toContain(
    'Shop, 50%: <all>, 2026-01: 80 EUR',
  )
  const flat = keelson(['explain', 'sales', '--depth', '2'], folder).out
  expect(flat).toMatch(/└─ … 2 more; a larger --depth goes on/)
  expect(keelson(['explain', 'organisation', '2026-Q1', '--depth', '1'], folder).out).toMatch(
    /^Linden, 2026-Q1: /,
  )
})

test('as JSON: null for what is missing, dates, lines', () => {
  const data = JSON.parse(keelson(['explain', 'shop', '--in', folder, '--json']).out)
  expect(data).toMatchObject({ kind: 'kpi', id: 'shop', period: '2026-02', reason: 'present' })
  const [value, target] = data.children
  expect(value.origin).toMatchObject({ kind: 'observed', line: 3, recorded: '2026-02-28' })
  expect(target.origin).toMatchObject({ kind: 'target', place: { line: 23 }, from: null, high: null })
})

describe('refuses with one sentence and code 2', () => {
  test.each([
    [['explain'], 'say what is to be explained'],
    [['explain', 'revenu'], 'did you mean revenue?'],
    [['explain', 'kpi:shpo'], 'there is no KPI "shpo"; did you mean shop?'],
    [['explain', 'thing:shop'], '"thing" is none of kpi, objective'],
    [['explain', 'shop', 'nope'], '"nope" is no period of this calendar.'],
    [['explain', 'shop', 'FY26'], 'name a period such as 2026-02'],
    [['explain', 'shop', '1990-01'], '1990-01 lies outside of what is known: 2026-01 to '],
    [['explain', 'shop', '--depth', '0'], '--depth takes a number of levels'],
  ])('%j', (args, sentence) => {
    const { code, out, err } = keelson(args, folder)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(sentence)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })
})
