import { Refusal } from '../command.ts'
import type { Credentials } from './credentials.ts'

/** A refusal of the server, as it came. */
export class ServerRefusal extends Refusal {
  readonly code: string
  readonly problem: Readonly<Record<string, unknown>>

  constructor(problem: Readonly<Record<string, unknown>>) {
    super(sentenceOf(problem))
    this.code = String(problem.code ?? '')
    this.problem = problem
  }
}

export type Sent = {
  readonly method?: string
  readonly body?: unknown
  /** Sent as it is, with its content type. */
  readonly raw?: { readonly type: string; readonly text: string | Uint8Array<ArrayBuffer> }
  readonly key?: string
}

const tries = 4
const passing = new Set([429, 502, 503, 504])

/** Asks a server about an organisation; throws a refusal in one sentence where it cannot be reached or says no. */
export class Client {
  readonly #credentials: Credentials

  constructor(credentials: Credentials) {
    this.#credentials = credentials
  }

  get organisation(): string {
    return this.#credentials.organisation
  }

  async json<T>(path: string, sent: Sent = {}): Promise<T> {
    return (await (await this.response(path, sent)).json()) as T
  }

  async response(path: string, sent: Sent = {}): Promise<Response> {
    const { url, organisation } = this.#credentials
    return this.#send(`${url}/api/v1/organisations/${encodeURIComponent(organisation)}${path}`, sent)
  }

  /** The answer to a message of the Model Context Protocol, as it came; '' where it has none. */
  async mcp(message: unknown): Promise<string> {
    const { url, organisation } = this.#credentials
    const sent = { method: 'POST', body: message }
    return (await this.#send(`${url}/mcp/${encodeURIComponent(organisation)}`, sent)).text()
  }

  async #send(address: string, { method = 'GET', body, raw, key }: Sent): Promise<Response> {
    const { url, token } = this.#credentials
    const headers: Record<string, string> = { authorization: `Bearer ${token}` }
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (raw) headers['content-type'] = raw.type
    if (key !== undefined) headers['idempotency-key'] = key
    const content = raw ? raw.text : body === undefined ? null : JSON.stringify(body)
    // What is safe to ask twice is asked again while the server is busy or starting.
    const isSafe = method === 'GET' || key !== undefined
    for (let attempt = 1; ; attempt++) {
      const response = await ask(address, { method, headers, body: content }, url, isSafe && attempt < tries)
      if (response?.ok) return response
      if (response && !(isSafe && attempt < tries && passing.has(response.status)))
        throw await refusalOf(response)
      const seconds = Number(response?.headers.get('retry-after') ?? 1)
      await new Promise((resolve) => setTimeout(resolve, Math.min(seconds, 10) * 1000))
    }
  }
}

/** Undefined where the server did not answer and will be asked again. */
async function ask(
  address: string,
  init: RequestInit,
  url: string,
  mayFail: boolean,
): Promise<Response | undefined> {
  try {
    return await fetch(address, init)
  } catch (error) {
    if (mayFail) return undefined
    const { cause } = error as { cause?: { code?: string } }
    throw new Refusal(
      `${url} does not answer (${cause?.code ?? (error as Error).message}). Is the server running?`,
    )
  }
}

/** The refusal that an answer stands for. */
export async function refusalOf(response: Response): Promise<Refusal> {
  const text = await response.text()
  try {
    return new ServerRefusal(JSON.parse(text) as Readonly<Record<string, unknown>>)
  } catch {
    return new Refusal(`the server answered ${response.status} without saying why.`)
  }
}

function sentenceOf({ detail, title, wayOut, diagnostics }: Readonly<Record<string, unknown>>): string {
  const said = String(detail ?? title ?? 'the server refused')
  const places = Array.isArray(diagnostics) ? diagnostics.map(placeLine) : []
  return [`${said}${/[.!?]$/.test(said) ? '' : '.'} ${wayOut ?? ''}`.trim(), ...places].join('\n')
}

function placeLine({
  message,
  place,
}: {
  message: string
  place: { file: string; line: number; column: number }
}): string {
  return `  ${place.file}:${place.line}:${place.column}  ${message}`
}
