import fc from 'fast-check'
import type { Schema } from '../routes.ts'

/** Text that stands for a piece of JSON that no value prints as. */
const raw = (text: string): string => `@raw ${text} raw@`

/** What nobody should send in the place of anything. */
const hostile: fc.Arbitrary<unknown> = fc.constantFrom<unknown>(
  null,
  true,
  '',
  ' ',
  0,
  -1,
  1.5,
  2 ** 53,
  1e300,
  [],
  {},
  [[[[]]]],
  raw('NaN'),
  raw('1e999'),
  raw('-1e999'),
  raw('-0'),
  raw('{"__proto__":{"polluted":true}}'),
  raw('{"constructor":{"prototype":{"polluted":true}}}'),
  raw(`${'['.repeat(10_000)}${']'.repeat(10_000)}`),
  raw('"\\u0000"'),
  raw('"a\\u0000b"'),
  raw('"\\ud800"'),
  raw('"\\udc00\\ud800"'),
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '9999-12-31',
  '99999-01',
  '2026-W54',
  '-1',
  '1e9',
  'NaN',
  'Infinity',
  '%00',
  '../../etc/passwd',
  "' or 1=1 --",
  '<script>alert(1)</script>',
  '=1+1',
  '\u202e',
  '\ufeff',
  'x'.repeat(2001),
  'x'.repeat(100_000),
  '🦄'.repeat(1000),
)

/** What the fields of these names hold, so that requests get far. */
const known: Readonly<Record<string, readonly unknown[]>> = {
  measure: ['brand-awareness', 'overhead-cost', 'website-visits'],
  kpi: ['brand-awareness', 'overhead-cost'],
  period: ['2026-08', '2026-07', '2026-W30', '2025-Q1', 'FY27-Q1', '2026-10', '2026-10-05'],
  value: [1, 2.5, '1,2 Mio', '95%', null, '3.000', -4, 1e15, 1e308, 5e-324],
  base: [0, 1, 2, 3, 4, 5],
  slug: ['fuzz-b', 'fuzz-c', 'fuzz-d'],
  email: ['one@example.org', 'two@example.org'],
  until: ['2023-12-31', '2022-06-30'],
  path: ['organisation.yaml', 'a/b.yaml', 'x.yml'],
  text: [
    '',
    'organisation: { id: fuzz, name: Fuzz }\n',
    'kpis: [',
    'measures:\n  a: { name: A, unit: EUR }\n',
    '&a [*a]\n',
  ],
  group: ['marketing', 'customers', 'nowhere'],
  sourceSeq: [0, 1, 2, 9_007_199_254_740_991],
}

/** Values of a schema, with something hostile in their midst now and then. `field` names the place. */
export function valuesOf(schema: Schema, field = ''): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 24, arbitrary: soundOf(schema, field) }, { weight: 1, arbitrary: hostile })
}

function soundOf(schema: Schema, field: string): fc.Arbitrary<unknown> {
  const pool = known[field]
  if (pool) return fc.constantFrom(...pool)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one: Schema) => soundOf(one, field)))
  switch (schema.type) {
    case 'null':
      return fc.constant(null)
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000 })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'array':
      return fc.array(valuesOf(schema.items), { minLength: schema.minItems ?? 0, maxLength: 4 })
    case 'object':
      return objectsOf(schema)
    default:
      return textsOf(schema)
  }
}

function textsOf({ format, pattern, maxLength = 200 }: Schema): fc.Arbitrary<unknown> {
  if (format === 'uuid') return fc.uuid()
  if (format === 'date')
    return fc.constantFrom('2026-03-03', '2024-02-29', '2025-12-31', '2022-01-01', '2027-01-01')
  if (format === 'email') return fc.constantFrom('one@example.org', 'two@example.org')
  if (pattern) return fc.constantFrom('fuzz-b', 'fuzz-c')
  return fc.string({ unit: 'grapheme', minLength: 1, maxLength: Math.min(maxLength, 30) })
}

const strange = fc.constantFrom(
  '__proto__',
  'constructor',
  'seq',
  'version',
  'orgId',
  'id',
  'a\u0000',
  'unknown',
)

function objectsOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties as Record<string, Schema>).map(([name, schema]) => {
    const lacking = required.includes(name) ? 1 : 40
    return fc.oneof(
      { weight: 60, arbitrary: valuesOf(schema, name).map((value) => [name, value] as const) },
      { weight: lacking, arbitrary: fc.constant(undefined) },
    )
  })
  const more = fc.oneof(
    { weight: 40, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.tuple(strange, hostile) },
  )
  return fc.tuple(...fields, more).map((entries) => {
    const object: Record<string, unknown> = Object.create(null)
    for (const entry of entries) if (entry) object[entry[0]] = entry[1]
    return object
  })
}

/** JSON, with the pieces put in that no value prints as. */
export function printHostile(value: unknown): string {
  return (JSON.stringify(value) ?? '').replace(/"@raw (.*?) raw@"/gs, (_, text: string) =>
    JSON.parse(`"${text}"`),
  )
}

/** A hostile value in an address, where everything is text. */
export function addressText(value: unknown): string {
  const text =
    typeof value === 'string' ? value.replace(/^@raw "?(.*?)"? raw@$/s, '$1') : JSON.stringify(value)
  return text.slice(0, 3000)
}
