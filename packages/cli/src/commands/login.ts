import process from 'node:process'
import { createInterface } from 'node:readline/promises'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { refusalOf } from '../remote/client.ts'
import { keepCredentials } from '../remote/credentials.ts'

const scopes = ['read', 'record-values', 'edit-strategy', 'lock-periods', 'read-audit'] as const
const days = 90

export const login: Command = {
  usage: '<url>',
  about: `Signs in to a server and keeps a token of ${days} days in place of the password. The password is asked for, or read from the first line of the input.`,
  arguments: { sort: 'text', most: 1 },
  options: {
    email: { type: 'string', value: 'address', doc: 'the e-mail address of the account' },
    organisation: { type: 'string', value: 'name', doc: 'the organisation; the only one by default' },
    claim: {
      type: 'string',
      value: 'secret',
      doc: 'makes the first account, by the secret that the server printed',
    },
    name: { type: 'string', value: 'name', doc: 'with --claim: the name of the person' },
  },
  run: runLogin,
}

async function runLogin(context: Context): Promise<Exit> {
  const { args, options, out } = context
  const [written] = args
  if (written === undefined || !URL.canParse(written)) {
    throw new Refusal('say the address of the server, such as http://127.0.0.1:8080.')
  }
  const url = written.replace(/\/+$/, '')
  const answers = new Answers()
  const email = typeof options.email === 'string' ? options.email : await answers.ask('E-mail address: ')
  const password = await answers.ask('Password: ', true)
  answers.close()
  const session = new Session(url)
  if (typeof options.claim === 'string') {
    const name = typeof options.name === 'string' ? options.name : (email.split('@')[0] as string)
    await session.send('POST', '/claim', { secret: options.claim, email, name, password })
  } else await session.send('POST', '/session', { email, password })
  const me = await session.send<{ organisations: { slug: string; roles: string[] }[] }>('GET', '/session')
  const organisation = choose(
    me.organisations.map(({ slug }) => slug),
    options.organisation,
  )
  const name = `keelson login ${new Date(context.now()).toISOString().slice(0, 10)}`
  const wanted = await session.scopes(organisation, me.organisations)
  const body = { name, scopes: wanted, days }
  const { token } = await session.send<{ token: string }>(
    'POST',
    `/organisations/${organisation}/tokens`,
    body,
  )
  await session.send('DELETE', '/session')
  const file = keepCredentials(context, { url, organisation, token })
  out(`Signed in to ${organisation} on ${url}. The token is in ${file}.\n`)
  return 0
}

function choose(slugs: readonly string[], wanted: string | boolean | undefined): string {
  if (typeof wanted === 'string') {
    if (slugs.includes(wanted)) return wanted
    throw new Refusal(
      `you are no member of "${wanted}"${slugs.length > 0 ? `, but of ${slugs.join(', ')}` : ''}.`,
    )
  }
  const [only, ...others] = slugs
  if (only === undefined) throw new Refusal('you are a member of no organisation yet.')
  if (others.length > 0) throw new Refusal(`say --organisation: one of ${slugs.join(', ')}.`)
  return only
}

/** A signed-in session, for as long as it takes to make a token. */
class Session {
  readonly #url: string
  #cookie = ''

  constructor(url: string) {
    this.#url = url
  }

  async send<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        origin: new URL(this.#url).origin,
        ...(this.#cookie && { cookie: this.#cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    }).catch((error: { cause?: { code?: string }; message: string }) => {
      throw new Refusal(
        `${this.#url} does not answer (${error.cause?.code ?? error.message}). Is the server running?`,
      )
    })
    if (!response.ok) throw await refusalOf(response)
    const [cookie] = response.headers.getSetCookie()
    if (cookie) this.#cookie = cookie.split(';')[0] as string
    return (await response.json()) as T
  }

  /** What a token may be given: no more than its owner may. */
  async scopes(
    organisation: string,
    memberships: readonly { slug: string; roles: string[] }[],
  ): Promise<readonly string[]> {
    const roles = memberships.find(({ slug }) => slug === organisation)?.roles ?? []
    if (roles.includes('strategy-administrator')) return scopes
    const own = new Set(['read'])
    if (roles.some((role) => ['contributor', 'kpi-owner', 'department-head'].includes(role)))
      own.add('record-values')
    if (roles.includes('auditor')) own.add('read-audit')
    return [...own]
  }
}

/** What a person answers: on a terminal after a prompt, else line by line from the input. */
class Answers {
  readonly #lines = createInterface({
    input: process.stdin,
    output: process.stderr,
    terminal: Boolean(process.stdin.isTTY),
  })
  readonly #given = this.#lines[Symbol.asyncIterator]()

  async ask(prompt: string, isSecret = false): Promise<string> {
    if (process.stdin.isTTY) {
      const answer = this.#lines.question(prompt)
      // The characters of a secret are not shown.
      if (isSecret) (this.#lines as unknown as { _writeToOutput: () => void })._writeToOutput = () => {}
      return answer
    }
    const { value, done } = await this.#given.next()
    if (done) throw new Refusal('the password is to be on the first line of the input.')
    return value
  }

  close(): void {
    this.#lines.close()
  }
}
