import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Command, Context, Entry, Exit } from './command.ts'
import { Refusal } from './command.ts'
import { commands } from './commands.ts'
import { sentenceOf } from './failure.ts'
import { makePaint } from './paint.ts'
import { Progress } from './progress.ts'
import { version } from './version.ts'

const general = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  'no-color': { type: 'boolean' },
} as const

const talk = (text: string): void => {
  process.stderr.write(`${text}\n`)
}

/** Runs the command line: data to stdout, talk to stderr, exit code 0, 1 or 2. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever reads may stop reading, as `head` does.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0)
      throw error
    })
  }
  process.exitCode = await run(argv)
}

async function run(argv: readonly string[]): Promise<Exit> {
  const at = argv.findIndex((arg) => !arg.startsWith('-'))
  const before = at < 0 ? argv : argv.slice(0, at)
  if (before.includes('--version') || before.includes('-v')) {
    process.stdout.write(`keelson ${version}\n`)
    return 0
  }
  const name = argv[at]
  const isHelp = name === undefined || name === 'help' || before.includes('--help') || before.includes('-h')
  const asked = name === 'help' ? argv[at + 1] : name
  const entry = commands.find((candidate) => candidate.name === asked)
  if (asked !== undefined && !entry) {
    talk(`keelson: there is no command "${asked}"${await hint(asked, commands)} See keelson --help.`)
    return 2
  }
  if (isHelp) {
    process.stdout.write(await help(entry))
    return argv.length === 0 ? 2 : 0
  }
  return runEntry(entry as Entry, [...before, ...argv.slice(at + 1)])
}

async function help(entry: Entry | undefined): Promise<string> {
  const { generalHelp, helpOf } = await import('./help.ts')
  return entry ? helpOf(entry, await entry.load()) : generalHelp(commands)
}

async function runEntry(entry: Entry, argv: readonly string[]): Promise<Exit> {
  const progress = new Progress(
    (text) => process.stderr.write(text),
    Boolean(process.stderr.isTTY),
    () => Date.now(),
  )
  try {
    const command = await entry.load()
    const { positionals, values } = await parse(command, argv)
    if (values.help) {
      process.stdout.write(await help(entry))
      return 0
    }
    refuse(command, positionals, values)
    return await command.run({
      args: positionals,
      options: values,
      out: (text) => {
        progress.clear()
        process.stdout.write(text)
      },
      talk: (text) => {
        progress.clear()
        talk(text)
      },
      progress,
      paint: makePaint(isColoured(values)),
      columns: process.stdout.columns ?? 110,
      isTerminal: Boolean(process.stdout.isTTY),
      now: () => Date.now(),
      env: environment(),
    })
  } catch (error) {
    progress.clear()
    talk(failed(entry.name, error))
    return 2
  } finally {
    progress.clear()
  }
}

/** What commands may know of the environment. */
function environment(): Context['env'] {
  const known = ['DATABASE_URL', 'HOME', 'XDG_CONFIG_HOME', 'APPDATA']
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => name.startsWith('KEELSON_') || known.includes(name)),
  )
}

function isColoured(values: Context['options']): boolean {
  const { NO_COLOR, TERM } = process.env
  return Boolean(process.stdout.isTTY) && !values['no-color'] && !NO_COLOR && TERM !== 'dumb'
}

type Parsed = { readonly positionals: readonly string[]; readonly values: Context['options'] }

async function parse(command: Command, argv: readonly string[]): Promise<Parsed> {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([key, { type, short }]) => [
      key,
      short ? { type, short } : { type },
    ]),
  )
  const known = { ...options, ...general }
  try {
    const { positionals, values } = parseArgs({ args: [...argv], options: known, allowPositionals: true })
    return { positionals, values: values as Context['options'] }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const unknown = /^Unknown option '-*([^']*)'/.exec(message)?.[1]
    if (code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION' || unknown === undefined) throw error
    const names = Object.keys(known).map((one) => ({ name: one }))
    throw new Refusal(`there is no option --${unknown}${await hint(unknown, names, '--')}`)
  }
}

/** Loads the core only where something was misspelt. */
async function hint(word: string, known: readonly { readonly name: string }[], before = ''): Promise<string> {
  const { nearest } = await import('@keelson/core')
  const meant = nearest(
    word,
    known.map(({ name }) => name),
  )
  return meant === undefined ? '.' : `; did you mean ${before}${meant}?`
}

function refuse(command: Command, args: readonly string[], values: Context['options']): void {
  for (const [key, { choices }] of Object.entries(command.options)) {
    const value = values[key]
    if (choices && typeof value === 'string' && !choices.includes(value)) {
      throw new Refusal(`--${key} is one of ${choices.join(', ')}, not "${value}".`)
    }
  }
  const { most } = command.arguments
  if (args.length > most) {
    throw new Refusal(
      `"${args[most]}" is one argument too many: ${most === 0 ? 'there are none' : `at most ${most}`}.`,
    )
  }
}

function failed(name: string, error: unknown): string {
  const { code, message, stack } = error as NodeJS.ErrnoException
  if (code?.startsWith('ERR_PARSE_ARGS')) return `keelson ${name}: ${message}. See keelson ${name} --help.`
  const sentence = sentenceOf(error)
  if (sentence !== undefined) return `keelson ${name}: ${sentence}`
  const shown = process.env.KEELSON_DEBUG ? `\n${stack}` : ' KEELSON_DEBUG=1 shows where.'
  return `keelson ${name}: this is a fault of Keelson (${message}). Please report it, with the files if you can.${shown}`
}
