import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyMap } from '../../src/table/apply.ts'
import { readTableMap } from '../../src/table/map.ts'
import { printCsv, readCsv } from '../../src/text/csv.ts'

const wide = {
  department: ['area', 'team'],
  measure: 'what',
  objective: { column: 'why', within: 'area' },
  values: [
    { column: 'v1', period: 'FY16', is: 'actual', label: { column: 'c1', text: 'FY16 Actual' } },
    { column: 'v2', period: 'FY17', is: 'target' },
  ],
  units: [
    { starts: '# ', unit: 'number' },
    { starts: '% ', unit: '%' },
    { ends: ' %', unit: '%' },
    { ends: '(days)', unit: 'day' },
  ],
}
const long = {
  department: 'team',
  measure: { name: 'what', id: 'code' },
  values: [
    {
      'value-column': 'value',
      'period-column': 'period',
      is: { column: 'kind', actual: 'Actual', target: 'Plan' },
    },
  ],
}

function apply(text: string, source: object) {
  const { map, faults } = readTableMap(source)
  if (map === undefined) throw new Error(faults.map(({ message }) => message).join('\n'))
  return applyMap(readCsv(text, { file: 'a.csv' }), map)
}

const table = (...rows: readonly string[]) => `area,team,why,what,c1,v1,v2\n${rows.join('\n')}\n`
const onWide = (...rows: readonly string[]) => apply(table(...rows), wide)
const reasons = (result: ReturnType<typeof apply>) =>
  result.accounting.rejected.map(({ line, column, code }) => `${line} ${column} ${code}`)

describe('a column per period', () => {
  test('departments become a tree, and values are stored in their unit', () => {
    const result = onWide('North,Roads,Mend fast,% mended,FY16 Actual,85.7%,"90%"')
    expect(result.departments).toEqual([
      { id: 'north', name: 'North' },
      { id: 'roads', name: 'Roads', parent: 'north' },
    ])
    expect(result.objectives).toEqual([{ id: 'mend-fast', name: 'Mend fast', within: 'North' }])
    expect(result.measures).toEqual([
      { id: 'percent-mended', name: '% mended', department: 'roads', objective: 'mend-fast', unit: '%' },
    ])
    expect(result.observations).toEqual([
      { measure: 'percent-mended', period: 'FY16', value: 0.857, text: '85.7%', line: 2 },
    ])
    expect(result.targets).toEqual([
      { measure: 'percent-mended', period: 'FY17', value: 0.9, text: '90%', line: 2 },
    ])
  })

  test('a polarity that is not stated stays unstated, and is listed', () => {
    const result = onWide('North,Roads,,Holes,FY16 Actual,1,2')
    expect(result.measures[0]).not.toHaveProperty('polarity')
    expect(result.notes.polarityUnstated).toEqual(['holes'])
  })

  test('a measure without values, or with N/A, is written and listed', () => {
    const result = onWide('North,Roads,,Holes,FY16 Actual,,N/A', 'North,Roads,,# of x,FY16 Actual,,')
    expect(result.accounting).toMatchObject({ written: 2, valuesIn: 4, observed: 0, missing: 4 })
    expect(result.notes.valueless).toEqual(['holes', 'number-of-x'])
    expect(result.notes.unitUnstated).toEqual(['holes'])
  })

  test('units come from the value, else from a rule on the name, else the number is bare', () => {
    const result = onWide(
      'A,B,,Clearance %,FY16 Actual,14,15',
      'A,B,,Wait,FY16 Actual,8 Weeks,9 weeks',
      'A,B,,Repair (days),FY16 Actual,"1,004",',
      'A,B,,Income,FY16 Actual,€ 5,6 €',
      'A,B,,Cases,FY16 Actual,-12,"(1,234)"',
    )
    expect(result.measures.map(({ unit }) => unit)).toEqual(['%', 'week', 'day', 'EUR', '1'])
    expect(result.observations.map(({ value }) => value)).toEqual([0.14, 8, 1004, 5, -12])
    expect(result.targets.at(-1)?.value).toBe(-1234)
  })

  test('a percentage in the name of a count does not make it one', () => {
    const result = onWide('A,B,,Raise # of cases by 36% from last year,FY16 Actual,15,20')
    expect(result.measures[0]?.unit).toBe('1')
  })

  test('an identical row is unchanged', () => {
    const row = 'A,B,,x,FY16 Actual,1,2'
    expect(onWide(row, row, row).accounting).toMatchObject({ rowsIn: 3, written: 1, unchanged: 2 })
  })

  test('equal names in different departments are different measures', () => {
    const result = onWide('A,B,,Hours,FY16 Actual,1,2', 'A,C,,Hours,FY16 Actual,3,4')
    expect(result.measures.map(({ id }) => id)).toEqual(['b-hours', 'c-hours'])
    expect(result.notes.collisions.measures).toEqual([
      { id: 'hours', names: ['Hours', 'Hours'], ids: ['b-hours', 'c-hours'] },
    ])
  })

  test('the signs % and # keep two measures apart', () => {
    const result = onWide('A,B,,% of appeals,FY16 Actual,1%,', 'A,B,,# of appeals,FY16 Actual,1,')
    expect(result.measures.map(({ id }) => id)).toEqual(['percent-of-appeals', 'number-of-appeals'])
  })

  test('objectives that differ only in case or punctuation are pointed out, not merged', () => {
    const result = onWide('A,B,Serve well,x,FY16 Actual,1,', 'A,B,Serve Well.,y,FY16 Actual,1,')
    expect(result.objectives).toHaveLength(2)
    expect(result.notes.alike).toEqual([['Serve well', 'Serve Well.']])
  })
})

describe('a row is left out whole, with its reason', () => {
  test.each([
    ['no name', 'A,B,,,FY16 Actual,1,2', 'what row-measure-empty'],
    ['an unreadable value', 'A,B,,x,FY16 Actual,1,about 2', 'v2 row-value-unreadable'],
    ['a range', 'A,B,,x,FY16 Actual,12-15,2', 'v1 row-value-unreadable'],
    ['two units', 'A,B,,x,FY16 Actual,8 Weeks,85%', 'v2 row-unit-conflict'],
    ['a unit against the name', 'A,B,,# of x,FY16 Actual,85%,', 'v1 row-unit-conflict'],
    ['a unit and a bare number', 'A,B,,x,FY16 Actual,85%,90', 'v2 row-unit-mixed'],
    ['a sign of several currencies', 'A,B,,x,FY16 Actual,$5,', 'v1 row-currency-unclear'],
    ['another label', 'A,B,,x,FY15 Actual,1,2', 'c1 row-label-differs'],
    ['no department', ',,,x,FY16 Actual,1,2', 'area row-department-empty'],
    ['a gap in the departments', ',B,,x,FY16 Actual,1,2', 'area row-department-gap'],
  ])('%s', (_, row, reason) => {
    const result = onWide('A,B,,sound,FY16 Actual,1,2', row)
    expect(reasons(result)).toEqual([`3 ${reason}`])
    expect(result.accounting).toMatchObject({ rowsIn: 2, written: 1, unchanged: 0 })
    expect(result.measures).toHaveLength(1)
  })

  test('a repeated measure with other values names the line of the first', () => {
    const result = onWide('A,B,,x,FY16 Actual,1,2', 'A,B,,x,FY16 Actual,1,3')
    expect(reasons(result)).toEqual(['3 what row-repeated'])
    expect(result.accounting.rejected[0]?.message).toBe(
      'Line 2 already has this measure of this department with other contents.',
    )
  })

  test('rows that the reader of the file left out are counted too', () => {
    const result = onWide('A,B,,x,FY16 Actual,1', 'A,B,,x,FY16 Actual,1,2')
    expect(reasons(result)).toEqual(['2  csv-ragged-row'])
    expect(result.accounting).toMatchObject({ rowsIn: 2, written: 1 })
  })

  test('rows that the map leaves out are counted as left out', () => {
    const rows = { skip: [{ column: 'team', is: 'Total' }], where: [{ column: 'area', 'is-not': ['', 'Z'] }] }
    const text = table('A,Total,,x,FY16 Actual,1,2', 'Z,B,,x,FY16 Actual,1,2', 'A,B,,x,FY16 Actual,1,2')
    expect(reasons(apply(text, { ...wide, rows }))).toEqual(['2 team row-left-out', '3 area row-left-out'])
  })
})

describe('stated by the map or a column', () => {
  test("polarity by a column, in the table's own words", () => {
    const source = {
      department: 'team',
      measure: 'what',
      values: [{ column: 'v', period: '2026', is: 'actual' }],
      polarity: { column: 'good', words: { Up: 'higher', down: 'lower' } },
    }
    const result = apply('team,what,good,v\nA,x,up,1\nA,y,DOWN,1\nA,z,,1\nA,w,left,1\n', source)
    expect(result.measures.map(({ polarity }) => polarity)).toEqual(['higher', 'lower', undefined])
    expect(reasons(result)).toEqual(['5 good row-polarity-unreadable'])
  })

  test('polarity by the name of a measure, even one called __proto__', () => {
    const measures = JSON.parse('{"__proto__": "lower"}')
    const result = apply(table('A,B,,__proto__,FY16 Actual,1,2'), { ...wide, polarity: { measures } })
    expect(result.measures[0]?.polarity).toBe('lower')
  })

  test('currencies and other words beside values', () => {
    const source = { ...wide, 'unit-words': { $: 'USD', Wks: 'week' } }
    const result = apply(table('A,B,,x,FY16 Actual,$5,', 'A,B,,y,FY16 Actual,5 wks,6 weeks'), source)
    expect(result.measures.map(({ unit }) => unit)).toEqual(['USD', 'week'])
  })

  test('decimal commas', () => {
    const result = apply(table('A,B,,x,FY16 Actual,"1.234,5","0,5"'), { ...wide, decimal: ',' })
    expect(result.observations[0]?.value).toBe(1234.5)
    const either = apply(table('A,B,,x,FY16 Actual,"1,234",5'), { ...wide, decimal: 'either' })
    expect(either.accounting.rejected[0]?.message).toContain('1234 or 1.234')
  })
})

describe('a row per period', () => {
  const onLong = (...rows: readonly string[]) =>
    apply(`team,what,code,kind,period,value\n${rows.join('\n')}\n`, long)

  test('rows of one measure come together', () => {
    const result = onLong('A,Churn,churn,Actual,2026-01,5%', 'A,Churn,churn,Plan,2026-01,4%')
    expect(result.measures).toEqual([{ id: 'churn', name: 'Churn', department: 'a', unit: '%' }])
    expect([result.observations[0]?.value, result.targets[0]?.value]).toEqual([0.05, 0.04])
  })

  test('rows that contradict each other', () => {
    const result = onLong(
      'A,Churn,churn,Actual,2026-01,5%',
      'A,Churn,churn,Actual,2026-01,5%',
      'A,Churn,churn,Actual,2026-01,6%',
      'A,Churn,churn,Actual,2026-02,6',
      'B,Churn,churn,Actual,2026-03,6%',
      'A,Churn,churn,Guess,2026-03,6%',
      'A,Churn,churn,Actual,,6%',
      'A,Churn,,Actual,2026-03,6%',
    )
    expect(reasons(result)).toEqual([
      '4 what row-repeated',
      '5 value row-unit-conflict',
      '6 code row-id-repeated',
      '7 kind row-is-unreadable',
      '8 period row-period-empty',
      '9 code row-id-empty',
    ])
    expect(result.accounting).toMatchObject({ rowsIn: 8, written: 1, unchanged: 1 })
  })
})

describe('columns', () => {
  test('a column that is not mapped is named, whatever it is called', () => {
    const text = 'team,what,v,__proto__,note\nA,x,1,2,3\n'
    const source = {
      department: 'team',
      measure: 'what',
      values: [{ column: 'v', period: '2026', is: 'actual' }],
    }
    expect(apply(text, source).accounting).toMatchObject({
      columnsIn: 5,
      mapped: ['team', 'what', 'v'],
      ignored: ['__proto__', 'note'],
    })
  })

  test('a map that names a column the table lacks, or has twice, writes nothing and says where', () => {
    const result = apply('area,teem,why,what,c1,v1,v1\nA,B,,x,FY16 Actual,1,2\n', wide)
    expect(result.faults.map(({ path, code }) => [path.join('.'), code])).toEqual([
      ['department.1', 'column-misspelt'],
      ['values.0.column', 'column-repeated'],
      ['values.1.column', 'column-misspelt'],
    ])
    expect(reasons(result)).toEqual(['2  row-map-unsound'])
    expect(result.accounting).toMatchObject({ rowsIn: 1, written: 0, columnsIn: 7 })
  })
})

test('whatever the table holds: rows in = written + unchanged + left out, columns in = mapped + ignored', () => {
  const cell = fc.constantFrom(
    '',
    'A',
    'B',
    'x',
    '% x',
    '# x',
    '1',
    '2,5',
    '85%',
    '8 Weeks',
    'N/A',
    '$5',
    'FY16 Actual',
    '"',
    'no\n',
  )
  const names = ['area', 'team', 'why', 'what', 'c1', 'v1', 'v2', 'more']
  const row = fc.array(cell, { minLength: 7, maxLength: 8 })
  const noise = fc.constantFrom('', '\n', '"x\n', 'a,b\n', '\0\n')
  fc.assert(
    fc.property(fc.array(row, { maxLength: 12 }), noise, (rows, end) => {
      const text = printCsv([names, ...rows]) + end
      const result = apply(text, wide)
      const { rowsIn, written, unchanged, rejected, columnsIn, mapped, ignored } = result.accounting
      expect(rowsIn).toBe(written + unchanged + rejected.length)
      expect(rowsIn).toBe(rows.length + (end.trim() === '' ? 0 : 1))
      expect(columnsIn).toBe(mapped.length + ignored.length)
      expect(ignored).toEqual(['more'])
      expect(new Set(result.measures.map(({ id }) => id)).size).toBe(result.measures.length)
      expect(new Set(result.departments.map(({ id }) => id)).size).toBe(result.departments.length)
      for (const { message } of rejected) expect(message).not.toMatch(/\{\w+\}/)
    }),
    { numRuns: 500 },
  )
})
