import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const spec = readFileSync(join(import.meta.dirname, '..', 'SPEC.md'), 'utf8')
const rules = [...spec.matchAll(/\*\*\[([A-Z]\d+)\]\*\*/g)].map(([, rule]) => rule as string)

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

const tested = new Set(
  testFiles(import.meta.dirname).flatMap((text) =>
    [...text.matchAll(/\[([A-Z]\d+)\]/g)].map(([, rule]) => rule as string),
  ),
)

test('each rule of SPEC.md stands there once', () => {
  expect(rules.length).toBeGreaterThan(150)
  expect(rules.filter((rule, place) => rules.indexOf(rule) !== place)).toEqual([])
})

test('each rule of SPEC.md has a test that bears its number', () => {
  expect(rules.filter((rule) => !tested.has(rule))).toEqual([])
})
