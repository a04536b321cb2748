import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readStrategy } from '../../src/strategy/read.ts'
import { readObservations } from '../../src/strategy/read-observations.ts'
import { parseDay, printDay } from '../../src/time/day.ts'

const text = `organisation:
  name: Test
  calendar: { start: 04-01 }
measures:
  revenue: { unit: EUR, kind: flow }
  cost: { unit: EUR, kind: flow }
  churn: { unit: '%', kind: ratio }
  leads: { unit: lead, kind: flow, grain: week }
  heads: { unit: person, kind: stock, grain: quarter }
  profit: { unit: EUR, kind: flow, formula: revenue - cost }
  all: { unit: EUR, kind: flow, aggregates: [revenue, cost] }
kpis:
  growth: { measure: revenue }
`
const { strategy, diagnostics: faults } = readStrategy([{ name: 'a.yaml', text }])
const { calendar } = strategy.organisation

type Row = string

/** The observations as text: measure, period, value, day recorded. */
function rows(...files: { name: string; text: string }[]): Row[] {
  return rowsOf(readObservations(files, strategy))
}

function rowsOf({ observations: o }: ReturnType<typeof readObservations>): Row[] {
  return Array.from({ length: o.count }, (_, row) => {
    const measure = o.measureIds[o.measure[row] as number] as string
    const grain = strategy.measures.get(measure)?.grain ?? 'month'
    const name = calendar.name(grain, o.ordinal[row] as number)
    return `${measure} ${name} ${o.value[row]} ${printDay(o.recorded[row] as number)}`
  })
}

function csv(lines: string): { name: string; text: string } {
  return { name: 'values.csv', text: lines }
}

/** Code, severity and the characters pointed at. */
function told(file: { name: string; text: string }): string[] {
  const { diagnostics } = readObservations([file], strategy)
  return diagnostics.map(
    ({ code, span }) => `${code} ${JSON.stringify(file.text.slice(span.start, span.end))}`,
  )
}

test('the strategy of these tests is sound', () => {
  expect(faults).toEqual([])
})

test('a row is a value of a measure in a period, known since the last day of the period', () => {
  expect(rows(csv('measure,period,value\nrevenue,2026-04,1200.5\nheads,FY27-Q1,42\n'))).toEqual([
    'revenue 2026-04 1200.5 2026-04-30',
    'heads FY27-Q1 42 2026-06-30',
  ])
})

test('a date stands for the period it is in, and recorded says since when a value is known', () => {
  const file = csv(
    'Measure;Date;Value;Recorded;Source;Note\nleads;2026-04-08;7;2026-05-02;CRM;late\nrevenue;2026-04-01;1;;;\n',
  )
  const reading = readObservations([file], strategy)
  expect(rowsOf(reading)).toEqual(['leads 2026-W15 7 2026-05-02', 'revenue 2026-04 1 2026-04-30'])
  expect([...reading.observations.notes]).toEqual([[0, { source: 'CRM', note: 'late' }]])
})

test('per cent are fractions, written with the sign or without', () => {
  expect(
    rows(csv('measure,period,value\nchurn,2026-04,85.7%\nchurn,2026-05,85.7\nchurn,2026-06,85.7 %\n')),
  ).toEqual([
    'churn 2026-04 0.857 2026-04-30',
    'churn 2026-05 0.857 2026-05-31',
    'churn 2026-06 0.857 2026-06-30',
  ])
})

test('an empty value, n/a and a dash are explicitly nothing', () => {
  const values = rows(csv('measure,period,value\nrevenue,2026-04,\nrevenue,2026-05,n/a\nrevenue,2026-06,-\n'))
  expect(values.map((row) => row.split(' ')[2])).toEqual(['NaN', 'NaN', 'NaN'])
})

test('a wide table has a column for each period, and its empty cells say nothing', () => {
  const file = csv('measure,2026-04,FY27-Q1,2026-05\nrevenue,10,,n/a\nheads,,42,\nchurn,4%,,5\n')
  expect(rows(file)).toEqual([
    'revenue 2026-04 10 2026-04-30',
    'revenue 2026-05 NaN 2026-05-31',
    'heads FY27-Q1 42 2026-06-30',
    'churn 2026-04 0.04 2026-04-30',
    'churn 2026-05 0.05 2026-05-31',
  ])
  expect(told(file)).toEqual([])
})

test('a JSON list has an object for each row', () => {
  const text = JSON.stringify([
    { measure: 'revenue', period: '2026-04', value: 1200.5, note: 'a, [b' },
    { measure: 'churn', date: '2026-04-09', value: '4%', recorded: '2026-05-03' },
    { measure: 'revenue', period: '2026-05', value: null },
  ])
  const reading = readObservations([{ name: 'values.json', text }], strategy)
  expect(reading.diagnostics).toEqual([])
  expect(rowsOf(reading)).toEqual([
    'revenue 2026-04 1200.5 2026-04-30',
    'churn 2026-04 0.04 2026-05-03',
    'revenue 2026-05 NaN 2026-05-31',
  ])
  const starts = [...reading.observations.offset].map((offset) => text.slice(offset, offset + 11))
  expect(starts).toEqual(['{"measure":', '{"measure":', '{"measure":'])
})

test('where semicolons stand between cells a comma may stand before decimals, and two readings are refused', () => {
  const file = csv(
    'measure;period;value\nrevenue;2026-04;85,5\nrevenue;2026-05;1.234\nrevenue;2026-06;1.234,5\n',
  )
  expect(rows(file).map((row) => row.split(' ')[2])).toEqual(['85.5', '1234.5'])
  expect(told(file)).toEqual(['observation-value-unreadable "1.234"'])
})

test('every fault of a row is told once, at its cell', () => {
  const cases: [string, string][] = [
    ['revenu,2026-04,1', 'observation-measure-unknown "revenu"'],
    ['growth,2026-04,1', 'observation-measure-unknown "growth"'],
    ['profit,2026-04,1', 'observation-of-computed "profit"'],
    ['all,2026-04,1', 'observation-of-computed "all"'],
    [' ,2026-04,1', 'observation-measure-missing " "'],
    ['revenue,FY27-Q1,1', 'observation-grain "FY27-Q1"'],
    ['heads,2026-04,1', 'observation-grain "2026-04"'],
    ['revenue,2026-13,1', 'observation-period-unreadable "2026-13"'],
    ['revenue,2026-02-30,1', 'observation-period-unreadable "2026-02-30"'],
    ['revenue,2026-04,much', 'observation-value-unreadable "much"'],
    ['revenue,2026-04,1e999', 'observation-value-unreadable "1e999"'],
    ['revenue,2026-04,5%', 'observation-value-unit "5%"'],
    ['revenue,2026-04,5 USD', 'observation-value-unit "5 USD"'],
    ['revenue,2026-04', 'csv-ragged-row "revenue,2026-04"'],
  ]
  for (const [line, expected] of cases) {
    const file = csv(`measure,period,value\ncost,2026-04,1\n${line}\ncost,2026-05,2\n`)
    expect(told(file)).toEqual([expected])
    const { accounting } = readObservations([file], strategy)
    expect(accounting).toEqual({ rowsIn: 3, read: 2, rejected: 1 })
  }
})

test('a measure that cannot be observed is told once, with all its rows counted', () => {
  const { diagnostics, accounting } = readObservations(
    [csv(`measure,period,value\n${'revenu,2026-04,1\n'.repeat(50)}`)],
    strategy,
  )
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'Row 2: there is no measure "revenu" (did you mean "revenue"?). None of its rows in this file were read.',
  ])
  expect(accounting).toEqual({ rowsIn: 50, read: 0, rejected: 50 })
})

test('a table without the needed columns is rejected as a whole, and columns that are not read are named', () => {
  expect(told(csv('measure,month,value\nrevenue,2026-04,1\n'))).toEqual([
    'observation-column-missing "measure"',
  ])
  expect(told(csv('measure,period,value,sorce\nrevenue,2026-04,1,x\n'))).toEqual([
    'observation-column-unknown "sorce"',
  ])
  expect(told(csv('measure,2026-04,total\nrevenue,1,1\n'))).toEqual(['observation-column-unknown "total"'])
})

test('at most 200 faults of a file are told, then how many more there are', () => {
  const { diagnostics } = readObservations(
    [csv(`measure,period,value\n${'revenue,2026-04,x\n'.repeat(300)}`)],
    strategy,
  )
  expect(diagnostics.length).toBe(201)
  expect(diagnostics.at(-1)).toMatchObject({ code: 'more-faults', facts: { count: 100, shown: 200 } })
})

test('bad JSON and other shapes are told', () => {
  const json = (text: string) => told({ name: 'values.json', text })
  expect(json('[{"measure": "revenue",]')).toEqual(['observation-json-unreadable "]"'])
  expect(json(' {}')).toEqual(['observation-json-shape "{"'])
  expect(json('')).toEqual(['observation-json-unreadable ""'])
  expect(
    json('[1, {"measure": "revenue", "period": "2026-04"}, {"measure": 5, "period": [], "value": 1}]'),
  ).toEqual(['observation-row-shape "1"', 'observation-field-missing "{"', 'observation-field-missing "{"'])
  expect(json('[{"measure": "revenue", "period": "2026-04", "value": 1e999}]')).toEqual([
    'observation-value-unreadable "{"',
  ])
  expect(json('[{"measure":"revenue","period":"2026-04","value":1,"__proto__":{},"vlue":2}]')).toEqual([
    'observation-field-unknown "{"',
    'observation-field-unknown "{"',
  ])
  expect(json('['.repeat(1_000_000))).toHaveLength(1)
})

test('files are read in the order of their names, so that the order they are given in changes nothing', () => {
  const a = { name: 'a.csv', text: 'measure,period,value\nrevenue,2026-04,1\n' }
  const b = { name: 'b.csv', text: 'measure,period,value\nrevenue,2026-04,2\n' }
  expect(rows(b, a)).toEqual(rows(a, b))
})

test('a file that is too large is refused', () => {
  expect(told({ name: 'a.csv', text: 'x'.repeat(64e6 + 1) })).toEqual(['observation-file-too-large "x"'])
})

test('whatever the cells hold, every row is read or rejected, told, and every span lies inside the file', () => {
  const cell = fc.constantFrom(
    ...[
      'revenue',
      'churn',
      'leads',
      'profit',
      'x',
      '',
      '2026-04',
      '2026-04-05',
      'FY27-Q1',
      'FY27',
      '2026-W15',
      '1',
      '4%',
    ],
    ...[
      '1,5',
      '"',
      '"a,b"',
      'n/a',
      '-',
      'measure',
      'value',
      'period',
      '\n',
      '\u0000',
      '\ufffd',
      '__proto__',
      ' 2 ',
    ],
  )
  const line = fc.array(cell, { maxLength: 5 }).map((cells) => cells.join(','))
  const header = fc.constantFrom(
    'measure,period,value',
    'measure,2026-04,FY27-Q1',
    'measure;period;value;recorded',
    '',
  )
  fc.assert(
    fc.property(header, fc.array(line, { maxLength: 8 }), fc.boolean(), (first, lines, isJson) => {
      const file = { name: isJson ? 'a.json' : 'a.csv', text: [first, ...lines].join('\n') }
      const { accounting, diagnostics, observations } = readObservations([file], strategy)
      expect(accounting.rowsIn).toBe(accounting.read + accounting.rejected)
      if (accounting.rejected > 0) expect(diagnostics).not.toEqual([])
      expect(observations.count).toBe(accounting.read)
      for (const { span } of diagnostics) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThanOrEqual(span.start)
        expect(span.end).toBeLessThanOrEqual(file.text.length)
      }
    }),
    { numRuns: 3000 },
  )
})

test('what is written in long form is read as written', () => {
  const day = parseDay('2024-01-01') as number
  const row = fc.record({
    id: fc.constantFrom('revenue', 'cost', 'churn'),
    on: fc.nat(900),
    value: fc.double({ noNaN: true, min: -1e12, max: 1e12 }).map((value) => value + 0),
  })
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (values) => {
      const lines = values.map(({ id, on, value }) => `${id},${printDay(day + on)},${value}`)
      const { observations: o, diagnostics } = readObservations(
        [csv(['measure,date,value', ...lines].join('\n'))],
        strategy,
      )
      expect(diagnostics).toEqual([])
      values.forEach(({ id, on, value }, i) => {
        expect(o.measureIds[o.measure[i] as number]).toBe(id)
        expect(o.ordinal[i]).toBe(calendar.ordinal('month', day + on))
        expect(o.value[i]).toBe(id === 'churn' ? value / 100 : value)
      })
    }),
  )
})
