import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commandOf, placeKeys } from '../src/state/keys.ts'

const bare = { ctrlKey: false, metaKey: false, altKey: false, isTyping: false }

test('Ctrl-K and Cmd-K open the palette, also while somebody writes', () => {
  for (const held of ['ctrlKey', 'metaKey'])
    for (const isTyping of [true, false])
      expect(commandOf({ ...bare, key: 'k', [held]: true, isTyping }, false)).toEqual({ kind: 'palette' })
})

test('a letter acts nowhere where somebody writes', () => {
  for (const key of ['g', '?', 'j', 'k'])
    expect(commandOf({ ...bare, key, isTyping: true }, false)).toBeUndefined()
  expect(commandOf({ ...bare, key: 's', isTyping: true }, true)).toBeUndefined()
})

test('a letter means something else after G', () => {
  expect(commandOf({ ...bare, key: 'g' }, false)).toEqual({ kind: 'pending' })
  expect(commandOf({ ...bare, key: 'k' }, true)).toEqual({ kind: 'go', letter: 'k' })
  expect(commandOf({ ...bare, key: 'k' }, false)).toEqual({ kind: 'row', by: -1 })
  expect(commandOf({ ...bare, key: 'Escape' }, true)).toBeUndefined()
})

test('keys of the browser are left to it', () => {
  for (const key of ['j', 'g', 'p']) expect(commandOf({ ...bare, key, ctrlKey: true }, false)).toBeUndefined()
})

test('every place has a letter of its own', () => {
  const source = readFileSync(join(import.meta.dirname, '../src/parts/frame/places.ts'), 'utf8')
  const letters = [...source.matchAll(/to: '([^']+)'/g)].map(([, to = '']) => placeKeys[to])
  expect(letters.length).toBeGreaterThan(5)
  expect(letters).not.toContain(undefined)
  expect(new Set(letters).size).toBe(letters.length)
})
