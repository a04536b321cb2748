import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { drawExcerpt } from '../src/excerpt.ts'
import { drawChanges } from '../src/line-changes.ts'
import { alignColumns, makePaint, widthOf } from '../src/paint.ts'
import { Progress } from '../src/progress.ts'

describe('an excerpt', () => {
  test.each([
    ['plain', 'name: Sales', 6, 5, 'name: Sales', '      ^^^^^'],
    ['an empty span has one caret', 'name:', 5, 0, 'name:', '     ^'],
    ['wide characters take two columns', '東京: 花子', 4, 2, '東京: 花子', '      ^^^^'],
    ['a mark on a letter takes none', 'e\u0301e\u0301: x', 6, 1, 'e\u0301e\u0301: x', '    ^'],
    ['a tab leads to the next stop', 'a\tb', 2, 1, 'a   b', '    ^'],
    ['signs that command a terminal are shown as one sign', 'a\u001b[2Jb', 5, 1, 'a\ufffd[2Jb', '     ^'],
    ['a span of several lines ends with the first', 'kpis:', 0, 40, 'kpis:', '^^^^^'],
    ['a character of two units is one', '\u{1f600}: x', 4, 1, '\u{1f600}: x', '    ^'],
  ])('%s', (_, line, start, length, text, carets) => {
    expect(drawExcerpt(line, start, length, 80)).toEqual({ text, carets })
  })

  test('a long line is cut around what matters, and never wider than the terminal', () => {
    const { text, carets } = drawExcerpt(`${'x'.repeat(300)}HERE${'y'.repeat(300)}`, 300, 4, 60)
    expect(text).toMatch(/^…x+HEREy+…$/)
    expect(text.indexOf('HERE')).toBe(carets.indexOf('^'))
    expect(carets.trim()).toBe('^^^^')
  })

  test('fits in the columns and marks the place, whatever the line holds', () => {
    const line = fc.string({ unit: 'grapheme', maxLength: 300 }).map((one) => one.replace(/[\r\n]/g, ' '))
    fc.assert(
      fc.property(
        line,
        fc.nat(300),
        fc.nat(400),
        fc.integer({ min: 40, max: 200 }),
        (text, at, length, columns) => {
          const start = Math.min(at, text.length)
          const drawn = drawExcerpt(text, start, length, columns)
          expect(widthOf(drawn.text)).toBeLessThanOrEqual(columns + 4)
          expect(widthOf(drawn.carets)).toBeLessThanOrEqual(columns + 5)
          expect(drawn.carets).toMatch(/^ *\^+$/)
        },
      ),
    )
  })
})

test('columns line up under wide characters and colours', () => {
  const { red } = makePaint(true)
  const rows = alignColumns(
    [
      ['東京', red('1'), 'x'],
      ['ab', '20', 'y'],
    ],
    [1],
  )
  expect(rows.map(widthOf)).toEqual([11, 11])
})

test('changes are drawn line by line, with their numbers', () => {
  const drawn = drawChanges('a.yaml', 'a\nb\nc\nd\n', 'a\nB\nc\nd\ne\n', makePaint(false))
  expect(drawn).toBe('a.yaml\n    2 - b\n    2 + B\n    5 + e\n')
})

test('progress is shown after a second, on a terminal only, and cleared', () => {
  let now = 0
  const written: string[] = []
  const progress = new Progress(
    (text) => written.push(text),
    true,
    () => now,
  )
  progress.step('one')
  now = 1500
  progress.step('two')
  progress.step('three')
  progress.clear()
  progress.clear()
  expect(written).toEqual(['\r\u001b[Ktwo …', '\r\u001b[K'])
  const silent = new Progress(
    (text) => written.push(text),
    false,
    () => now,
  )
  silent.step('four', true)
  expect(written).toHaveLength(2)
})
