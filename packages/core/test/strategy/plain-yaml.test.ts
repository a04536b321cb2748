import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFullYaml } from '../../src/strategy/full-yaml.ts'
import { readPlainYaml } from '../../src/strategy/plain-yaml.ts'
import type { Tree } from '../../src/strategy/tree.ts'
import { damage, drawFrom, harm, values, whims, write } from './layouts.ts'

const corpus = new URL('../corpus/', import.meta.url)

/** Where two trees differ, by the first place; undefined where they do not. Empty scalars may stand elsewhere. */
function difference(plain: Tree, full: Tree, path = '$'): string | undefined {
  if (plain.kind !== full.kind) return `${path}: ${plain.kind}, not ${full.kind}`
  if (plain.kind === 'scalar' && full.kind === 'scalar') {
    const isEmpty = plain.text === '' && plain.end === plain.start
    const samePlace = isEmpty || (plain.start === full.start && plain.end === full.end)
    if (Object.is(plain.value, full.value) && plain.text === full.text && samePlace) return undefined
    return `${path}: ${JSON.stringify(plain)}, not ${JSON.stringify(full)}`
  }
  if (plain.kind === 'list' && full.kind === 'list') {
    if (plain.items.length !== full.items.length)
      return `${path}: ${plain.items.length} items, not ${full.items.length}`
    if (plain.start !== full.start) return `${path}: starts at ${plain.start}, not ${full.start}`
    return plain.items
      .map((item, i) => difference(item, full.items[i] as Tree, `${path}[${i}]`))
      .find(Boolean)
  }
  if (plain.kind === 'table' && full.kind === 'table') {
    const heads = (tree: typeof plain) =>
      JSON.stringify(tree.entries.map(({ key, keyStart, keyEnd }) => [key, keyStart, keyEnd]))
    if (heads(plain) !== heads(full)) return `${path}: ${heads(plain)}, not ${heads(full)}`
    if (plain.start !== full.start) return `${path}: starts at ${plain.start}, not ${full.start}`
    const differ = plain.entries.map(({ key, value }, i) =>
      difference(value, full.entries[i]?.value as Tree, `${path}.${key}`),
    )
    return differ.find(Boolean)
  }
  return undefined
}

function expectSame(text: string): boolean {
  const plain = readPlainYaml(text)
  if (!('tree' in plain)) return false
  const full = readFullYaml(text, 'a.yaml')
  expect(full.diagnostics, JSON.stringify(text)).toEqual([])
  if (plain.tree === undefined || full.tree === undefined)
    expect(full.tree, JSON.stringify(text)).toBe(plain.tree)
  else expect(difference(plain.tree, full.tree), JSON.stringify(text)).toBeUndefined()
  return true
}

test.each(readdirSync(corpus))('the plain reader agrees with the full reader on %s', (name) => {
  expectSame(readFileSync(new URL(name, corpus), 'utf8'))
})

test('what the plain reader accepts is what the full reader gives, in every layout', () => {
  let accepted = 0
  fc.assert(
    fc.property(values, whims, (value, numbers) => {
      if (expectSame(write(value, drawFrom(numbers)))) accepted++
    }),
    { numRuns: 5000 },
  )
  expect(accepted).toBeGreaterThan(500)
})

test('damaged text is read as the full reader reads it, or left to it', () => {
  let accepted = 0
  fc.assert(
    fc.property(
      values,
      whims,
      fc.array(damage, { minLength: 1, maxLength: 3 }),
      (value, numbers, damages) => {
        if (expectSame(harm(write(value, drawFrom(numbers)), damages))) accepted++
      },
    ),
    { numRuns: 10_000 },
  )
  expect(accepted).toBeGreaterThan(500)
})

test('any text of YAML characters is read as the full reader reads it, or left to it', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      'b: ',
      'c:\n',
      '- ',
      ' ',
      '  ',
      '\n',
      '\n  ',
      '\n- ',
      '\nd: ',
      '#',
      ' #c',
      ':',
      '[',
      ']',
      '{',
      '}',
    ],
    ...[',', ', ', "'", '"', '1', '\r\n', '-', 'é', '"e"', "'f'", '[g]', '{h: i}', '\t', '?', '|', '&'],
  )
  let accepted = 0
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
      if (expectSame(pieces.join(''))) accepted++
    }),
    { numRuns: 20_000 },
  )
  expect(accepted).toBeGreaterThan(500)
})
