import { jsonSchema, referencePage } from '@keelson/core'
import type { Command } from '../command.ts'

export const schema: Command = {
  usage: '',
  about:
    'Save it as keelson.schema.json beside the strategy, and begin each file with "# yaml-language-server: $schema=./keelson.schema.json".',
  arguments: { sort: 'text', most: 0 },
  options: {
    reference: { type: 'boolean', doc: 'the reference of every field, as Markdown' },
    json: { type: 'boolean', doc: 'the JSON Schema, as without it' },
  },
  run: ({ options, out }) => {
    out(options.reference ? referencePage() : `${JSON.stringify(jsonSchema(), null, 2)}\n`)
    return 0
  },
}
