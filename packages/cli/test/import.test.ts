import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith, keelson } from './run.ts'

const files = {
  'map.yaml': `department: team
measure: what
values:
  - { column: a, period: FY25, is: actual }
  - { column: b, period: FY26, is: target }
`,
  'good.csv': 'team,what,a,b,note\nRoads,Holes,10,5,x\nRoads,Lamps,1,2,y\nRoads,Lamps,1,2,y\n',
  'bad.csv': 'team,what,a,b\nRoads,Holes,ten,5\n,Lamps,1,2\nRoads,Signs,1,2\nRoads,Bad,1\n',
  'typo.yaml': 'department: team\nmeasure: what\nvalues:\n  - { column: aa, period: FY25, is: actual }\n',
}
const folder = folderWith(files)
const table = (name: string, ...more: readonly string[]) =>
  keelson(['import', 'table', name, '--map', 'map.yaml', ...more], folder)

test('a dry run accounts for every row, column and value, and writes nothing', () => {
  const { code, out, err } = table('good.csv', '--out', 'there')
  expect(code).toBe(0)
  expect(out).toContain('rows     3 in  = 2 written + 1 unchanged + 0 rejected')
  expect(out).toContain('columns  5 in  = 4 mapped + 1 ignored (note)')
  expect(out).toContain('values   4 in  = 4 with a number + 0 without')
  expect(out).toContain(
    'KPIs that do not say which way is good (polarity), so they are not judged (2): holes, lamps',
  )
  expect(err).toContain('Nothing is written.')
  expect(existsSync(join(folder, 'there'))).toBe(false)
})

test('rejected rows are told by reason, with their line, and make code 1', () => {
  const { code, out } = table('bad.csv')
  expect(code).toBe(1)
  expect(out).toContain('rows     4 in  = 1 written + 0 unchanged + 3 rejected')
  expect(out).toContain('Rejected rows: row-value-unreadable (1)\n  line 2, a: "ten" is no value')
  expect(out).toContain('Rejected rows: row-department-empty (1)\n  line 3, team: ')
  expect(out).toContain('Rejected rows: csv-ragged-row (1)\n  line 5: ')
})

test('as JSON', () => {
  const data = JSON.parse(table('bad.csv', '--json').out)
  expect(data.accounting).toMatchObject({ rowsIn: 4, written: 1, unchanged: 0 })
  expect(data.accounting.rejected.map(({ line }: { line: number }) => line)).toEqual([2, 3, 5])
  expect(data.strategy).toMatchObject({ departments: 1, kpis: 1, targets: 1, observations: 1 })
})

test('what is written can be checked, and is not written over', () => {
  const written = table('good.csv', '--out', 'new', '--write', '--name', 'A city')
  expect(written.code).toBe(0)
  expect(written.err).toContain('keelson check new')
  const data = JSON.parse(keelson(['check', 'new', '--json'], folder).out)
  expect(data).toMatchObject({ organisation: 'A city', diagnostics: [] })
  expect(data.findings.map(({ code }: { code: string }) => code)).toContain('polarity-unstated')
  expect(table('good.csv', '--out', 'new', '--write')).toMatchObject({
    code: 2,
    err: expect.stringContaining('nothing is overwritten'),
  })
})

test('a map that does not fit the table is shown at its place', () => {
  const { code, out, err } = keelson(['import', 'table', 'good.csv', '--map', 'typo.yaml'], folder)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(err).toContain('typo.yaml:4:15')
  expect(err).toContain('Did you mean "a"?')
})

test.each([
  [['import', 'tabel', 'good.csv'], 'say what is imported'],
  [['import', 'table', 'good.csv'], '--map <map.yaml>'],
  [['import', 'table', 'good.csv', '--map', 'map.yaml', '--write'], '--write needs --out'],
  [['import', 'table', 'good.csv', '--map', 'map.yaml', '--year-start', '13-01'], '--year-start takes'],
])('%j is refused', (args, sentence) => {
  const { code, err } = keelson(args, folder)
  expect(code).toBe(2)
  expect(err).toContain(sentence)
})
