import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slug, uniqueIds } from '../../src/table/slug.ts'

test.each([
  ['Arts & Culture', 'arts-and-culture'],
  ['% of appeals settled', 'percent-of-appeals-settled'],
  ['# of appeals settled', 'number-of-appeals-settled'],
  ["Women's Work", 'womens-work'],
  ['  - Größe (Öl) -  ', 'große-ol'],
  ['売上高', '売上高'],
  ['--', 'unnamed'],
  ['', 'unnamed'],
])('%s: %s', (name, id) => {
  expect(slug(name)).toBe(id)
})

test('a long name is cut after a word', () => {
  const id = slug('average number of days between the first call and the last visit of the month')
  expect(id).toBe('average-number-of-days-between-the-first-call-and-the-last')
})

test('things whose short names collide all take their longer ones', () => {
  const { ids, collisions } = uniqueIds([['Hours', 'Archive Hours'], ['Hours', 'Filing Hours'], ['Cost']])
  expect(ids).toEqual(['archive-hours', 'filing-hours', 'cost'])
  expect(collisions).toEqual([
    { id: 'hours', names: ['Hours', 'Hours'], ids: ['archive-hours', 'filing-hours'] },
  ])
})

test('what collides to the end is numbered in the order of the longest names', () => {
  expect(uniqueIds([['Serve.'], ['Serve'], ['serve-2']]).ids).toEqual(['serve-3', 'serve', 'serve-2'])
})

test('ids are unique, and do not depend on the order', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'B', '%', ' ', '2', '-'), minLength: 1, maxLength: 4 })
  const thing = fc.array(name, { minLength: 1, maxLength: 3 })
  const things = fc.uniqueArray(thing, { selector: (paths) => paths.at(-1), maxLength: 8 })
  fc.assert(
    fc.property(things, (list) => {
      const { ids } = uniqueIds(list)
      expect(new Set(ids).size).toBe(list.length)
      const reversed = uniqueIds(list.toReversed()).ids.toReversed()
      expect(reversed).toEqual(ids)
    }),
    { numRuns: 2000 },
  )
})
