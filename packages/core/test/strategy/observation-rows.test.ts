import { expect, test } from 'vitest'
import { readObservationRows } from '../../src/strategy/observation-rows.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import { readObservations } from '../../src/strategy/read-observations.ts'
import { writeObservations } from '../../src/strategy/write-observations.ts'
import { parseDay } from '../../src/time/day.ts'

const { strategy } = readStrategy([
  {
    name: 'a.yaml',
    text: `organisation: { name: A }
measures:
  sales: { unit: EUR, kind: flow }
  margin: { unit: "%", kind: index }
  visits: { unit: "1", kind: flow, grain: week }
  total: { unit: EUR, kind: flow, formula: sales + sales }
`,
  },
])
const today = parseDay('2026-11-24') as number

test('rows are read as people write them, and every row is accounted for', () => {
  const rows = [
    { measure: 'sales', period: '2026-10', value: '1,2 Mio' },
    { measure: 'sales', period: '2026-09', value: '12k' },
    { measure: 'margin', period: '2026-10', value: '95%' },
    { measure: 'margin', period: '2026-09', value: 85.7, recorded: '2026-10-02' },
    { measure: 'sales', period: '2026-08', value: null },
  ]
  const { read, rejected } = readObservationRows(rows, strategy, today)
  expect(rejected).toEqual([])
  expect(read.map(({ value }) => value)).toEqual([1_200_000, 12_000, 0.95, 0.857, Number.NaN])
  expect(read.map(({ recorded }) => recorded)).toEqual([today, today, today, parseDay('2026-10-02'), today])
})

test('a row that cannot be read names its number, its field and the way out', () => {
  const rows = [
    { measure: 'sale', period: '2026-10', value: 1 },
    { measure: 'sales', period: '2026-13', value: 1 },
    { measure: 'sales', period: '2026-10', value: 'many' },
    { measure: 'total', period: '2026-10', value: 1 },
    { measure: 'sales', period: '2026-10', value: 1, recorded: '2026-11-25' },
    { measure: 'sales', period: '2026-10', value: 1 },
  ]
  const { read, rejected } = readObservationRows(rows, strategy, today)
  expect(read.map(({ row }) => row)).toEqual([6])
  expect(rejected.map(({ row, code, field }) => `${row} ${code} ${field}`)).toEqual([
    '1 observation-measure-unknown measure',
    '2 observation-period-unreadable period',
    '3 observation-value-unreadable value',
    '4 observation-of-computed measure',
    '5 observation-recorded-later recorded',
  ])
  expect(rejected[0]?.message).toBe('Row 1: there is no measure "sale" (did you mean "sales"?).')
  expect(rejected[4]?.message).toContain('2026-11-25 has not come yet; today is 2026-11-24')
})

test('written observations are read as the same observations, and written again as the same bytes', () => {
  const text = `measure,period,value,recorded,source,note
sales,2026-10,1200.5,2026-11-02,ledger,"late, but whole"
sales,2026-10,1201,2026-11-05,ledger,
margin,2026-09,85.7%,2026-10-01,,
sales,2026-09,n/a,2026-10-01,,
visits,2026-W40,300,2026-10-05,web,
`
  const read = (files: readonly { name: string; text: string }[]) => readObservations(files, strategy)
  const first = read([{ name: 'o.csv', text }])
  expect(first.diagnostics).toEqual([])
  const written = writeObservations(first.observations, strategy)
  expect(written.map(({ name }) => name)).toEqual(['observations/week.csv', 'observations/month.csv'])
  expect(written[1]?.text).toBe(`measure,period,value,recorded,source,note
margin,2026-09,85.7,2026-10-01,,
sales,2026-09,n/a,2026-10-01,,
sales,2026-10,1200.5,2026-11-02,ledger,"late, but whole"
sales,2026-10,1201,2026-11-05,ledger,
`)
  const again = read(written)
  expect(again.diagnostics).toEqual([])
  expect(writeObservations(again.observations, strategy)).toEqual(written)
})
