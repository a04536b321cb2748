import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bin } from '../../cli/test/run.ts'
import { tools } from '../src/mcp/tools.ts'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
let token: string
const path = '/organisations/perlbeck'

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  token = await server.token('perlbeck', ['read'])
})

type Options = ConstructorParameters<typeof Client>[1]

async function overHttp(options?: Options, as = token): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, options)
  const transport = new StreamableHTTPClientTransport(new URL(`${server.running.url}/mcp/perlbeck`), {
    requestInit: { headers: { authorization: `Bearer ${as}` } },
  })
  await client.connect(transport)
  afterAll(() => client.close())
  return client
}

const environment = () => ({
  ...(process.env as Record<string, string>),
  KEELSON_URL: server.running.url,
  KEELSON_ORGANISATION: 'perlbeck',
  KEELSON_TOKEN: token,
})

async function overStdio(): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [bin, 'mcp'], env: environment() }),
  )
  afterAll(() => client.close())
  return client
}

const call = async (client: Client, name: string, given: Record<string, unknown> = {}) => {
  const result = (await client.callTool({ name, arguments: given })) as Loose
  return {
    isError: result.isError ?? false,
    said: result.content[0].text as string,
    data: result.structuredContent,
  }
}

const head = async () => (await server.ask('GET', path)).body.seq

describe.each([
  ['over streamable HTTP', () => overHttp()],
  [
    'over streamable HTTP, where the client would rather speak a later revision',
    () => overHttp({ versionNegotiation: { mode: 'auto' } }),
  ],
  ['over standard input and output', overStdio],
])('the tools %s', (_where, connect) => {
  let client: Client
  beforeAll(async () => {
    client = await connect()
  })

  test('are listed with what they take, and none changes anything', async () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'keelson', version: 'test' })
    expect(client.getInstructions()).toContain('exact')
    const listed = (await client.listTools()).tools
    expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name))
    for (const { inputSchema, annotations } of listed) {
      expect(inputSchema.type).toBe('object')
      expect(annotations?.readOnlyHint).toBe(true)
    }
    await client.ping()
  })

  test('say what the interface says', async () => {
    const read = async (below: string) =>
      (await server.ask('GET', `${path}${below}`, undefined, { token })).body
    expect((await call(client, 'overview')).data).toEqual(await read(''))
    expect((await call(client, 'scorecard', { by: 'department' })).data).toEqual(
      await read('/scorecard?by=department'),
    )
    const report = (await call(client, 'alignment', { severity: 'error', limit: 2 })).data
    expect(report).toEqual(await read('/alignment?severity=error&limit=2'))
    expect(report.findings.length).toBe(2)
    const given = { kind: 'kpi', id: 'brand-awareness', depth: 2 }
    const explained = (await call(client, 'explain', given)).data
    expect(explained).toEqual(await read('/explanation?kind=kpi&id=brand-awareness&depth=2'))
    expect(explained.explanation.children.length).toBeGreaterThan(0)
  })

  test('plan a change of the strategy and write nothing', async () => {
    const before = await head()
    const { data } = await call(client, 'strategy_files')
    expect(data.files.every((file: Loose) => file.text === null)).toBe(true)
    const texts = await Promise.all(
      data.files.map(
        async (file: Loose) => (await call(client, 'strategy_files', { path: file.path })).data.files[0],
      ),
    )
    const file = texts.find((one: Loose) => one.text.includes('brand-awareness:'))
    const files = [{ path: file.path, text: file.text.replace(/^( +)brand-awareness:/m, '$1brand-fame:') }]
    const planned = await call(client, 'plan', { files })
    expect(planned.data.files).toEqual({ added: 0, changed: 1, removed: 0 })
    expect(planned.data.changes.map((change: Loose) => change.id)).toContain('brand-fame')
    const stale = await call(client, 'plan', { files, base: data.base + 1 })
    expect(stale).toMatchObject({ isError: true, said: expect.stringContaining('plan again') })
    expect(await head()).toBe(before)
  })

  test('propose a value and write nothing', async () => {
    const before = await head()
    const { groups, period } = (await call(client, 'scorecard')).data
    const kpi = groups.flatMap((group: Loose) => group.kpis).find((one: Loose) => one.id === 'close-days')
    const given = { measure: kpi.id, period, value: 60 }
    const { data } = await call(client, 'propose_value', given)
    expect(data).toMatchObject({ period, before: kpi.actual, after: 60, refusal: { code: 'forbidden' } })
    const change = data.scores.find((one: Loose) => one.kind === 'kpi' && one.id === kpi.id)
    expect(change.before).toBe(kpi.score)
    expect(change.after).not.toBe(kpi.score)
    expect(data.alignment.before).toBe((await call(client, 'alignment')).data.score)
    expect(await head()).toBe(before)
  })

  test('say what is wrong with what they are given, and how it is mended', async () => {
    const said = async (name: string, given: Record<string, unknown>) => {
      const { isError, said } = await call(client, name, given)
      expect([name, isError]).toEqual([name, true])
      return said
    }
    expect(await said('explain', { kind: 'kpi', id: 'brand-awarenes' })).toContain(
      'did you mean brand-awareness?',
    )
    expect(await said('explain', { kind: 'kpi' })).toContain('Say the id')
    expect(await said('explain', {})).toContain('properties kind')
    expect(await said('scorecard', { by: 'colour' })).toContain('"by" is one of perspective, department')
    expect(await said('scorecard', { colour: 'red' })).toContain('nothing reads "colour"')
    expect(await said('scorecard', { asOf: '2199-01-01' })).toContain('has not come yet')
    expect(await said('strategy_files', { path: '../../etc/passwd' })).toContain('"path"')
    expect(await said('strategy_files', { path: 'none.yaml' })).toContain('no file "none.yaml"')
    expect(await said('propose_value', { measure: 'nowhere', period: '2026-01', value: 1 })).toContain(
      'no measure',
    )
    await expect(client.callTool({ name: 'apply', arguments: {} })).rejects.toThrow(/no tool "apply"/)
  })
})

test('a proposal is what recording the value then does', async () => {
  const writer = await server.token('perlbeck', ['read', 'record-values'])
  const client = await overHttp(undefined, writer)
  const { period } = (await server.ask('GET', path)).body
  const { data } = await call(client, 'propose_value', { measure: 'brand-awareness', period, value: 4 })
  expect(data.refusal).toBeNull()
  const check = await server.ask(
    'PUT',
    `${path}/measures/brand-awareness/values/${period}`,
    { value: 4 },
    { token: writer },
  )
  expect(check.body.value).toBe(data.after)
  expect((await call(client, 'alignment')).data.score).toBe(data.alignment.after)
  const { groups } = (await call(client, 'scorecard', { by: 'department' })).data
  const department = data.scores.find((one: Loose) => one.kind === 'department')
  expect(groups.find(({ id }: Loose) => id === department.id).score.score).toBe(department.after)
  const kpis = groups.flatMap((group: Loose) => group.kpis)
  const proposed = data.scores.find((one: Loose) => one.kind === 'kpi' && one.id === 'brand-awareness')
  expect(kpis.find(({ id }: Loose) => id === 'brand-awareness').score).toBe(proposed.after)
})

describe('the address', () => {
  const post = (
    body: unknown,
    headers: Record<string, string> = { authorization: `Bearer ${token}` },
    slug = 'perlbeck',
  ) =>
    fetch(`${server.running.url}/mcp/${slug}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }

  test('asks for a token of the organisation that holds, and takes no cookie for one', async () => {
    expect((await post(ping)).status).toBe(200)
    const { headers, status } = await post(ping, {})
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect((await post(ping, { cookie: server.cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(401)
    expect((await post(ping, { authorization: 'Bearer kpi_pat_x' })).status).toBe(401)
    expect((await post(ping, undefined, 'elsewhere')).status).toBe(401)
    const other = await server.token('perlbeck', ['record-values'])
    expect((await post(ping, { authorization: `Bearer ${other}` })).status).toBe(403)
  })

  test('answers what is no request with the code of what is wrong', async () => {
    for (const [body, code] of [
      [[ping], -32600],
      ['"ping"', -32600],
      [{ ...ping, id: null }, -32600],
      [{ ...ping, jsonrpc: '1.0' }, -32600],
      [{ ...ping, method: 'toString' }, -32601],
      [{ ...ping, method: 'server/discover' }, -32601],
      [{ ...ping, params: [1] }, -32602],
      [{ ...ping, method: 'tools/call', params: { name: 'overview', arguments: [] } }, -32602],
    ] as const) {
      const response = await post(body)
      expect([body, response.status, ((await response.json()) as Loose).error?.code]).toEqual([
        body,
        200,
        code,
      ])
    }
    expect((await post('{')).status).toBe(400)
    expect(
      (await post(ping, { authorization: `Bearer ${token}`, 'mcp-protocol-version': '1999-01-01' })).status,
    ).toBe(400)
    const noted = await post({ jsonrpc: '2.0', method: 'notifications/initialized' })
    expect([noted.status, await noted.text()]).toEqual([202, ''])
    const stream = await fetch(`${server.running.url}/mcp/perlbeck`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect([stream.status, stream.headers.get('allow')]).toEqual([405, 'POST'])
  })
})

test('keelson mcp answers each line, also where the server does not', async () => {
  const run = async (url: string, lines: readonly string[]) => {
    const child = spawn(process.execPath, [bin, 'mcp'], { env: { ...environment(), KEELSON_URL: url } })
    child.stdin.end(lines.join('\n'))
    const [out] = await Promise.all([text(child.stdout), once(child, 'exit')])
    expect(child.exitCode).toBe(0)
    return out
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line))
  }
  const lines = [
    '{"jsonrpc":"2.0","id":7,"method":"ping"}',
    '',
    '{"jsonrpc":"2.0","method":"notifications/initialized"}',
    '{',
  ]
  const answers = await run(server.running.url, lines)
  expect(answers).toEqual(
    expect.arrayContaining([
      { jsonrpc: '2.0', id: 7, result: {} },
      { jsonrpc: '2.0', id: null, error: { code: -32700, message: expect.any(String) } },
    ]),
  )
  expect(answers.length).toBe(2)
  const [lost] = await run('http://127.0.0.1:1', lines.slice(0, 1))
  expect(lost.error.message).toContain('does not answer')
})
