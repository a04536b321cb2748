import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import process from 'node:process'
import type { Context, Option } from './command.ts'
import { Refusal } from './command.ts'

/** A setting by an option, an environment variable, a line of the configuration file, or its default, in this order. */
type Setting = { readonly value: string; readonly doc: string; readonly standard: string | undefined }

const settings = {
  host: { value: 'address', doc: 'the address to serve on', standard: '127.0.0.1' },
  port: { value: 'number', doc: 'the port to serve on; 0: any that is free', standard: '8080' },
  data: { value: 'folder', doc: 'the data directory', standard: dataFolder() },
  'database-url': {
    value: 'url',
    doc: 'a PostgreSQL server, 15 or newer; the embedded one by default',
    standard: undefined,
  },
  'postgres-bin': {
    value: 'folder',
    doc: 'programs of a PostgreSQL of the system to run as the embedded one',
    standard: undefined,
  },
  'requests-per-minute': {
    value: 'number',
    doc: 'how often a person, a token or an address may ask',
    standard: '600',
  },
  'public-url': { value: 'url', doc: 'the address that browsers know the server by', standard: undefined },
  'oidc-issuer': {
    value: 'url',
    doc: 'a provider of identities that people may sign in by',
    standard: undefined,
  },
  'oidc-client-id': { value: 'id', doc: 'what the provider knows the server by', standard: undefined },
  'oidc-client-secret': {
    value: 'secret',
    doc: `its secret there; better by the environment, where no list of processes shows it`,
    standard: undefined,
  },
  'smtp-url': {
    value: 'url',
    doc: 'a mail server, such as smtps://user:password@mail.example.org; without it nothing is mailed',
    standard: undefined,
  },
  'mail-from': { value: 'address', doc: 'who mail is from', standard: undefined },
  demo: { value: 'yes|no', doc: 'whether an empty store is given the demo company', standard: 'yes' },
  'egress-allow': {
    value: 'host:port,…',
    doc: 'what webhooks may call although it is not public, or speaks plain HTTP',
    standard: undefined,
  },
} as const satisfies Readonly<Record<string, Setting>>

export type SettingName = keyof typeof settings
export type Settings = Readonly<Record<SettingName, string | undefined>>

/**
 * Beside the files where one stands. PostgreSQL does not run as root, and the user that it runs as cannot enter a folder
 * of root's own, so that there it is the usual place of a machine.
 */
function dataFolder(): string {
  if (process.getuid?.() !== 0) return '.keelson'
  for (let folder = resolve('.'); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return '/var/lib/keelson'
    if (folder === dirname(folder)) return '.keelson'
  }
}

const fileName = 'keelson.config.json'

/** The options of commands that run a server. */
export const settingOptions: Readonly<Record<string, Option>> = {
  ...Object.fromEntries(
    Object.entries(settings).map(([name, { value, doc, standard }]: [string, Setting]) => [
      name,
      {
        type: 'string',
        value,
        doc: standard === undefined ? doc : `${doc}; ${standard} by default`,
      } satisfies Option,
    ]),
  ),
  config: {
    type: 'string',
    value: 'file',
    doc: `a file of settings; ${fileName} by default`,
    completes: 'file',
  },
}

/** The environment variable of a setting: `KEELSON_DATABASE_URL` for `database-url`. */
export function variableOf(name: string): string {
  return `KEELSON_${name.replaceAll('-', '_').toUpperCase()}`
}

/** Every setting as it holds. */
export function readSettings({ options, env }: Context): Settings {
  const file = readFile(options.config)
  const known = (name: string, { standard }: Setting): string | undefined => {
    const option = options[name]
    if (typeof option === 'string') return option
    const variable = env[variableOf(name)] ?? (name === 'database-url' ? env.DATABASE_URL : undefined)
    return variable ?? file[name] ?? standard
  }
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, known(name, setting)]),
  ) as Settings
}

function readFile(written: string | boolean | undefined): Readonly<Record<string, string>> {
  const path = typeof written === 'string' ? written : fileName
  if (!existsSync(path)) {
    if (typeof written === 'string') throw new Refusal(`there is no file ${path}.`)
    return {}
  }
  let data: unknown
  try {
    data = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Refusal(`${path} is no JSON: ${(error as Error).message}.`)
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    throw new Refusal(`${path} holds no table of settings.`)
  for (const name of Object.keys(data)) {
    if (!(name in settings)) {
      throw new Refusal(
        `${path} has the unknown setting "${name}". Settings: ${Object.keys(settings).join(', ')}.`,
      )
    }
  }
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]))
}

type Oidc = Readonly<Record<'issuer' | 'clientId' | 'clientSecret' | 'publicUrl', string>>

/** The provider of identities; undefined where none is set. */
export function oidcOf(settings: Settings): Oidc | undefined {
  const issuer = settings['oidc-issuer']
  if (issuer === undefined) return undefined
  const [clientId, clientSecret, publicUrl] = (
    ['oidc-client-id', 'oidc-client-secret', 'public-url'] as const
  ).map((name) => {
    const value = settings[name]
    if (value === undefined) throw new Refusal(`--oidc-issuer needs --${name} as well.`)
    return value
  }) as [string, string, string]
  return { issuer, clientId, clientSecret, publicUrl: publicUrl.replace(/\/+$/, '') }
}

type Mail = {
  readonly mail: { readonly url: string; readonly from: string } | undefined
  readonly publicUrl: string | undefined
}

/** How mail leaves, where it does, and the address that browsers know the server by. */
export function mailOf(settings: Settings): Mail {
  const [url, from] = [settings['smtp-url'], settings['mail-from']]
  const publicUrl = settings['public-url']?.replace(/\/+$/, '')
  if (url === undefined) return { mail: undefined, publicUrl }
  if (from === undefined) throw new Refusal('--smtp-url needs --mail-from as well.')
  if (publicUrl === undefined) throw new Refusal('--smtp-url needs --public-url as well: mails hold links.')
  return { mail: { url, from }, publicUrl }
}

/** How many requests a minute. */
export function requestsOf(settings: Settings): number {
  const number = Number(settings['requests-per-minute'])
  if (Number.isInteger(number) && number >= 1) return number
  throw new Refusal(
    `the requests per minute are a whole number from 1, not "${settings['requests-per-minute']}".`,
  )
}

/** The port of the settings. */
export function portOf({ port }: Settings): number {
  const number = Number(port)
  if (Number.isInteger(number) && number >= 0 && number <= 65_535) return number
  throw new Refusal(`the port is a whole number up to 65535, not "${port}".`)
}

/** A setting that is a list, written with commas. */
export function listOf(setting: string | undefined): readonly string[] {
  return (setting ?? '').split(',').flatMap((one) => one.trim() || [])
}
