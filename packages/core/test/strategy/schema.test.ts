import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readShape } from '../../src/strategy/read-shape.ts'
import { jsonSchema } from '../../src/strategy/schema.ts'
import type { Shape } from '../../src/strategy/shape.ts'
import { fileShape } from '../../src/strategy/shapes.ts'
import { readYaml } from '../../src/strategy/yaml.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'

type Node = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  pattern?: string
  anyOf?: Node[]
  items?: Node
  properties?: Record<string, Node>
  required?: string[]
  propertyNames?: Node
  additionalProperties?: Node | false
  description?: string
}
const schema = jsonSchema() as Node & { $defs: Record<string, Node> }

/** Validates by the keywords that the schema uses. */
function isValid(value: unknown, node: Node): boolean {
  if (node.$ref && !isValid(value, schema.$defs[node.$ref.replace('#/$defs/', '')] as Node)) return false
  if (node.type && ![node.type].flat().includes(typeOf(value))) return false
  if (node.enum && !node.enum.includes(value)) return false
  if (node.pattern && typeof value === 'string' && !new RegExp(node.pattern, 'u').test(value)) return false
  if (node.anyOf && !node.anyOf.some((option) => isValid(value, option))) return false
  if (node.items && Array.isArray(value) && !value.every((item) => isValid(item, node.items as Node)))
    return false
  if (typeOf(value) !== 'object') return true
  const table = value as Record<string, unknown>
  if (node.required?.some((name) => !Object.hasOwn(table, name))) return false
  return Object.entries(table).every(([name, inner]) => {
    if (node.propertyNames && !isValid(name, node.propertyNames)) return false
    if (node.properties && Object.hasOwn(node.properties, name))
      return isValid(inner, node.properties[name] as Node)
    if (node.additionalProperties === false) return false
    return node.additionalProperties === undefined || isValid(inner, node.additionalProperties)
  })
}

function typeOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** Values of a shape; with `harm`, now and then one that is not. */
function valuesOf(shape: Shape, harm: boolean): fc.Arbitrary<unknown> {
  const odd = fc.constantFrom<unknown>('odd', 'Nicht so', [], {}, { odd: 1 }, ['x'], true)
  const sound = soundValuesOf(shape, harm)
  return harm ? fc.oneof({ weight: 30, arbitrary: sound }, { weight: 1, arbitrary: odd }) : sound
}

function soundValuesOf(shape: Shape, harm: boolean): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return fc.constantFrom<unknown>('Text', 'true: no', 7, false)
    case 'located':
      return fc.constantFrom(...(shape.example ?? 'some-id').split(', '))
    case 'number':
      return fc.integer()
    case 'truth':
      return fc.boolean()
    case 'amount':
      return fc.constantFrom<unknown>(5, -0.5, '15%', '+5 pp', '1_000')
    case 'choice':
      return fc.constantFrom(...(shape.values ?? []))
    case 'list':
      return fc.array(valuesOf(shape.of as Shape, harm), { minLength: 1, maxLength: 2 })
    case 'map': {
      const keys = { id: ['a', 'b-c'], period: ['2026-07', 'FY27'], currency: ['USD', 'JPY'] }[
        shape.keys ?? 'id'
      ]
      const bad = harm
        ? { weight: 1, arbitrary: fc.constant('Ä b') }
        : { weight: 0, arbitrary: fc.constant('a') }
      const key = fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...keys) }, bad)
      return fc.dictionary(key, valuesOf(shape.of as Shape, harm), { minKeys: 1, maxKeys: 2 })
    }
    case 'either':
      return fc.oneof(...(shape.options ?? []).map((option) => soundValuesOf(option, harm)))
    case 'table': {
      const fields = Object.entries(shape.fields ?? {})
      const model = Object.fromEntries(fields.map(([name, field]) => [name, valuesOf(field.shape, harm)]))
      const needed = fields.filter(([, field]) => field.required).map(([name]) => name)
      const record = fc.record(model, { requiredKeys: needed, noNullPrototype: true })
      return harm ? fc.tuple(record, fc.nat(40)).map(([table, luck]) => damaged(table, luck)) : record
    }
  }
}

function damaged(table: object, luck: number): object {
  if (luck === 0) return { ...table, unheard: 1 }
  return luck === 1 ? Object.fromEntries(Object.entries(table).slice(1)) : table
}

function readFaults(value: unknown): readonly Diagnostic[] {
  const faults: Diagnostic[] = []
  // JSON is YAML: the file is written as the value itself.
  const { tree, diagnostics } = readYaml(JSON.stringify(value), 'a.yaml')
  if (tree) readShape(tree, fileShape, 'a.yaml', faults)
  return [...diagnostics, ...faults]
}

test('every value of the shapes satisfies the schema and is read without a fault', () => {
  fc.assert(
    fc.property(valuesOf(fileShape, false), (value) => {
      expect(readFaults(value)).toEqual([])
      expect(isValid(value, schema)).toBe(true)
    }),
    { numRuns: 300 },
  )
})

test('the schema refuses whatever reading refuses', () => {
  let refused = 0
  fc.assert(
    fc.property(valuesOf(fileShape, true), (value) => {
      const faults = readFaults(value)
      if (faults.length > 0) {
        expect(isValid(value, schema)).toBe(false)
        refused++
      }
    }),
    { numRuns: 1000 },
  )
  expect(refused).toBeGreaterThan(50)
})

test('every field of the schema is described, and every reference leads somewhere', () => {
  const walk = (node: Node): void => {
    if (node.$ref) expect(Object.keys(schema.$defs)).toContain(node.$ref.replace('#/$defs/', ''))
    for (const inner of Object.values(node.properties ?? {})) {
      expect(inner.description).toMatch(/^[A-ZÄÖÜ%`].*\.$/s)
      walk(inner)
    }
    for (const inner of [...(node.anyOf ?? []), node.items, node.additionalProperties]) if (inner) walk(inner)
  }
  walk(schema)
  for (const inner of Object.values(schema.$defs)) walk(inner)
})

test('an empty item stands for one without fields, where none is needed', () => {
  expect(isValid({ people: { cfo: null } }, schema)).toBe(true)
  expect(isValid({ measures: { revenue: null } }, schema)).toBe(false)
})
