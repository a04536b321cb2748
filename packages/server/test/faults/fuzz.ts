import { Agent, request as open } from 'node:http'
import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import fc from 'fast-check'
import { failures } from '../../src/errors.ts'
import { type Route, routesOf, type Schema } from '../routes.ts'
import type { Administrator } from './claim.ts'
import { addressText, printHostile, valuesOf } from './hostile.ts'

export type FuzzPlan = {
  readonly url: string
  readonly administrator: Administrator
  readonly requests: number
  readonly seed: number
  readonly tell?: (done: number) => void
}

export type FuzzReport = {
  readonly seed: number
  readonly requests: number
  readonly statuses: Readonly<Record<string, number>>
  /** Each with the request that shows it. */
  readonly faults: readonly string[]
}

/** A request as it goes over the wire. */
export type Shot = {
  readonly method: string
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  /** Whole, in two parts with a pause, or broken off. */
  readonly delivery?: 'whole' | 'slow' | 'broken'
}

export type Answer = { readonly status: number; readonly type: string; readonly text: string }

const mostFaults = 20
const batch = 500
const atOnce = 8
/** Routes that make much anew, or take long by design. */
const heavy =
  /\/(?:plan|apply|archive|strategy|stream|session|claim|invitation|imports|preview|scorecard\.\w+)$/

/** Sends requests made from the server's own OpenAPI document, sound and hostile, and judges every answer by it. */
export async function fuzzServer({
  url,
  administrator,
  requests,
  seed,
  tell,
}: FuzzPlan): Promise<FuzzReport> {
  const routes = (await routesOf(url)).filter(({ path }) => !path.endsWith('/stream'))
  await administrator.post('/organisations', { slug: 'fuzz-a' })
  const tokens = {
    perlbeck: await administrator.makeToken('perlbeck'),
    'fuzz-a': await administrator.makeToken('fuzz-a'),
  }
  const judge = new Judge(routes)
  const shots = shotsOf(routes, tokens, administrator.cookie)
  const statuses: Record<string, number> = {}
  const faults: string[] = []
  for (let done = 0; done < requests && faults.length < mostFaults; done += batch) {
    const queue = fc.sample(shots, { numRuns: Math.min(batch, requests - done), seed: seed + done })
    const work = async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const answer = await shoot(url, next.shot)
        const status = answer ? String(answer.status) : 'none'
        statuses[status] = (statuses[status] ?? 0) + 1
        const fault = answer && judge.fault(next.route, answer)
        if (fault) faults.push(`${fault}\n    ${show(next.shot)}`)
        if (Object.hasOwn(Object.prototype, 'polluted'))
          faults.push(`the prototype is polluted\n    ${show(next.shot)}`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    tell?.(Math.min(done + batch, requests))
  }
  return { seed, requests, statuses, faults }
}

function show({ method, target, headers, body }: Shot): string {
  const { cookie: _, authorization: __, ...told } = headers
  return `${method} ${target.slice(0, 300)} ${JSON.stringify(told)} ${(body ?? '').slice(0, 500)}`
}

/** Says what is wrong with an answer. */
export class Judge {
  readonly #ajv = new Ajv({ strict: false, allErrors: false })
  readonly #compiled = new Map<Schema, ValidateFunction>()
  readonly #routes: readonly Route[]

  constructor(routes: readonly Route[]) {
    formats.default(this.#ajv)
    this.#routes = routes
  }

  get routes(): readonly Route[] {
    return this.#routes
  }

  fault({ answers, method }: Route, { status, type, text }: Answer): string | undefined {
    if (status === 304) return undefined
    const isProblem = type.startsWith('application/problem+json')
    if (status >= 400) {
      if (!isProblem) return `${status} is no problem+json: ${type} ${text.slice(0, 200)}`
      const { code, status: told } = JSON.parse(text) as { code: keyof typeof failures; status: number }
      if (!Object.hasOwn(failures, code)) return `${status} has the unknown code ${code}`
      if (failures[code][0] !== status || told !== status) return `${code} came with ${status}`
      if (status >= 500 && status !== 503) return `${status} ${code}`
    }
    if (answers.size === 0 || method === 'HEAD') return undefined
    const contents = answers.get(String(status)) ?? answers.get(`${Math.floor(status / 100)}XX`)
    if (!contents) return status >= 400 ? undefined : `${status} is no answer that the document tells of`
    const schema = contents.get('application/json')
    if (!schema) return undefined
    const validate = this.#validate(schema)
    if (validate(JSON.parse(text))) return undefined
    return `${status} is off its schema: ${this.#ajv.errorsText(validate.errors)} ${text.slice(0, 200)}`
  }

  #validate(schema: Schema): ValidateFunction {
    const known = this.#compiled.get(schema) ?? this.#ajv.compile(schema)
    this.#compiled.set(schema, known)
    return known
  }
}

type Tokens = Readonly<Record<'perlbeck' | 'fuzz-a', string>>

function shotsOf(
  routes: readonly Route[],
  tokens: Tokens,
  cookie: string,
): fc.Arbitrary<{ readonly route: Route; readonly shot: Shot }> {
  return fc.oneof(
    ...routes.map((route) => ({
      weight: heavy.test(route.path) ? 1 : 8,
      arbitrary: shotOf(route, tokens, cookie).map((shot) => ({ route, shot })),
    })),
  )
}

function shotOf(route: Route, tokens: Tokens, cookie: string): fc.Arbitrary<Shot> {
  const { method, path, parameters, bodies } = route
  // Signing out would leave the rest of the requests with nobody.
  const mayEnd = method === 'DELETE' && /\/sessions?$/.test(path)
  const organisation = fc.oneof(
    { weight: 14, arbitrary: fc.constant('perlbeck') },
    { weight: 4, arbitrary: fc.constant('fuzz-a') },
    { weight: 1, arbitrary: valuesOf({ type: 'string' }) },
  )
  const places = fc.tuple(
    ...parameters
      .filter(({ in: where }) => where === 'path')
      .map(({ name, schema }) =>
        (name === 'organisation' ? organisation : valuesOf(schema, name)).map(
          (value) => [name, value] as const,
        ),
      ),
  )
  const queries = fc.tuple(
    ...parameters
      .filter(({ in: where }) => where === 'query')
      .map(({ name, schema }) => fc.option(valuesOf(schema, name).map((value) => [name, value] as const))),
    fc.oneof(
      { weight: 30, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constant(['unknown', '1'] as const) },
    ),
  )
  const asker = fc.constantFrom(
    ...Array(14).fill('token'),
    ...(mayEnd ? [] : ['person', 'person', 'person']),
    'nobody',
    'wrong',
  )
  const body = bodyOf(bodies)
  const delivery = fc.constantFrom<Shot['delivery'][]>(...Array(60).fill('whole'), 'slow', 'broken')
  return fc.record({ places, queries, asker, body, delivery, more: headers }).map((made) => {
    const at = Object.fromEntries(made.places)
    const text = (value: unknown) => encode(addressText(value))
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => text(at[name]))
    const query = made.queries.flatMap((one) => (one ? [`${one[0]}=${text(one[1])}`] : [])).join('&')
    const token = at.organisation === 'fuzz-a' ? tokens['fuzz-a'] : tokens.perlbeck
    const asking: Record<string, Record<string, string>> = {
      token: { authorization: `Bearer ${token}` },
      person: { cookie, 'sec-fetch-site': 'same-origin' },
      nobody: { 'sec-fetch-site': 'none' },
      wrong: { authorization: 'Bearer kpi_pat_0000000000000000000000000000000000000000000000000' },
    }
    return {
      method,
      target: query === '' ? filled : `${filled}?${query}`,
      headers: {
        ...made.more,
        ...asking[made.asker as string],
        ...(made.body && { 'content-type': made.body.type }),
      },
      body: made.body?.text,
      delivery: made.delivery as NonNullable<Shot['delivery']>,
    }
  })
}

/** Percent-encoded as UTF-8; a lone surrogate as the bytes that no UTF-8 has. */
function encode(text: string): string {
  return text.isWellFormed() ? encodeURIComponent(text) : '%ED%A0%80'
}

const headers: fc.Arbitrary<Record<string, string>> = fc
  .tuple(
    fc.option(fc.constantFrom('k-1', 'k-2', '', ' ', 'x'.repeat(201), 'ä'), { freq: 4 }),
    fc.option(fc.constantFrom('""', '"1.0"', '*', 'W/"1"', '"__proto__"'), { freq: 10 }),
    fc.option(fc.constantFrom('"0-x"', '*', ''), { freq: 20 }),
  )
  .map(([key, match, none]) => ({
    ...(key !== null && { 'idempotency-key': key }),
    ...(match !== null && { 'if-match': match }),
    ...(none !== null && { 'if-none-match': none }),
  }))

type Body = { readonly type: string; readonly text: string } | undefined

function bodyOf(bodies: Route['bodies']): fc.Arbitrary<Body> {
  const [first] = bodies.values()
  const nothing = fc.constant<Body>(undefined)
  if (!first) return fc.oneof({ weight: 12, arbitrary: nothing }, { weight: 1, arbitrary: broken })
  const sound = fc.constantFrom(...bodies).chain(([type, schema]) => {
    if (type === 'text/csv') return tables.map((text) => ({ type, text }))
    return valuesOf(schema).map((value) => ({ type, text: printAs(type, value) }))
  })
  return fc.oneof(
    { weight: 20, arbitrary: sound },
    { weight: 1, arbitrary: nothing },
    { weight: 2, arbitrary: broken },
  )
}

function printAs(type: string, value: unknown): string {
  const rows = (value as { values?: unknown } | null)?.values
  if (type !== 'application/x-ndjson' || !Array.isArray(rows)) return printHostile(value)
  return rows.map(printHostile).join('\n')
}

const tables = fc.constantFrom(
  'measure,period,value\nbrand-awareness,2026-08,30\n',
  'measure,period,value,note\nbrand-awareness,2026-08,31,"a\u0000b"\n',
  'measure,2026-07,2026-08\nbrand-awareness,1,2\n',
  'measure,period,value\nbrand-awareness,2026-08\n"unclosed',
  '__proto__,constructor\n1,2\n',
  'measure,period,value,__proto__\nbrand-awareness,2026-08,32,x\n',
  'measure,measure,period,value\na,b,2026-08,1\n',
  '',
  '\u0000',
)

const broken: fc.Arbitrary<Body> = fc.constantFrom(
  { type: 'application/json', text: '' },
  { type: 'application/json', text: '{' },
  { type: 'application/json', text: 'null' },
  { type: 'application/json', text: '[]' },
  { type: 'application/json', text: '"text"' },
  { type: 'application/json', text: '['.repeat(10_000) },
  { type: 'application/json', text: '{"__proto__":{"polluted":true}}' },
  { type: 'application/json', text: '\u0000' },
  { type: 'application/json; charset=utf-16', text: '{}' },
  { type: 'application/x-www-form-urlencoded', text: 'a=b' },
  { type: 'multipart/form-data', text: '--x' },
  { type: 'text/plain', text: 'text' },
  { type: 'application/xml', text: '<a/>' },
  { type: 'nonsense', text: 'x' },
  { type: 'application/json', text: `"${'x'.repeat(1_100_000)}"` },
)

const agent = new Agent({ keepAlive: true, maxSockets: atOnce })

/** Sends one request; undefined where it was broken off. */
export function shoot(
  url: string,
  { method, target, headers, body, delivery }: Shot,
): Promise<Answer | undefined> {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(body)
    const length = bytes && { 'content-length': String(bytes.length) }
    const safe = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Buffer.from(value).toString('latin1')]),
    )
    const request = open(url + target, { method, agent, headers: { ...safe, ...length } }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part) => parts.push(part))
      response.on('error', () => resolve(undefined))
      response.on('end', () =>
        resolve({
          status: response.statusCode as number,
          type: response.headers['content-type'] ?? '',
          text: Buffer.concat(parts).toString(),
        }),
      )
    })
    // A server that refuses a body while it is still being sent closes the connection.
    request.on('error', (error: NodeJS.ErrnoException) =>
      delivery === 'broken' || ['ECONNRESET', 'EPIPE'].includes(error.code ?? '')
        ? resolve(undefined)
        : reject(error),
    )
    if (!bytes || delivery === 'whole' || delivery === undefined || bytes.length < 2) request.end(bytes)
    else {
      request.write(bytes.subarray(0, bytes.length >> 1))
      setTimeout(() => {
        if (delivery === 'broken') request.destroy()
        else request.end(bytes.subarray(bytes.length >> 1))
      }, 30)
    }
  })
}
