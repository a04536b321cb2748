/** What the server refuses, as it says it (RFC 9457). */
export type Problem = {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly detail: string
  readonly wayOut: string
  readonly [more: string]: unknown
}

/** The server's refusal of a request; `status` 0 where it could not be reached at all. */
export class Refused extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail || problem.title)
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  get code(): string {
    return this.problem.code
  }
}

const unreached: Problem = { code: 'unreached', status: 0, title: '', detail: '', wayOut: '' }

type Sent = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

/** Asks the server under /api/v1. Throws `Refused` where it refuses or cannot be reached. */
export async function ask<Answer>(path: string, sent: Sent = {}): Promise<Answer> {
  const { method = 'GET', body, headers, signal } = sent
  const isRaw = body instanceof Blob || typeof body === 'string'
  let response: Response
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        ...(body !== undefined && !isRaw && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isRaw ? body : JSON.stringify(body) }),
      ...(signal && { signal }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Refused(unreached)
  }
  const text = await response.text()
  const answer: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text
  if (response.ok) return answer as Answer
  const isProblem = typeof answer === 'object' && answer !== null && 'code' in answer
  throw new Refused(
    isProblem
      ? (answer as Problem)
      : { ...unreached, code: 'unknown', status: response.status, title: response.statusText },
  )
}

/** The address of an organisation, with parameters of which those undefined are left out. */
export function addressOf(
  organisation: string,
  path = '',
  parameters: Readonly<Record<string, string | number | boolean | undefined>> = {},
): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) search.set(name, String(value))
  const text = search.toString()
  return `/organisations/${encodeURIComponent(organisation)}${path}${text === '' ? '' : `?${text}`}`
}
