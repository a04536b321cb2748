import { expect, test } from 'vitest'
import { readStrategy } from '../../src/strategy/read.ts'
import { entryOf, type Tree } from '../../src/strategy/tree.ts'
import { readYaml, yamlLimits } from '../../src/strategy/yaml.ts'

/** The codes of what is told of a file, after checking that each stands inside it. */
function told(text: string): string[] {
  const { diagnostics } = readStrategy([{ name: 'a.yaml', text }])
  for (const { span } of diagnostics) {
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeGreaterThanOrEqual(span.start)
    expect(span.end).toBeLessThanOrEqual(text.length)
  }
  return [...new Set(diagnostics.map(({ code }) => code))]
}

/** What a file is read as, and what each diagnostic points at. */
function read(text: string): { tree: Tree | undefined; at: string[] } {
  const { tree, diagnostics } = readYaml(text, 'a.yaml')
  return { tree, at: diagnostics.map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`) }
}

const company = 'organisation:\n  name: Test\n'

test('aliases that stand for billions of values are refused', () => {
  const lines = Array.from({ length: 26 }, (_, i) => {
    const before = Array(10).fill(i === 0 ? 'x' : `*a${i - 1}`)
    return `a${i}: &a${i} [${before.join(', ')}]`
  })
  expect(told(lines.join('\n'))).toContain('yaml-alias-bomb')
})

test.each([
  ['a million brackets', '['.repeat(1_000_000)],
  ['brackets up to the limit of the full reader', '['.repeat(yamlLimits.fullReaderBytes)],
  ['tables in tables on one line', '{a: '.repeat(100_000)],
  ['closed brackets', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
  ['a million dashes', '- '.repeat(1_000_000)],
  ['dashes up to the limit', '- '.repeat(yamlLimits.fullReaderBytes / 2)],
  ['explicit keys', '? '.repeat(200_000)],
  ['ever deeper lines', Array.from({ length: 900 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  [
    'aliases that nest',
    `a0: &a0 [x]\n${Array.from({ length: 99 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}]`).join('\n')}`,
  ],
])('nesting without end is refused: %s', (_, text) => {
  expect(told(text).filter((code) => code === 'yaml-too-deep' || code === 'yaml-not-plain')).toHaveLength(1)
})

test('nesting up to the limit is read the same by both readers', () => {
  const nested = (levels: number) => Array.from({ length: levels }, (_, i) => `${' '.repeat(i)}a:`).join('\n')
  expect(read(nested(60)).at).toEqual([])
  expect(read(`${nested(60)} "\\x41"`).at).toEqual([])
  expect(read(nested(61)).at[0]).toMatch(/^yaml-too-deep/)
  expect(read(`a: ${'['.repeat(59)}${']'.repeat(59)}`).at).toEqual([])
  expect(read(`a: ${'['.repeat(60)}${']'.repeat(60)}`).at[0]).toMatch(/^yaml-too-deep/)
})

test.each([
  ['many commas', `a: [${','.repeat(400_000)}`],
  ['many closing brackets', `a: "\\n" ${']'.repeat(400_000)}`],
  ['many tabs', '\ta: 1\n'.repeat(80_000)],
  ['one key many times', `x: "\\n"\n${'a:\n'.repeat(150_000)}`],
  ['many unknown aliases', `b: [${'*a,'.repeat(150_000)}]`],
  ['many tags', '!a '.repeat(150_000)],
  ['many directives', '%a\n'.repeat(150_000)],
  ['many documents', '---\n'.repeat(120_000)],
  ['a quote that never closes', `a: "${'b\n'.repeat(200_000)}`],
  ['many unknown fields', Array.from({ length: 300_000 }, (_, i) => `a${i}: x`).join('\n')],
  ['many malformed ids', `kpis:\n${Array.from({ length: 300_000 }, (_, i) => ` A${i}: x`).join('\n')}`],
])('a flood of faults is told in a few: %s', (_, text) => {
  const { diagnostics } = readStrategy([{ name: 'a.yaml', text }])
  expect(diagnostics.length).toBeGreaterThan(0)
  expect(diagnostics.length).toBeLessThan(500)
})

test('hundreds of thousands of sound items are read', () => {
  const text = `${company}targets:\n${'- kpi: a\n  for: 2026\n  value: 1\n'.repeat(200_000)}`
  const { strategy } = readStrategy([{ name: 'a.yaml', text }])
  expect(strategy.dangling.length).toBe(200_000)
})

test('a file of 20 MB is refused', () => {
  expect(told('# remark\n'.repeat(2_222_223))).toEqual(['file-too-large', 'organisation-missing'])
})

test('a field written twice is told with its first place, which is the one read', () => {
  const { tree, at } = read('a: 1\nb: 2\na: 3\n')
  expect(at).toEqual(['yaml-key-twice a'])
  expect(tree?.kind === 'table' && entryOf(tree, 'a')?.value).toMatchObject({ value: 1 })
  expect(readYaml('{a: 1, a: 2}', 'a.yaml').diagnostics[0]?.because?.[0]?.span).toEqual({
    file: 'a.yaml',
    start: 1,
    end: 2,
  })
})

test('what is no text in UTF-8 is refused where it begins', () => {
  expect(read('a: \0b\n').at).toEqual(['nul-byte \0'])
  expect(read('name: M\ufffdller\n').at).toEqual(['wrong-encoding \ufffd'])
})

test('a tab for indentation is told', () => {
  expect(read('a:\n\tb: 1\n').at[0]).toMatch(/^yaml-tab-indent/)
})

test('a byte order mark is read over by both readers, and offsets count it', () => {
  for (const value of ['Test', '"Te\\x73t"']) {
    const text = `\ufefforganisation:\n  name: ${value}\n  nmae: x\n`
    const { strategy, diagnostics } = readStrategy([{ name: 'a.yaml', text }])
    expect(strategy.organisation.name).toBe('Test')
    expect(diagnostics.map(({ span }) => text.slice(span.start, span.end))).toEqual(['nmae'])
  }
})

test('lines may end with CR LF, in both readers', () => {
  for (const value of ['Test', '"Te\\x73t"']) {
    const text = `# remark\r\norganisation:\r\n  name: ${value}\r\n\r\n  nmae: x # remark\r\nkpis:\r\n  - a\r\n`
    const { strategy, diagnostics } = readStrategy([{ name: 'a.yaml', text }])
    expect(strategy.organisation.name).toBe('Test')
    expect(diagnostics.map(({ span }) => text.slice(span.start, span.end))).toEqual(['nmae', '-'])
  }
})

test('a large file may end its lines with CR LF', () => {
  const text = `organisation:\r\n  name: Test\r\npeople:\r\n${'  # remark\r\n'.repeat(100_000)}  cfo:\r\n`
  expect(told(text)).toEqual([])
})

test('anchors and aliases are read, also of a key', () => {
  const text = `${company}people:\n  cfo: &lead { department: finance }\n  cro: *lead\ndepartments:\n  &f finance: { head: cfo }\n  sales: { parent: *f }\n`
  const { strategy, diagnostics } = readStrategy([{ name: 'a.yaml', text }])
  expect(diagnostics).toEqual([])
  expect(strategy.people.get('cro')?.department).toBe('finance')
  expect(strategy.departments.get('sales')?.parent).toBe('finance')
})

test('an alias without its anchor, or inside it, is told', () => {
  expect(read('a: *b\n').at).toEqual(['yaml-alias-unknown *b'])
  expect(read('a: &b [*b]\n').at).toEqual(['yaml-alias-unknown *b'])
})

test('merge keys are told and not read', () => {
  expect(read('a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n').at).toEqual(['yaml-merge-key <<'])
})

test('a second document is told', () => {
  expect(read('a: 1\n---\nb: 2\n').at[0]).toMatch(/^yaml-several-documents/)
})

test('keys that are special in JavaScript are ids like others', () => {
  const text = `${company}people:\n  __proto__: { name: P }\n  constructor: { name: C }\n  tostring:\nmeasures:\n  __proto__: { unit: EUR, kind: flow, owner: __proto__ }\n`
  const { strategy, diagnostics } = readStrategy([{ name: 'a.yaml', text }])
  expect(diagnostics).toEqual([])
  expect([...strategy.people.values()].map(({ name }) => name)).toEqual(['P', 'C', 'tostring'])
  expect(strategy.measures.get('__proto__')?.owner).toBe('__proto__')
  expect(told(`${company}__proto__: 1\nconstructor: {}\n`)).toEqual(['unknown-field'])
})

test('a file that says nothing is no fault, but somewhere the organisation must be described', () => {
  for (const text of ['', '\n', '# remark', ' \n \n', '\ufeff', '---\n', '~']) {
    expect(told(text).filter((code) => code !== 'wrong-type')).toEqual(['organisation-missing'])
  }
  expect(readStrategy([]).diagnostics.map(({ code }) => code)).toEqual(['organisation-missing'])
})
