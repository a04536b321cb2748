import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IntakeCell } from '../../src/intake/cell.ts'
import { readCsvRows } from '../../src/intake/csv-rows.ts'
import { plainPeriod } from '../../src/intake/day-text.ts'
import { guessColumns, guessHeaderRow } from '../../src/intake/guess.ts'
import { columnRoles, type IntakeMapping } from '../../src/intake/mapping.ts'
import { takeIn } from '../../src/intake/take.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import { parseDay } from '../../src/time/day.ts'

const text = `organisation: { name: Linden, currency: EUR }
departments:
  marketing: { name: Marketing }
  sales: { name: Sales }
kpis:
  leads:
    name: Leads won
    department: marketing
    measure: { unit: number, kind: flow, polarity: higher }
  revenue:
    name: Revenue
    department: sales
    measure: { unit: EUR, kind: flow, polarity: higher }
  churn:
    name: Churn
    department: sales
    measure: { unit: '%', kind: ratio, polarity: lower }
  cost-sales:
    name: Cost
    department: sales
    measure: { unit: EUR, kind: flow, polarity: lower }
  cost-marketing:
    name: Cost
    department: marketing
    measure: { unit: EUR, kind: flow, polarity: lower }
  profit:
    name: Profit
    measure: { unit: EUR, kind: flow, polarity: higher, formula: revenue - cost-sales }
`
const { strategy, diagnostics } = readStrategy([{ name: 'linden.yaml', text }])
const today = parseDay('2026-10-15') as number
const long: IntakeMapping = {
  sheet: 0,
  headerRow: 1,
  columns: ['measure', 'department', 'period', 'value'],
  decimal: 'either',
  dayOrder: 'either',
  repairs: [],
}
const header = ['KPI', 'Department', 'Month', 'Value']
const take = (rows: readonly (readonly IntakeCell[])[], more: Partial<IntakeMapping> = {}) =>
  takeIn([header, ...rows], { ...long, ...more }, strategy, today)
const calendar = strategy.organisation.calendar
const valuesOf = ({ taken }: ReturnType<typeof takeIn>) =>
  taken.map(({ measure, ordinal, value }) => [measure, calendar.name('month', ordinal), value])
const codesOf = ({ rejected }: ReturnType<typeof takeIn>) =>
  rejected.map(({ row, code, text: at }) => [row, code, at])

test('the strategy is sound', () => {
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([])
})

describe('takeIn', () => {
  test('[I1] every cell with a value is taken, repeated or rejected, and every column mapped or ignored', () => {
    const cell = fc.oneof(
      fc.constantFrom<IntakeCell>(
        'revenue',
        'leads',
        'Cost',
        'Sales',
        'x',
        '',
        '2026-08',
        '3/4/2026',
        '12k',
        '1,234',
        'n/a',
        7,
      ),
      fc.double().map((number) => number as IntakeCell),
      fc.string(),
      fc.record({ percent: fc.double() }),
    )
    const rows = fc.array(fc.array(cell, { maxLength: 6 }), { maxLength: 12 })
    const columns = fc.array(fc.constantFrom(...columnRoles), { maxLength: 6 })
    fc.assert(
      fc.property(rows, columns, (all, roles) => {
        const mapping = { ...long, columns: roles }
        const intake = takeIn(all, mapping, strategy, today)
        expect(intake.rowsIn).toBe(intake.taken.length + intake.repeated + intake.rejected.length)
        const width = Math.max(all[0]?.length ?? 0, roles.length)
        expect(intake.mapped.length + intake.ignored.length).toBe(width)
        const wide = roles.flatMap((role, at) => (role === 'values' ? [at] : []))
        const places = wide.length > 0 ? wide : [roles.indexOf('value')]
        expect(intake.rowsIn + intake.blank).toBe(Math.max(0, all.length - 1) * places.length)
      }),
      { numRuns: 500 },
    )
  })

  test('[I2] numbers of the sheet are taken as they are; texts of two meanings only once the mark is said', () => {
    const rows = [
      ['revenue', '', '2026-01', 1.234],
      ['revenue', '', '2026-02', '1.234,5'],
      ['revenue', '', '2026-03', '12k'],
      ['churn', '', '2026-01', { percent: 85.7 }],
      ['churn', '', '2026-02', '5,5 %'],
      ['leads', '', '2026-01', { percent: 50 }],
      ['revenue', '', '2026-04', '1,234'],
      ['revenue', '', '2026-05', 'n/a'],
      ['revenue', '', '2026-06', 'about ten'],
    ]
    const either = take(rows)
    expect(valuesOf(either)).toEqual([
      ['revenue', '2026-01', 1.234],
      ['revenue', '2026-02', 1234.5],
      ['revenue', '2026-03', 12_000],
      ['churn', '2026-01', 0.857],
      ['churn', '2026-02', 0.055],
      ['leads', '2026-01', 0.5],
      ['revenue', '2026-05', Number.NaN],
    ])
    expect(codesOf(either)).toEqual([
      [8, 'import-value-two-ways', '1,234'],
      [10, 'import-value-unreadable', 'about ten'],
    ])
    for (const [decimal, value] of [
      [',', 1.234],
      ['.', 1234],
    ] as const)
      expect(valuesOf(take([rows[6] as string[]], { decimal }))).toEqual([['revenue', '2026-04', value]])
  })

  test('[I2] a number written with a comma is the number that the same digits with a point are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9999 }), (whole, part) => {
        const written = `${whole},${String(part).padStart(4, '0')}`
        const [row] = take([['revenue', '', '2026-01', written]], { decimal: ',' }).taken
        expect(row?.value).toBe(Number(written.replace(',', '.')))
      }),
    )
  })

  test('[I3] names are known by id, name and KPI; the department settles which of several is meant', () => {
    const intake = take([
      ['LEADS WON', 'Marketing', '2026-01', 1],
      ['Cost', 'sales', '2026-01', 2],
      ['Cost', '', '2026-01', 3],
      ['Revenu', '', '2026-01', 4],
      ['revenue', 'Mktg', '2026-01', 5],
      ['revenue', 'Marketing', '2026-01', 6],
      ['profit', '', '2026-01', 7],
      ['', '', '2026-01', 8],
    ])
    expect(valuesOf(intake)).toEqual([
      ['leads', '2026-01', 1],
      ['cost-sales', '2026-01', 2],
    ])
    expect(intake.rejected.map(({ row, code, choices }) => [row, code, choices])).toEqual([
      [4, 'import-measure-several', ['cost-sales', 'cost-marketing']],
      [5, 'import-measure-unknown', ['revenue']],
      [6, 'import-department-unknown', ['marketing']],
      [7, 'import-department-other', []],
      [8, 'observation-of-computed', []],
      [9, 'import-measure-blank', []],
    ])
  })

  test('[I4] days and months are read as spreadsheets write them, and refused where two are meant', () => {
    const written = [
      '31.8.2026',
      '8/2026',
      'Aug 2026',
      'August 2026',
      '2026年8月',
      '2026-08-31T00:00',
      '31/8/2026',
      '2026/8/1',
      '8/31/2026',
    ]
    for (const one of written) {
      const intake = take([['revenue', '', one, 1]])
      expect([one, valuesOf(intake)]).toEqual([one, [['revenue', '2026-08', 1]]])
    }
    const both = [['revenue', '', '3/4/2026', 1]]
    expect(codesOf(take(both))).toEqual([[2, 'import-period-two-ways', '3/4/2026']])
    expect(valuesOf(take(both, { dayOrder: 'day-first' }))).toEqual([['revenue', '2026-04', 1]])
    expect(valuesOf(take(both, { dayOrder: 'month-first' }))).toEqual([['revenue', '2026-03', 1]])
    expect(codesOf(take([['revenue', '', 'soon', 1]]))).toEqual([
      [2, 'observation-period-unreadable', 'soon'],
    ])
    expect(plainPeriod('30.2.2026', 'either')).toBe('2026-02-30')
  })

  test('[I5] a repair holds for all rows with its text; one without a meaning leaves them out', () => {
    const rows = [
      ['Revenu', 'Mktg', '2026-01', 1],
      ['leads', 'Mktg', 'last May', 'ten'],
      ['leads', 'Mktg', '2026-02', 'none'],
    ]
    const repaired = take(rows, {
      repairs: [
        { kind: 'department', from: 'Mktg', to: 'marketing' },
        { kind: 'measure', from: 'Revenu', to: 'leads' },
        { kind: 'period', from: 'last May', to: '2026-05' },
        { kind: 'value', from: 'ten', to: '10' },
        { kind: 'value', from: 'none', to: null },
      ],
    })
    expect(valuesOf(repaired)).toEqual([
      ['leads', '2026-01', 1],
      ['leads', '2026-05', 10],
    ])
    expect(codesOf(repaired)).toEqual([[4, 'import-left-out', 'none']])
  })

  test('[I6] what is said twice is unchanged; what is said otherwise is rejected', () => {
    const intake = take([
      ['revenue', '', '2026-01', 1],
      ['Revenue', '', '31.1.2026', '1'],
      ['revenue', '', '2026-01', 2],
    ])
    expect([intake.taken.length, intake.repeated]).toEqual([1, 1])
    expect(codesOf(intake)).toEqual([[4, 'import-repeated', 'revenue']])
  })

  test('[I1] values in columns of periods are taken cell by cell, and the empty ones counted', () => {
    const sheet = [
      ['Figures of Linden'],
      ['measure', 'Jul 2026', '2026-08-01', 'who'],
      ['revenue', 10, '', 'Ada'],
      ['leads', 5, 6, 'Bob'],
    ]
    const mapping: IntakeMapping = { ...long, headerRow: 2, columns: ['measure', 'values', 'values'] }
    const intake = takeIn(sheet, mapping, strategy, today)
    expect(valuesOf(intake)).toEqual([
      ['revenue', '2026-07', 10],
      ['leads', '2026-07', 5],
      ['leads', '2026-08', 6],
    ])
    expect([intake.rowsIn, intake.blank, intake.ignored]).toEqual([3, 1, ['who']])
  })
})

describe('what is proposed', () => {
  const rows = [
    ['Export of 1 September'],
    [],
    ['Abteilung', 'Kennzahl', 'Monat', 'Ist', 'Plan'],
    ['Sales', 'Revenue', '2026-08', '12,5', 13],
    ['Marketing', 'Leads won', '2026-08', 100, 120],
  ]

  test('[I7] roles come from headings and from what stands beneath', () => {
    expect(guessHeaderRow(rows)).toBe(3)
    const guessed = guessColumns(rows, 3, strategy)
    expect(guessed.map(({ role }) => role)).toEqual(['department', 'measure', 'period', 'value', 'ignored'])
    for (const { role, confidence } of guessed)
      expect([role, confidence > 0.9]).toEqual([role, role !== 'ignored'])
    const unnamed = [
      ['a', 'b', 'c'],
      ['Revenue', 'Aug 2026', 4],
    ]
    expect(guessColumns(unnamed, 1, strategy).map(({ role }) => role)).toEqual(['measure', 'period', 'value'])
  })

  test('[I7] headings that are periods hold values, and confirmed headings are proposed as they were', () => {
    const wide = [
      ['Kennzahl', 'Juli 2026', '2026-08', 'Konto'],
      ['Revenue', 1, 2, 4711],
    ]
    expect(guessColumns(wide, 1, strategy).map(({ role }) => role)).toEqual([
      'measure',
      'values',
      'values',
      'ignored',
    ])
    const before = new Map([['konto', 'note'] as const, ['plan', 'value'] as const])
    const guessed = guessColumns(rows, 3, strategy, before)
    expect(guessed.map(({ role, confidence }) => [role, confidence === 1])).toEqual([
      ['department', true],
      ['measure', true],
      ['period', true],
      ['ignored', false],
      ['value', true],
    ])
  })

  test('never throws, whatever the sheet is', () => {
    const any = fc.array(fc.array(fc.oneof(fc.string(), fc.double()), { maxLength: 5 }), { maxLength: 8 })
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 9 }), (sheet, headerRow) => {
        const guessed = guessColumns(sheet, headerRow, strategy)
        expect(guessed.every(({ confidence }) => confidence >= 0 && confidence <= 1)).toBe(true)
        expect(guessHeaderRow(sheet)).toBeGreaterThan(0)
      }),
    )
  })
})

test('text is read row by row, whatever stands above the headings', () => {
  const { rows, faults } = readCsvRows('Title\n\na;b\n1;"x\ny"\n2;"z"q\n')
  expect(rows).toEqual([['Title'], ['a', 'b'], ['1', 'x\ny'], []])
  expect(faults.map(({ row }) => row)).toEqual([4])
})
