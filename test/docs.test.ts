import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { referencePage } from '../packages/core/src/strategy/reference.ts'
import { failures } from '../packages/server/src/errors.ts'

test('the reference of strategy files is the one made from their definitions', () => {
  const page = readFileSync(new URL('../docs/strategy-files-reference.md', import.meta.url), 'utf8')
  expect(page).toBe(referencePage())
})

test('every link inside the reference leads to a heading', () => {
  const page = referencePage()
  const slug = (heading: string) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-')
  const anchors = [...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => slug(heading as string))
  expect(new Set(anchors).size).toBe(anchors.length)
  const links = [...page.matchAll(/\]\(#([^)]+)\)/g)].map(([, link]) => link)
  expect(links.length).toBeGreaterThan(20)
  for (const link of links) expect(anchors).toContain(link)
})

test('the page of refusals lists exactly what the server refuses', () => {
  const page = readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8')
  const told = [...page.matchAll(/^\| `([a-z-]+)` \| (\d+) \| (.+) \| (.+) \|$/gm)].map(
    ([, code, status, title, wayOut]) => [code, [Number(status), title, wayOut]],
  )
  expect(Object.fromEntries(told)).toEqual(failures)
  expect(told.length).toBe(Object.keys(failures).length)
})

test('the page of security has every rule, and every test that it names is there', () => {
  const page = readFileSync(new URL('../docs/security.md', import.meta.url), 'utf8')
  const rules = [...page.matchAll(/^\| S(\d+) \|/gm)].map(([, number]) => Number(number))
  expect(rules).toEqual(Array.from({ length: 26 }, (_, index) => index + 1))
  const named = [...page.matchAll(/([\w./-]+\.test\.ts): ((?:`[^`]+`(?:,\s(?:and\s)?)?)+)/g)]
  expect(named.length).toBeGreaterThan(15)
  for (const [, file, names] of named) {
    const path = file?.includes('/') ? `../${file}` : `../packages/server/test/${file}`
    const text = readFileSync(new URL(path, import.meta.url), 'utf8')
    for (const [, name] of (names as string).matchAll(/`([^`]+)`/g)) expect(text).toContain(name)
  }
  const proofs = page.split('\n').filter((line) => /^\| S\d+ \|/.test(line))
  expect(proofs.filter((line) => !/\.test\.ts: `|not yet/.test(line))).toEqual([])
})
