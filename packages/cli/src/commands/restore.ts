import { accessSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { linesOf } from '../lines.ts'
import { readSettings, settingOptions } from '../settings.ts'
import { version } from '../version.ts'

export const restore: Command = {
  usage: '<file>',
  about:
    'Makes an organisation from a backup, in a data directory or database that no server is serving. A backup that is broken or cut off is refused, and nothing is written.',
  arguments: { sort: 'file', most: 1 },
  options: settingOptions,
  run: runRestore,
}

async function runRestore(context: Context): Promise<Exit> {
  const [file] = context.args
  if (file === undefined) throw new Refusal('say the backup to restore.')
  accessSync(file)
  const settings = readSettings(context)
  const { StartFailure, restore: make } = await import('@keelson/server')
  const config = {
    databaseUrl: settings['database-url'],
    postgresBin: settings['postgres-bin'],
    folder: resolve(settings.data as string),
    host: '',
    port: 0,
    demo: false,
    egressAllow: [],
    version,
    clock: context.now,
    log: context.talk,
  }
  try {
    const { slug, events, rows } = await make(config, linesOf(file))
    context.out(`${slug} is there again: ${events} events, ${rows} rows.\n`)
    return 0
  } catch (error) {
    if (error instanceof StartFailure) throw new Refusal(error.message)
    throw error
  }
}
