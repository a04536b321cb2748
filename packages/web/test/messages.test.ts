import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messagesOf } from '../build/messages.ts'

const folder = (locale: string) => join(import.meta.dirname, '../locales', locale)
const placesIn = (text: string) => [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).toSorted()
const english = messagesOf(folder('en'))

test.each(['de', 'zh-Hans'])('%s says everything that English says, of the same values', (locale) => {
  const own = messagesOf(folder(locale))
  expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  for (const [id, text] of own) {
    expect(text.trim(), id).not.toBe('')
    expect(new Set(placesIn(text)), id).toEqual(new Set(placesIn(english.get(id) ?? '')))
  }
})
