import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { referencePage } from '../packages/core/src/strategy/reference.ts'

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
