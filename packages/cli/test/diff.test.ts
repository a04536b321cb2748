import { expect, test } from 'vitest'
import { company, companyFiles, folderWith, keelson } from './run.ts'

const before = folderWith(companyFiles)
const after = folderWith({
  'all.yaml': company
    .replace('value: 900', 'value: 1000')
    .replace(
      '  sales: { name: Sales, head: anna }',
      '  sales: { name: Sales, head: anna }\n  care: { name: Care }',
    ),
  'values.csv': companyFiles['observations/values.csv'].replace('2026-02,70', '2026-02,75'),
})

test('says what changed, old and new, and what follows', () => {
  const { code, out } = keelson(['diff', before, after])
  expect(code).toBe(1)
  expect(out).toContain(`${before} → ${after}, both as of 2026-03-15\n`)
  expect(out).toContain('Departments\n  + Care (care)')
  expect(out).toContain('target 900 EUR → 1,000 EUR')
  expect(out).toContain('Values\n  Shop, 50%: <all>  1 changed')
  expect(out).toMatch(/Revenue, 2026: gap 100 EUR \(900 EUR of 1,000 EUR\) → adds up/)
  expect(out).toMatch(/− error: gap/)
  expect(out).toMatch(/\nalignment \d+\.\d → \d+\.\d of 100\n$/)
})

test('as JSON', () => {
  const { code, out } = keelson(['diff', before, after, '--json', '--as-of', '2026-03-20'])
  expect(code).toBe(1)
  const data = JSON.parse(out)
  expect(data.asOf).toBe('2026-03-20')
  expect(data.changes).toMatchObject([
    { kind: 'department', change: 'added', id: 'care', before: null },
    { kind: 'target', change: 'changed', id: 'shop 2026', fields: [{ field: 'target' }] },
  ])
  expect(data.reconciliations).toMatchObject([{ before: { verdict: 'gap' }, after: { verdict: 'adds-up' } }])
  expect(data.values).toEqual([
    { measure: 'shop', name: 'Shop, 50%: <all>', added: 0, removed: 0, changed: 1 },
  ])
})

test('of the same strategy in other files is nothing, and code 0', () => {
  const moved = folderWith({
    'x/y.yaml': `# moved\n${company}`,
    'v.csv': companyFiles['observations/values.csv'],
  })
  expect(keelson(['diff', before, moved])).toMatchObject({
    code: 0,
    out: `${before} → ${moved}, both as of 2026-03-15\n\nThey mean the same.\n`,
  })
})

test('needs two sides', () => {
  expect(keelson(['diff', before])).toMatchObject({
    code: 2,
    err: expect.stringContaining('say two folders'),
  })
})
