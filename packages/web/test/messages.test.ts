import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { messagesOf } from '../build/messages.ts'

const root = join(import.meta.dirname, '..')
const english = messagesOf(join(root, 'locales/en'))
const sources = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
  .map((entry) => ({ name: entry.name, text: readFileSync(join(entry.parentPath, entry.name), 'utf8') }))

const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name as string))].toSorted()

test.each(['de', 'zh-Hans'])('%s has every message, with the same values in it', (locale) => {
  const own = messagesOf(join(root, 'locales', locale))
  expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted())
  for (const [id, text] of own)
    expect([id, placeholders(text)]).toEqual([id, placeholders(english.get(id) ?? '')])
})

test('every message is used', () => {
  const all = sources.map(({ text }) => text).join('\n')
  expect([...english.keys()].filter((id) => !all.includes(`'${id}'`))).toEqual([])
})

test('no words stand in the markup but by their messages', () => {
  const bare = sources
    .filter(({ name }) => name.endsWith('.tsx'))
    .flatMap(({ name, text }) =>
      [...text.matchAll(/(?<!=)>\s*([A-Za-z][A-Za-z ,.'’]{2,})\s*<\//g)].map(
        ([, words]) => `${name}: ${words}`,
      ),
    )
  expect(bare).toEqual([])
})
