import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatFile } from '../../src/strategy/format.ts'
import { sameReading, type Tree } from '../../src/strategy/tree.ts'
import { readYaml } from '../../src/strategy/yaml.ts'
import { damage, drawFrom, harm, values, whims, write } from './layouts.ts'

const untidy = `

# A strategy


organisation:   # who we are
    name:    "Example"
    calendar: {start:   "04-01" , names: end-year}   # fiscal
people:
    cfo:



    'head-of-sales': { name: "Sales, lead" }
kpis:
    # money first
    revenue:
        targets:
        -   for: 2026
            value: +5
        -   {for: 2027, value: 1.50}
        - {
           for: 2028,   # far away
           value: 2 }
        description: >
            folded
              text


        shared-with: [ 'no', "12", 'finance' ]
        owner:   # open
# the end
`

const tidy = `# A strategy

organisation: # who we are
  name: Example
  calendar: { start: "04-01", names: end-year } # fiscal
people:
  cfo:

  head-of-sales: { name: "Sales, lead" }
kpis:
  # money first
  revenue:
    targets:
      - for: 2026
        value: +5
      - { for: 2027, value: 1.50 }
      - {
          for: 2028, # far away
          value: 2 }
    description: >
      folded
        text

    shared-with: ['no', "12", finance]
    owner: # open
# the end
`

test('a file is laid out in the usual way, and every comment stays', () => {
  expect(formatFile(untidy, 'a.yaml')).toEqual({ text: tidy, diagnostics: [] })
})

test('a file in the usual layout stays as it is', () => {
  expect(formatFile(tidy, 'a.yaml').text).toBe(tidy)
})

test('a file that cannot be read is left alone, and told', () => {
  for (const text of ['a: [1\n', 'a: 1\na:   2\n', 'a:  1\n---\nb: 2\n', '\ta:   1\n']) {
    const { text: formatted, diagnostics } = formatFile(text, 'a.yaml')
    expect(formatted).toBe(text)
    expect(diagnostics.length).toBeGreaterThan(0)
  }
})

test('line ends stay as they are', () => {
  expect(formatFile('a:   1\r\nb:\r\n    c:  2\r\n', 'a.yaml').text).toBe('a: 1\r\nb:\r\n  c: 2\r\n')
})

const remark = /(?<!\S)# (?:a remark|why)[^\r\n]*/g

function expectLaws(text: string): boolean {
  const before = readYaml(text, 'a.yaml')
  const { text: formatted } = formatFile(text, 'a.yaml')
  expect(formatFile(formatted, 'a.yaml').text).toBe(formatted)
  const after = readYaml(formatted, 'a.yaml')
  expect(after.diagnostics.map(({ code }) => code)).toEqual(before.diagnostics.map(({ code }) => code))
  if (before.tree && before.diagnostics.length === 0) {
    expect(sameReading(before.tree, after.tree as Tree)).toBe(true)
    const remarks = (from: string) => from.match(remark)?.map((one) => one.replace(/[ \t]+$/, ''))
    expect(remarks(formatted)).toEqual(remarks(text))
  }
  return formatted !== text
}

test('formatting changes no reading and no remark, and formatting twice is formatting once', () => {
  let formatted = 0
  fc.assert(
    fc.property(values, whims, (value, numbers) => {
      if (expectLaws(write(value, drawFrom(numbers)))) formatted++
    }),
    { numRuns: 2000 },
  )
  expect(formatted).toBeGreaterThan(800)
})

test('nor does it for damaged text', () => {
  fc.assert(
    fc.property(
      values,
      whims,
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      (value, numbers, damages) => {
        expectLaws(harm(write(value, drawFrom(numbers)), damages))
      },
    ),
    { numRuns: 2000 },
  )
})

test('what is laid out has no space at the end of a line and no two blank lines', () => {
  fc.assert(
    fc.property(values, whims, (value, numbers) => {
      const text = write(value, drawFrom(numbers))
      fc.pre(readYaml(text, '').diagnostics.length === 0)
      const { text: formatted } = formatFile(text, 'a.yaml')
      fc.pre(formatted !== text)
      expect(formatted).not.toMatch(/[ \t]\r?$/m)
      expect(formatted).not.toMatch(/\n\r?\n\r?\n/)
      expect(formatted).not.toMatch(/^\s*\n/)
    }),
  )
})
