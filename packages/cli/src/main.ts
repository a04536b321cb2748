import process from 'node:process'
import { parseArgs } from 'node:util'
import type { Command, Context, Exit } from './command.ts'
import { Refusal } from './command.ts'
import { commands } from './commands.ts'
import { generalHelp, helpOf } from './help.ts'
import { makePaint } from './paint.ts'

const general = {
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
  'no-color': { type: 'boolean' },
} as const

/** Runs the command line: data to stdout, talk to stderr, exit code 0, 1 or 2. */
export async function main(argv: readonly string[] = process.argv.slice(2)): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
  })
  process.exitCode = await run(argv)
}

async function run(argv: readonly string[]): Promise<Exit> {
  const talk = (text: string) => process.stderr.write(`${text}\n`)
  const [name, ...rest] = argv
  const isHelp = name === undefined || name === 'help' || name === '--help' || name === '-h'
  if (name === '--version' || name === '-v') {
    process.stdout.write('keelson 0.1.0\n')
    return 0
  }
  const asked = isHelp ? rest[0] : name
  const command = commands.find((candidate) => candidate.name === asked)
  if (isHelp) {
    process.stdout.write(command ? helpOf(command) : generalHelp(commands))
    return name === undefined ? 2 : 0
  }
  if (!command) {
    talk(`keelson: there is no command "${name}". See keelson --help.`)
    return 2
  }
  return runCommand(command, rest, talk)
}

async function runCommand(
  command: Command,
  argv: readonly string[],
  talk: (text: string) => void,
): Promise<Exit> {
  try {
    const options = Object.fromEntries(
      Object.entries(command.options).map(([key, { type, short }]) => [
        key,
        short ? { type, short } : { type },
      ]),
    )
    const parsed = parseArgs({ args: [...argv], options: { ...options, ...general }, allowPositionals: true })
    const values = parsed.values as Context['options']
    if (values.help) {
      process.stdout.write(helpOf(command))
      return 0
    }
    refuseChoices(command, values)
    const isColoured = Boolean(process.stdout.isTTY) && !values['no-color'] && !process.env.NO_COLOR
    return await command.run({
      args: parsed.positionals,
      options: values,
      out: (text) => process.stdout.write(text),
      talk,
      paint: makePaint(isColoured),
      columns: process.stdout.columns ?? 110,
      now: () => Date.now(),
      cwd: process.cwd(),
    })
  } catch (error) {
    if (error instanceof Refusal) talk(`keelson ${command.name}: ${error.message}`)
    else if (isUsageError(error))
      talk(`keelson ${command.name}: ${error.message}. See keelson ${command.name} --help.`)
    else throw error
    return 2
  }
}

function refuseChoices(command: Command, values: Context['options']): void {
  for (const [key, { choices }] of Object.entries(command.options)) {
    const value = values[key]
    if (choices && typeof value === 'string' && !choices.includes(value)) {
      throw new Refusal(`--${key} is one of ${choices.join(', ')}, not "${value}".`)
    }
  }
}

function isUsageError(error: unknown): error is Error {
  return error instanceof Error && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS')
}
