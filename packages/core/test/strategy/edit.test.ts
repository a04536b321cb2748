import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits, editFile } from '../../src/strategy/edit.ts'
import type { Tree } from '../../src/strategy/tree.ts'
import { sameValue, valueFrom, valueOfTree, withChange } from '../../src/strategy/value.ts'
import { readYaml } from '../../src/strategy/yaml.ts'
import { drawFrom, values, whims, write } from './layouts.ts'

const text = `# The strategy of a small company
organisation:   # who we are
  name: 'Example'
  currency: EUR # reports

# --- people ---
people:
  cfo: { name: Finance lead, department: finance }   # signs
  # the next one is new
  head-of-sales:

kpis:
    revenue:
        owner: cfo # for now
        shared-with: [sales, finance]
        targets:
        -   for: 2026
            value: 120 # agreed
        -   { for: 2027, value: 130 }

    # the one that hurts
    churn:
        description: >
            clients
            who left

        weight: 2
`

/** The lines that an edit took away and put in. */
function changed(before: string, after: string): { gone: string[]; come: string[] } {
  const a = before.split('\n')
  const b = after.split('\n')
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end])
    end++
  return { gone: a.slice(start, a.length - end), come: b.slice(start, b.length - end) }
}

function edit(path: (string | number)[], value: unknown): { gone: string[]; come: string[] } {
  return changed(text, editFile(text, [{ path, value }]))
}

test('with no changes, or changes to what is there already, a file is returned as it is', () => {
  expect(editFile(text, [])).toBe(text)
  expect(editFile(text, [{ path: ['organisation', 'name'], value: 'Example' }])).toBe(text)
  expect(editFile(text, [{ path: ['kpis', 'nothing', 'owner'], value: undefined }])).toBe(text)
})

test('a value is replaced where it stands, and its comment stays', () => {
  expect(edit(['organisation', 'currency'], 'USD')).toEqual({
    gone: ['  currency: EUR # reports'],
    come: ['  currency: USD # reports'],
  })
  expect(edit(['people', 'cfo', 'name'], 'Jo: Finance')).toEqual({
    gone: ['  cfo: { name: Finance lead, department: finance }   # signs'],
    come: ["  cfo: { name: 'Jo: Finance', department: finance }   # signs"],
  })
  expect(edit(['kpis', 'revenue', 'targets', 0, 'value'], 125.5)).toEqual({
    gone: ['            value: 120 # agreed'],
    come: ['            value: 125.5 # agreed'],
  })
  expect(edit(['kpis', 'churn', 'description'], 'left')).toEqual({
    gone: ['        description: >', '            clients', '            who left'],
    come: ['        description: left'],
  })
})

test('a new field comes after the last of its table', () => {
  expect(edit(['kpis', 'revenue', 'reviewed'], '2026-04-01')).toEqual({
    gone: [],
    come: ['        reviewed: 2026-04-01'],
  })
  expect(edit(['people', 'cfo', 'email'], 'a@b.example')).toEqual({
    gone: ['  cfo: { name: Finance lead, department: finance }   # signs'],
    come: ["  cfo: { name: Finance lead, department: finance, email: 'a@b.example' }   # signs"],
  })
  expect(edit(['people', 'head-of-sales', 'name'], 'Sales lead')).toEqual({
    gone: [],
    come: ['    name: Sales lead'],
  })
})

test('an item is added to a list, and tables on the way are made', () => {
  expect(edit(['kpis', 'revenue', 'shared-with', 2], 'people')).toEqual({
    gone: ['        shared-with: [sales, finance]'],
    come: ['        shared-with: [sales, finance, people]'],
  })
  expect(edit(['kpis', 'revenue', 'targets', 2], { for: 2028, value: 140, 'signed-by': ['cfo'] })).toEqual({
    gone: [],
    come: ['        - for: 2028', '          value: 140', '          signed-by: [cfo]'],
  })
  expect(edit(['objectives', 'growth', 'name'], 'Grow')).toEqual({
    gone: [],
    come: ['objectives:', '  growth:', '    name: Grow'],
  })
})

test('what is removed takes its lines with it and no others', () => {
  expect(edit(['kpis', 'churn', 'weight'], undefined)).toEqual({ gone: ['        weight: 2'], come: [] })
  expect(edit(['kpis', 'revenue', 'targets', 0], undefined)).toEqual({
    gone: ['        -   for: 2026', '            value: 120 # agreed'],
    come: [],
  })
  expect(edit(['people', 'cfo', 'name'], undefined)).toEqual({
    gone: ['  cfo: { name: Finance lead, department: finance }   # signs'],
    come: ['  cfo: { department: finance }   # signs'],
  })
  expect(edit(['kpis', 'revenue', 'targets', 0, 'for'], undefined)).toEqual({
    gone: ['        -   for: 2026', '            value: 120 # agreed'],
    come: ['        -   value: 120 # agreed'],
  })
})

test('several changes are made one after the other', () => {
  const edited = editFile(text, [
    { path: ['kpis', 'revenue', 'targets', 1], value: undefined },
    { path: ['kpis', 'revenue', 'targets', 0], value: undefined },
    { path: ['kpis', 'revenue', 'targets', 0], value: { for: 2027, value: 1 } },
  ])
  expect(changed(text, edited)).toEqual({
    gone: [
      '        -   for: 2026',
      '            value: 120 # agreed',
      '        -   { for: 2027, value: 130 }',
    ],
    come: ['          - for: 2027', '            value: 1'],
  })
  expect(edited).toContain('# the one that hurts')
})

test('what an alias stands for is changed there only', () => {
  const shared = 'a: &x {b: 1, c: 2}\nd: *x\n'
  const edited = editFile(shared, [{ path: ['d', 'b'], value: 5 }])
  const wanted = { a: { b: 1, c: 2 }, d: { b: 5, c: 2 } }
  expect(sameValue(valueOfTree(readYaml(edited, '').tree), valueFrom(wanted))).toBe(true)
})

test('line ends stay as they are', () => {
  const crlf = text.replaceAll('\n', '\r\n')
  const edited = editFile(crlf, [{ path: ['objectives', 'growth', 'name'], value: 'Grow' }])
  expect(edited.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  expect(edited.startsWith(crlf)).toBe(true)
})

test('in an empty file, and in one of comments alone, a first item is written', () => {
  expect(editFile('', [{ path: ['people', 'cfo'], value: null }])).toBe('people:\n  cfo: null\n')
  expect(editFile('# soon', [{ path: ['people'], value: {} }])).toBe('# soon\npeople: {}\n')
})

const written = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }).filter((one) => !/[\0\ufffd]/.test(one)),
    fc.constantFrom('a: b', '- c', 'yes', '12', '2026-04-01', "it's", '#d', '', 'null', '\n', ' e '),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('name', 'x-y', '2026-07', 'true', '__proto__', 'a b'), tie('value'), {
      maxKeys: 3,
    }),
  ),
})).value

test('whatever is written anywhere in any layout is read again, and all else reads as before', () => {
  let edits = 0
  fc.assert(
    fc.property(
      values,
      whims,
      fc.array(fc.nat(5), { maxLength: 4 }),
      fc.option(written, { nil: undefined }),
      (value, numbers, steps, put) => {
        const file = write(value, drawFrom(numbers))
        const { tree, diagnostics } = readYaml(file, '')
        fc.pre(diagnostics.length === 0 && tree !== undefined && tree.kind !== 'scalar')
        const path: (string | number)[] = []
        let at: Tree | undefined = tree
        for (const step of [0, ...steps]) {
          if (at?.kind === 'list') path.push(Math.min(step, at.items.length))
          else if (at?.kind === 'table') path.push(at.entries[step]?.key ?? 'new-key')
          else break
          const [last] = path.slice(-1)
          at =
            at.kind === 'list' ? at.items[last as number] : at.entries.find(({ key }) => key === last)?.value
        }
        const edited = editFile(file, [{ path, value: put }])
        const wanted = withChange(valueOfTree(tree), path, put === undefined ? undefined : valueFrom(put))
        expect(sameValue(valueOfTree(readYaml(edited, '').tree), wanted)).toBe(true)
        edits++
      },
    ),
    { numRuns: 2000 },
  )
  expect(edits).toBeGreaterThan(500)
})

test('edits are applied in any order, and must not overlap', () => {
  const at = (start: number, end: number, text: string) => ({ span: { file: '', start, end }, text })
  expect(applyEdits('abcdef', [at(4, 5, 'X'), at(0, 2, 'Y'), at(2, 2, '-')])).toBe('Y-cdXf')
  expect(applyEdits('abc', [])).toBe('abc')
  expect(() => applyEdits('abcdef', [at(0, 3, ''), at(2, 4, '')])).toThrow('edits do not overlap')
  expect(() => applyEdits('abc', [at(2, 9, '')])).toThrow('edits lie inside the text')
})
