import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

/** The messages of a language: one file a room, `scorecard.json` with `title` making `scorecard.title`. */
export function messagesOf(folder: string): ReadonlyMap<string, string> {
  const messages = new Map<string, string>()
  for (const file of readdirSync(folder).toSorted()) {
    const table = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>
    for (const [name, text] of Object.entries(table)) messages.set(`${basename(file, '.json')}.${name}`, text)
  }
  return messages
}

/** Gives `virtual:messages/<locale>` the messages of that language, compiled, so that no parser of them is served. */
export function compiledMessages(locales: string): Plugin {
  const prefix = 'virtual:messages/'
  return {
    name: 'keelson-messages',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined
      const folder = join(locales, id.slice(prefix.length + 1))
      for (const file of readdirSync(folder)) this.addWatchFile(join(folder, file))
      const compiled = Object.fromEntries(
        [...messagesOf(folder)].map(([name, text]) => [name, compileMessage(text)]),
      )
      // A string literal parses faster than an object of the same content.
      return `export const messages = JSON.parse(${JSON.stringify(JSON.stringify(compiled))})`
    },
  }
}
