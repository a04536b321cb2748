import { expect, test } from 'vitest'
import { changesIn, printChanges } from '../src/state/what-if.ts'

test('changes go into the address and come back', () => {
  const changes = { 'dealer-sales': 10, 'online-sales': -5.5 }
  expect(printChanges(changes)).toBe('dealer-sales:10,online-sales:-5.5')
  expect(changesIn(printChanges(changes))).toEqual(changes)
  expect(printChanges({})).toBeUndefined()
})

test('what is no change is left out, and what is beyond all measure is cut', () => {
  expect(changesIn('a,b:x,:5,c:99999,d:-500')).toEqual({ c: 1000, d: -100 })
  expect(changesIn(undefined)).toEqual({})
})
