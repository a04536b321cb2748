import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readObservations, readStrategy } from '../../src/index.ts'
import { applyMap } from '../../src/table/apply.ts'
import { readTableMap } from '../../src/table/map.ts'
import { strategyFiles } from '../../src/table/strategy-files.ts'
import { printCsv, readCsv } from '../../src/text/csv.ts'

const map = {
  department: ['area', 'team'],
  measure: { name: 'what', id: 'code' },
  objective: { column: 'why', within: 'area' },
  polarity: { column: 'good' },
  values: [
    {
      'value-column': 'value',
      'period-column': 'period',
      is: { column: 'kind', actual: 'Actual', target: 'Plan' },
    },
  ],
  units: [{ starts: '% ', unit: '%' }],
}
const header = ['area', 'team', 'why', 'code', 'what', 'good', 'kind', 'period', 'value']

function write(rows: readonly (readonly string[])[], source: object = map, columns = header) {
  const reading = readTableMap(source)
  if (!reading.map) throw new Error(reading.faults.map(({ message }) => message).join('\n'))
  const table = applyMap(readCsv(printCsv([columns, ...rows]), { file: 'a.csv' }), reading.map)
  const written = strategyFiles(table, { organisation: 'A city', source: 'a.csv' })
  const files = written.files.map(({ path, text }) => ({ name: path, text }))
  const { strategy, diagnostics } = readStrategy(files.filter(({ name }) => name.endsWith('.yaml')))
  const observed = readObservations(
    files.filter(({ name }) => name.endsWith('.csv')),
    strategy,
  )
  const faults = [...diagnostics, ...observed.diagnostics].map(({ code, message }) => `${code}: ${message}`)
  return { table, written, files, strategy, observed, faults }
}

const row = (code: string, what: string, kind: string, period: string, value: string, good = 'lower') => [
  'Works',
  'Roads',
  'Safe roads',
  code,
  what,
  good,
  kind,
  period,
  value,
]

describe('a table written as a strategy', () => {
  const { strategy, observed, faults, written } = write([
    row('holes', '# of holes', 'Actual', '2026-01', '1,200'),
    row('holes', '# of holes', 'Actual', '2026-02', '0.1'),
    row('holes', '# of holes', 'Plan', 'FY26', '900'),
    row('share', '% mended', 'Actual', '2026-01', '7%', ''),
    row('share', '% mended', 'Plan', '2026-Q1', '57%', ''),
  ])

  test('reads without a diagnostic', () => {
    expect(faults).toEqual([])
    expect(strategy.dangling).toEqual([])
  })

  test('has its departments as a tree, and objectives where they belong', () => {
    expect(strategy.departments.get('roads')?.parent).toBe('works')
    expect(strategy.objectives.get('safe-roads')).toMatchObject({ name: 'Safe roads', department: 'works' })
  })

  test('has a KPI for every measure, with targets as they were written', () => {
    expect(strategy.kpis.get('holes')).toMatchObject({ department: 'roads', objective: 'safe-roads' })
    const goals = [...strategy.kpis.values()].map(({ targets }) =>
      targets.map((one) => one.revisions[0]?.goalpost),
    )
    expect(goals).toEqual([[{ kind: 'value', value: 900 }], [{ kind: 'value', value: 0.57 }]])
  })

  test('never adds up what nobody said may be added', () => {
    expect(strategy.measures.get('holes')).toMatchObject({ kind: 'index', grain: 'month' })
    expect(strategy.measures.get('share')).toMatchObject({ kind: 'ratio' })
  })

  test('leaves polarity out where the table does not say it', () => {
    expect(strategy.measures.get('holes')?.polarity).toBe('lower')
    expect(strategy.measures.get('share')?.polarity).toBeUndefined()
  })

  test('has the values to the last digit, with their line', () => {
    expect([...observed.observations.value]).toEqual([1200, 0.1, 0.07])
    expect(observed.observations.notes.get(2)?.source).toBe('a.csv line 5')
    expect(written.observations).toBe(3)
  })
})

test('a value whose period is none, or of another length, is told and not written', () => {
  const { written, faults } = write([
    row('a', 'A', 'Actual', '2026-01', '1'),
    row('a', 'A', 'Actual', 'FY26', '2'),
    row('a', 'A', 'Actual', 'soon', '3'),
  ])
  expect(faults).toEqual([])
  expect(written.observations).toBe(1)
  expect(written.unwritten.map(({ line, message }) => [line, message])).toEqual([
    [3, 'The measure has values by the month; FY26 is a year.'],
    [4, expect.stringContaining('soon')],
  ])
})

test('an id that is no id becomes one, once for each, and is told', () => {
  const { written, strategy, faults } = write([
    row('KPI 1', 'A', 'Actual', '2026-01', '1'),
    row('kpi-1', 'B', 'Actual', '2026-01', '1'),
    row('4', 'C', 'Actual', '2026-01', '1'),
  ])
  expect(faults).toEqual([])
  expect([...strategy.kpis.keys()]).toEqual(['kpi-1-2', 'kpi-1', 'measure-4'])
  expect(written.changedIds).toEqual([
    { before: 'KPI 1', after: 'kpi-1-2' },
    { before: '4', after: 'measure-4' },
  ])
})

test('whatever the cells hold, what is written reads without a diagnostic and keeps every number', () => {
  const cell = fc.oneof(
    fc.constantFrom('', 'a', '% b', 'x: y', "it's", '4-year', '-', '#'),
    fc.string({ unit: 'grapheme' }).filter((one) => !/[\0\ufffd]/.test(one) && one.isWellFormed()),
  )
  const number = fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 })
    .map((value) => (Math.abs(value) < 1e-6 ? '0' : String(value)))
  const period = fc.constantFrom('2026-01', '2026-02', 'FY26', '2026-Q1', 'x', '')
  const kind = fc.constantFrom('Actual', 'Plan')
  const rows = fc.array(fc.tuple(cell, cell, cell, cell, cell, fc.constant(''), kind, period, number), {
    maxLength: 8,
  })
  const { id: _, ...measure } = map.measure
  fc.assert(
    fc.property(rows, fc.boolean(), (some, hasIds) => {
      const { faults, table, observed, written } = write(some, hasIds ? map : { ...map, measure })
      expect(faults).toEqual([])
      const kept = [...observed.observations.value].sort()
      const lost = new Set(written.unwritten)
      const wanted = table.observations.filter(
        ({ measure: id, line, period: name }) =>
          ![...lost].some((one) => one.measure === id && one.line === line && one.period === name),
      )
      expect(kept).toEqual(wanted.map(({ value }) => value).sort())
    }),
    { numRuns: 200 },
  )
})
