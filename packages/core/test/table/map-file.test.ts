import { expect, test } from 'vitest'
import { readMapFile } from '../../src/table/map-file.ts'

const sound = `department: team
measure: what
values:
  - { column: v1, period: FY16, is: actual }
`

/** What a span holds. */
const marked = (text: string, { start, end }: { start: number; end: number }) => text.slice(start, end)

test('a sound map is read without a diagnostic', () => {
  const { map, diagnostics } = readMapFile(sound, 'map.yaml')
  expect(diagnostics).toEqual([])
  expect(map?.values).toEqual([{ kind: 'wide', column: 'v1', period: 'FY16', is: 'actual' }])
})

test.each([
  ['is: actual', 'is: actuel', 'map-not-one-of', 'actuel'],
  ['measure: what', 'measur: what', 'map-key-misspelt', 'what'],
  ['column: v1, ', '', 'map-key-missing', '{'],
  ['department: team', 'department: { a: b }', 'map-not-list', 'department'],
])('%j written as %j is %s, and points at %j', (from, to, code, at) => {
  const text = sound.replace(from, to)
  const { map, diagnostics } = readMapFile(text, 'map.yaml')
  expect(map).toBeUndefined()
  const found = diagnostics.find((one) => one.code === code)
  expect(found && marked(text, found.span)).toBe(at)
})

test('a file that is no YAML is told where it fails', () => {
  const { map, diagnostics } = readMapFile('department: [', 'map.yaml')
  expect(map).toBeUndefined()
  expect(diagnostics.length).toBeGreaterThan(0)
})

test('a fault that the map has against a table is found in the file', () => {
  const { locate } = readMapFile(sound, 'map.yaml')
  const fault = { path: ['values', 0, 'column'], code: 'column-unknown', facts: {}, message: 'no' } as const
  expect(marked(sound, locate(fault).span)).toBe('v1')
})
