import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checks } from '../../src/checks/all.ts'
import type { Edit } from '../../src/text/diagnostic.ts'
import { judge } from './linden.ts'
import { blocksOf, draw, erase } from './marks.ts'

const folder = new URL('../../src/checks/', import.meta.url)
const files = readdirSync(folder)
const pages = files.filter((name) => name.endsWith('.md')).map((name) => name.slice(0, -3))

describe.each(pages)('the page of %s', (code) => {
  const page = readFileSync(new URL(`${code}.md`, folder), 'utf8')
  const blocks = blocksOf(page)

  test('has a title, an example, a way to mend it and what silences it', () => {
    expect(page.replace(/^```yaml$.*?^```$/gms, '').match(/^#+ .*/gm)).toEqual([
      expect.stringMatching(/^# /),
      '## Example',
      '## How to fix it',
      '## When it is silent',
    ])
    expect(blocks.length).toBeGreaterThan(0)
    expect(page).toContain(`^ ${code}`)
  })

  test.each(blocks)('finds exactly what is marked in %s', (block) => {
    const bare = erase(block)
    const { findings, diagnostics } = judge(bare)
    expect(diagnostics).toEqual([])
    expect(findings.filter(({ span }) => span.file !== 'block.yaml')).toEqual([])
    expect(draw(bare, findings)).toBe(block)
    for (const { code: found, facts, message } of findings) {
      expect(Object.keys(facts)).toEqual(expect.arrayContaining(placeholders(found)))
      expect(message).not.toMatch(/NaN|n\/a|undefined|\[object/)
    }
  })

  test.each(blocks)('offers only fixes that mend %s', (block) => {
    const bare = erase(block)
    for (const { fix, code: mended, span } of judge(bare).findings) {
      if (!fix) continue
      const after = judge(apply(bare, fix.edits)).findings
      expect(after.filter((one) => one.code === mended && one.span.start === span.start)).toEqual([])
    }
  })
})

function placeholders(code: string): string[] {
  const words = checks.find((check) => check.code === code)?.words ?? ''
  return [...words.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string)
}

/** From the last edit to the first, so that the places of the others stay true. */
function apply(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((done, { span, text: put }) => done.slice(0, span.start) + put + done.slice(span.end), text)
}

test('check files, pages and the list of checks are the same set', async () => {
  const codes = checks.map(({ code }) => code)
  expect(codes).toEqual([...codes].sort())
  expect(codes).toEqual(pages)
  for (const check of checks) {
    const name = check.code.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
    const module = await import(new URL(`${check.code}.ts`, folder).href)
    expect(Object.keys(module)).toEqual([name])
    expect(module[name]).toBe(check)
  }
})
