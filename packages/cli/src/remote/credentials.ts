import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Context, Option } from '../command.ts'
import { Refusal } from '../command.ts'

/** The organisation on a server that commands speak to, and by which token. */
export type Credentials = { readonly url: string; readonly organisation: string; readonly token: string }

/** Options of every command that speaks to a server. */
export const remoteOptions = {
  server: {
    type: 'string',
    value: 'url',
    doc: 'the server; that of keelson login, or KEELSON_URL, by default',
  },
  organisation: { type: 'string', value: 'name', doc: 'the organisation; that of keelson login by default' },
} as const satisfies Record<string, Option>

/** Where credentials are kept, readable by their owner alone. */
export function credentialsFile({ env }: Context): string {
  if (env.KEELSON_CREDENTIALS !== undefined) return env.KEELSON_CREDENTIALS
  const folder = env.XDG_CONFIG_HOME ?? (env.APPDATA || join(env.HOME ?? '.', '.config'))
  return join(folder, 'keelson', 'credentials.json')
}

/** The credentials that hold for a call: of the environment in a pipeline, else those of `keelson login`. */
export function readCredentials(context: Context): Credentials {
  const { options, env } = context
  const kept = keptCredentials(context)
  const url = written(options.server) ?? env.KEELSON_URL ?? kept?.url
  const organisation = written(options.organisation) ?? env.KEELSON_ORGANISATION ?? kept?.organisation
  const token = env.KEELSON_TOKEN ?? kept?.token
  if (url === undefined || organisation === undefined || token === undefined) {
    throw new Refusal(
      'no server is known. keelson login <url> signs in; in a pipeline set KEELSON_URL, KEELSON_ORGANISATION and KEELSON_TOKEN.',
    )
  }
  return { url: url.replace(/\/+$/, ''), organisation, token }
}

function keptCredentials(context: Context): Credentials | undefined {
  const file = credentialsFile(context)
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Credentials
  } catch {
    throw new Refusal(`${file} cannot be read. Remove it, and sign in again with keelson login.`)
  }
}

/** Keeps credentials for the calls to come. Gives the file. */
export function keepCredentials(context: Context, credentials: Credentials): string {
  const file = credentialsFile(context)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(`${file}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return file
}

function written(option: string | boolean | undefined): string | undefined {
  return typeof option === 'string' ? option : undefined
}
