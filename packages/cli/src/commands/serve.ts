import { resolve } from 'node:path'
import process from 'node:process'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import {
  listOf,
  mailOf,
  oidcOf,
  portOf,
  readSettings,
  requestsOf,
  settingOptions,
  variableOf,
} from '../settings.ts'
import { version } from '../version.ts'

export const serve: Command = {
  usage: '',
  about: `Starts the server: the embedded PostgreSQL with the demo company by default, on this machine only. Settings come from options, from environment variables such as ${variableOf('database-url')}, or from the configuration file. Ctrl-C stops it.`,
  arguments: { sort: 'text', most: 0 },
  options: settingOptions,
  run: runServe,
}

async function runServe(context: Context): Promise<Exit> {
  const settings = readSettings(context)
  const { StartFailure, startServer } = await import('@keelson/server')
  const { siteFolder } = await import('@keelson/web')
  const stopped = new Promise<string>((tell) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => tell(signal))
  })
  context.progress.step('Starting', true)
  try {
    const running = await startServer({
      databaseUrl: settings['database-url'],
      postgresBin: settings['postgres-bin'],
      folder: resolve(settings.data as string),
      host: settings.host as string,
      port: portOf(settings),
      oidc: oidcOf(settings),
      ...mailOf(settings),
      limits: { perMinute: requestsOf(settings) },
      demo: settings.demo !== 'no',
      egressAllow: listOf(settings['egress-allow']),
      version,
      site: siteFolder(),
      clock: context.now,
      log: context.talk,
    })
    context.out(greeting(running, context))
    const death = await Promise.race([stopped, running.died])
    context.talk(death instanceof Error ? `keelson serve: ${death.message}` : 'Stopping ...')
    await running.stop()
    return death instanceof Error ? 2 : 0
  } catch (error) {
    if (error instanceof StartFailure) throw new Refusal(error.message)
    throw error
  }
}

type Running = Awaited<ReturnType<typeof import('@keelson/server')['startServer']>>

function greeting({ url, claimSecret, headlines }: Running, { paint }: Context): string {
  const lines = headlines.map(({ organisation, headline }) => `${paint.bold(organisation)}  ${headline}`)
  lines.push('', `Keelson serves on ${paint.bold(url)}. Ctrl-C stops it.`)
  if (claimSecret !== undefined) {
    lines.push(
      'Nobody administers it yet. Make the first account within half an hour, in a browser:',
      `  ${url}/claim#${claimSecret}`,
      `or on the command line:`,
      `  npx keelson login ${url} --claim ${claimSecret}`,
    )
  }
  return `${lines.join('\n')}\n`
}
