import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import type { Command, Context, Exit } from '../command.ts'
import { portOf, readSettings, type Settings, settingOptions } from '../settings.ts'
import { version } from '../version.ts'

export const doctor: Command = {
  usage: '',
  about:
    'Looks whether the server can run here as it is set: programs, data directory, disk, port, database, a server that runs already. Exit code 1 where something stands in the way.',
  arguments: { sort: 'text', most: 0 },
  options: settingOptions,
  run: runDoctor,
}

type Finding = { readonly state: 'good' | 'note' | 'bad'; readonly text: string }

const leastFreeMb = 500

async function runDoctor(context: Context): Promise<Exit> {
  const settings = readSettings(context)
  const findings = [
    {
      state: 'good',
      text: `Keelson ${version} on Node ${process.version}, ${process.platform} ${process.arch}`,
    } as const,
    folderOf(settings),
    ...diskOf(settings),
    await database(settings),
    await port(settings),
  ]
  const signs = {
    good: context.paint.blue('✓'),
    note: context.paint.yellow('!'),
    bad: context.paint.red('✗'),
  }
  for (const { state, text } of findings) context.out(`${signs[state]} ${text}\n`)
  return findings.some(({ state }) => state === 'bad') ? 1 : 0
}

/** The nearest folder that is there. */
function standing(path: string): string {
  let folder = resolve(path)
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}

function folderOf({ data }: Settings): Finding {
  const folder = resolve(data as string)
  try {
    accessSync(standing(folder), constants.W_OK)
    const state = existsSync(folder) ? 'is there' : 'will be made'
    return { state: 'good', text: `The data directory ${folder} ${state}` }
  } catch {
    return { state: 'bad', text: `The data directory ${folder} cannot be written. Give another with --data.` }
  }
}

function diskOf({ data }: Settings): readonly Finding[] {
  const { bavail, bsize } = statfsSync(standing(data as string))
  const free = Math.floor((bavail * bsize) / 1e6)
  const state = free < leastFreeMb ? 'bad' : 'good'
  const more = state === 'bad' ? `; a server wants ${leastFreeMb} MB` : ''
  return [{ state, text: `${free.toLocaleString('en')} MB are free on its disk${more}` }]
}

async function database(settings: Settings): Promise<Finding> {
  const { diagnoseStore } = await import('@keelson/server')
  const found = await diagnoseStore({
    databaseUrl: settings['database-url'],
    postgresBin: settings['postgres-bin'],
    folder: resolve(settings.data as string),
  })
  return { state: found.isUsable ? 'good' : 'bad', text: found.text }
}

function port(settings: Settings): Promise<Finding> {
  const number = portOf(settings)
  const host = settings.host as string
  const probe = createServer()
  return new Promise((tell) => {
    probe.once('error', ({ code }: NodeJS.ErrnoException) => {
      const why =
        code === 'EADDRINUSE' ? 'is taken, perhaps by a server that runs already' : `cannot be used (${code})`
      tell({ state: 'note', text: `The port ${number} of ${host} ${why}. --port gives another.` })
    })
    probe.listen(number, host, () =>
      probe.close(() => tell({ state: 'good', text: `The port ${number} of ${host} is free` })),
    )
  })
}
