import { expect, test } from 'vitest'
import type { Item } from '../src/state/palette.ts'
import { ranked } from '../src/state/palette.ts'

const itemOf = (name: string): Item => ({ id: name, kind: 'kpi', name, act: { kind: 'help' } })
const items = ['Gross margin', 'On-time delivery', 'Margin of beans', 'Émigré margin-growth'].map(itemOf)
const namesOf = (query: string, recent: readonly string[] = []) =>
  ranked(items, query, recent).map(({ name }) => name)

test('names that begin with the query come first, then those with a word that does', () => {
  expect(namesOf('margin')).toEqual(['Margin of beans', 'Gross margin', 'Émigré margin-growth'])
})

test('every word must be there, in any order; accents and case do not matter', () => {
  expect(namesOf('GROSS mar')).toEqual(['Gross margin'])
  expect(namesOf('growth emigre')).toEqual(['Émigré margin-growth'])
  expect(namesOf('gross delivery')).toEqual([])
})

test('without a query those chosen last come first, once each', () => {
  expect(namesOf(' ', ['On-time delivery', 'gone'])).toEqual([
    'On-time delivery',
    'Gross margin',
    'Margin of beans',
    'Émigré margin-growth',
  ])
})

test('no more are given than asked for', () => {
  const many = Array.from({ length: 300 }, (_, index) => itemOf(`KPI ${index}`))
  expect(ranked(many, 'kpi', [], 50)).toHaveLength(50)
})
