import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTableMap } from '../../src/table/map.ts'

const sound = {
  department: ['team'],
  measure: 'what',
  values: [{ column: 'v', period: '2026', is: 'actual' }],
}
const faultsOf = (source: unknown) =>
  readTableMap(source).faults.map(({ path, code }) => `${path.join('.')}: ${code}`)

test('the shortest map', () => {
  expect(readTableMap(sound)).toEqual({
    map: {
      skip: [],
      where: [],
      department: ['team'],
      measure: { name: 'what' },
      values: [{ kind: 'wide', column: 'v', period: '2026', is: 'actual' }],
      decimal: '.',
      units: [],
      unitWords: new Map(),
      polarity: {
        words: new Map([
          ['higher', 'higher'],
          ['lower', 'lower'],
          ['range', 'range'],
        ]),
        measures: new Map(),
      },
      missing: [],
    },
    faults: [],
  })
})

test('every part', () => {
  const { map, faults } = readTableMap({
    rows: { skip: [{ column: 'a', is: ['x', 'y'] }], where: [{ column: 'b', 'is-not': '' }] },
    department: ['area', 'team'],
    measure: { name: 'what', id: 'code' },
    objective: { column: 'why', within: 'area' },
    values: [{ 'value-column': 'v', 'period-column': 'p', is: { column: 'k', actual: 'A', target: 'T' } }],
    decimal: ',',
    units: [{ starts: '% ', unit: '%' }],
    'unit-words': { $: 'USD' },
    polarity: { column: 'good', words: { up: 'higher' }, measures: { churn: 'lower' } },
    missing: ['TBD'],
  })
  expect(faults).toEqual([])
  expect(map).toMatchObject({
    skip: [{ column: 'a', texts: ['x', 'y'], not: false }],
    where: [{ column: 'b', texts: [''], not: true }],
    measure: { name: 'what', id: 'code' },
    objective: { column: 'why', within: 'area' },
    values: [{ kind: 'long', column: 'v', periodColumn: 'p', is: { column: 'k', actual: 'A', target: 'T' } }],
    units: [{ place: 'starts', text: '% ', unit: '%' }],
    missing: ['TBD'],
  })
  expect(map?.unitWords.get('$')).toBe('USD')
  expect(map?.polarity.measures.get('churn')).toBe('lower')
})

describe('faults are located by their keys', () => {
  test.each<[string, unknown, string[]]>([
    ['no object', 'x', [': map-not-object', ': map-key-missing', ': map-key-missing', ': map-key-missing']],
    ['nothing', {}, [': map-key-missing', ': map-key-missing', ': map-key-missing']],
    ['a misspelt key', { ...sound, valeus: [] }, ['valeus: map-key-misspelt']],
    ['an unknown key', { ...sound, colour: 1 }, ['colour: map-key-unknown']],
    ['no departments', { ...sound, department: [] }, ['department: map-no-department']],
    ['no values', { ...sound, values: [] }, ['values: map-no-values']],
    ['no list', { ...sound, values: 'v' }, ['values: map-not-list', 'values: map-no-values']],
    ['no text', { ...sound, measure: { name: [] } }, ['measure.name: map-not-text']],
    ['no period', { ...sound, values: [{ column: 'v', is: 'actual' }] }, ['values.0: map-key-missing']],
    [
      'neither actual nor target',
      { ...sound, values: [{ column: 'v', period: '2026', is: 'plan' }] },
      ['values.0.is: map-not-one-of'],
    ],
    [
      'two forms of values',
      { ...sound, values: [...sound.values, { 'value-column': 'v', 'period-column': 'p', is: 'actual' }] },
      ['values: map-two-forms'],
    ],
    ['a decimal mark', { ...sound, decimal: ';' }, ['decimal: map-not-one-of']],
    ['a unit', { ...sound, units: [{ starts: 'x', unit: '€/€/€' }] }, ['units.0.unit: map-unit-unknown']],
    ['a unit rule', { ...sound, units: [{ starts: 'x', ends: 'y', unit: '%' }] }, ['units.0: map-unit-rule']],
    [
      'a polarity',
      { ...sound, polarity: { measures: { x: 'up' } } },
      ['polarity.measures.x: map-not-one-of'],
    ],
    ['a condition', { ...sound, rows: { skip: [{ column: 'a' }] } }, ['rows.skip.0: map-condition']],
  ])('%s', (_, source, faults) => {
    expect(faultsOf(source)).toEqual(faults)
    expect(readTableMap(source)).not.toHaveProperty('map')
  })
})

test('any plain data is read without a throw; a map comes back only without faults', () => {
  const key = fc.constantFrom('rows', 'department', 'measure', 'values', 'units', 'is', 'column', '__proto__')
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue())), (source) => {
      const { map, faults } = readTableMap(source)
      expect(map === undefined).toBe(faults.length > 0)
      for (const { message } of faults) expect(message.length).toBeGreaterThan(10)
    }),
    { numRuns: 1000 },
  )
})
