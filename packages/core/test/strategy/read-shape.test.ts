import { expect, test } from 'vitest'
import { applyEdits } from '../../src/strategy/edit.ts'
import { isId, readShape } from '../../src/strategy/read-shape.ts'
import {
  amount,
  choice,
  either,
  list,
  located,
  map,
  number,
  optional,
  required,
  type Shape,
  table,
  text,
  truth,
} from '../../src/strategy/shape.ts'
import { readYaml } from '../../src/strategy/yaml.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'

const shape = table({
  name: required(text, 'the name'),
  size: optional(number, 'the size'),
  open: optional(truth, 'whether it is open'),
  grain: optional(choice(['month', 'quarter']), 'the grain'),
  tags: optional(list(text), 'the tags'),
  share: optional(amount, 'the share'),
  items: optional(map(table({ from: optional(located('date'), 'the start') })), 'the items'),
  weight: optional(either(number, list(table({ value: required(number, 'the weight') }))), 'the weight'),
})

function read<S extends Shape>(source: string, of: S) {
  const diagnostics: Diagnostic[] = []
  const { tree } = readYaml(source, 'a.yaml')
  const value = tree && readShape(tree, of, 'a.yaml', diagnostics)
  const at = diagnostics.map(({ code, span }) => `${code} ${source.slice(span.start, span.end)}`)
  return { value, diagnostics, at }
}

test('every kind of field is read', () => {
  const { value, at } = read(
    'name: 2026\nsize: 1.5\nopen: true\ngrain: month\ntags: [a, 2]\nshare: 5 pp\nitems: { a: { from: 2026-04-01 }, b: }\nweight: 2\n',
    shape,
  )
  expect(at).toEqual([])
  expect(value).toMatchObject({
    name: '2026',
    size: 1.5,
    open: true,
    grain: 'month',
    tags: ['a', '2'],
    weight: 2,
  })
  expect(value?.share).toMatchObject({ value: 5, form: 'point' })
  expect([...(value?.items?.keys() ?? [])]).toEqual(['a', 'b'])
  expect(value?.items?.get('a')?.from?.text).toBe('2026-04-01')
})

test('an unknown field is told with the field that was meant, and the fix mends it', () => {
  const source = 'name: A\ngrian: month\n'
  const { diagnostics, at } = read(source, shape)
  expect(at).toEqual(['unknown-field grian'])
  expect(diagnostics[0]?.message).toContain('(did you mean "grain"?)')
  const mended = applyEdits(source, diagnostics[0]?.fix?.edits ?? [])
  expect(mended).toBe('name: A\ngrain: month\n')
  expect(read(mended, shape).at).toEqual([])
})

test('a field that is written already is not what was meant', () => {
  expect(read('name: A\nnmae: B\n', shape).diagnostics[0]?.fix).toBeUndefined()
})

test('a missing field is told at the item, and the item is left out', () => {
  const { value, at } = read('size: 1\n', shape)
  expect(value).toBeUndefined()
  expect(at).toEqual(['field-missing size'])
  expect(read('a: {}\n', map(shape)).at).toEqual(['field-missing a'])
})

test('a value of another type is told and left out; the rest is read', () => {
  const { value, at } = read(
    'name: A\nsize: big\nopen: maybe\ntags: { a: 1 }\nshare: much\nitems: [a]\nweight: x\n',
    shape,
  )
  expect(value).toMatchObject({ name: 'A' })
  expect(value?.size).toBeUndefined()
  expect(at).toEqual([
    'wrong-type big',
    'wrong-type maybe',
    'wrong-type {',
    'number-unreadable much',
    'wrong-type [',
    'wrong-type x',
  ])
})

test('what is none of the choices is told with the one that was meant', () => {
  const { diagnostics, at } = read('name: A\ngrain: mounth\n', shape)
  expect(at).toEqual(['unknown-choice mounth'])
  expect(diagnostics[0]?.fix?.edits[0]?.text).toBe('month')
})

test('one item may stand for a list, and nothing for an optional field', () => {
  expect(read('name: A\ntags: one\nsize:\ngrain: ~\n', shape)).toMatchObject({
    value: { tags: ['one'] },
    at: [],
  })
})

test('an empty required field is told', () => {
  expect(read('name:\nsize: 1\n', shape).at).toEqual(['wrong-type :'])
})

test('amounts are numbers, per cent and percentage points; numbers without end are none', () => {
  const written = (source: string) => read(source, amount).value
  expect(written('1_200.5')).toMatchObject({ value: 1200.5, form: 'plain' })
  expect(written('+15%')).toMatchObject({ value: 15, form: 'percent' })
  expect(written('−3 pp')).toMatchObject({ value: -3, form: 'point' })
  for (const bad of ['.inf', '.nan', '1e999', '5 %%', 'x', '1.2.3', '""'])
    expect(read(bad, amount).at[0]).toMatch(/^number-unreadable/)
})

test('ids are words of small letters and digits joined by hyphens', () => {
  for (const id of ['a', 'new-clients', 'straße-2', '日本', '_x', 'a1']) expect(isId(id)).toBe(true)
  for (const id of ['', 'A', 'new clients', 'a-', '-a', 'a--b', '1a', 'a.b', 'é!'])
    expect(isId(id)).toBe(false)
  expect(read('New: {}\n', map(table({}))).at).toEqual(['id-malformed New'])
  expect(read('usd: 1\n', map(number, 'currency')).at).toEqual(['currency-malformed usd'])
})

test('long texts are cut where a message quotes them', () => {
  const { diagnostics } = read(`name: A\n${'x'.repeat(900)}: 1\nsize: ${'y'.repeat(900)}\n`, shape)
  for (const { message } of diagnostics) expect(message.length).toBeLessThan(300)
})
