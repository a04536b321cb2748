import { basename, join, resolve } from 'node:path'
import { dayIn, starterFiles } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { refuseOverwriting, writeFiles } from '../write.ts'

export const init: Command = {
  usage: '[folder]',
  about:
    'Writes a small strategy with values whose targets add up, to be adapted, and the JSON Schema for editors. Files that are there are never overwritten.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    name: { type: 'string', value: 'name', doc: 'the organisation; the name of the folder by default' },
    json: jsonOption,
  },
  run: runInit,
}

function runInit({ args, options, now, out, talk }: Context): Exit {
  const folder = args[0] ?? '.'
  const name = typeof options.name === 'string' ? options.name : nameOf(folder)
  const files = starterFiles(name, dayIn('Europe/Berlin', now()))
  refuseOverwriting(folder, files)
  writeFiles(folder, files)
  const written = files.map(({ path }) => join(folder, path))
  if (options.json) {
    out(`${JSON.stringify({ organisation: name, folder, files: written }, null, 2)}\n`)
    return 0
  }
  out(written.map((path) => `${path}\n`).join(''))
  const where = args[0] === undefined ? '' : ` ${folder}`
  talk(`\n${name} has a first strategy. Next:\n  keelson check${where}\n  keelson scorecard${where}`)
  return 0
}

/** `north-star-ltd` is "North star ltd". */
function nameOf(folder: string): string {
  const words = basename(resolve(folder)).replaceAll(/[-_]+/g, ' ').trim()
  return words === '' ? 'Our company' : words.charAt(0).toUpperCase() + words.slice(1)
}
