import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Call, Egress } from '../src/http/egress.ts'
import { call, EgressRefusal, readTarget } from '../src/http/egress.ts'
import { isPublic } from '../src/http/public-address.ts'

let port = 0
const hosts: (string | undefined)[] = []
const server = createServer((request, response) => {
  hosts.push(request.headers.host)
  const { url } = request
  if (url === '/moved') response.writeHead(302, { location: '/' }).end()
  else if (url === '/long') response.end('x'.repeat(1_000_000))
  else if (url === '/slow') response.write('x')
  else response.end('here')
})

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const ask = (egress: Egress, url: string, more: Partial<Call> = {}) =>
  call(egress, {
    url,
    method: 'GET',
    headers: {},
    timeoutMs: 5000,
    mostBytes: 1000,
    signal: new AbortController().signal,
    ...more,
  })
const allowed = (host: string): Egress => ({ allow: [`${host}:${port}`] })

const privateHosts = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '0xa9fea9fe',
  '2852039166',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '%31%32%37.0.0.1',
  '１２７.０.０.１',
  '127。0。0。1',
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[64:ff9b::169.254.169.254]',
  '[2002:7f00:1::]',
  '[2001:0:7f00:1::]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd00:ec2::254]',
  '[fec0::1]',
  '[ff02::1]',
  '[2001:db8::1]',
  '[100::1]',
]

const privateRanges: readonly (readonly [first: number, bits: number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xe0000000, 3],
]

/** The ways to write an IPv4 address that URLs take, and the IPv6 addresses that stand for it. */
function waysToWrite(address: number): string[] {
  const parts = [24, 16, 8, 0].map((shift) => (address >>> shift) & 255)
  const [a, b, c, d] = parts as [number, number, number, number]
  const high = ((a << 8) | b).toString(16)
  const low = ((c << 8) | d).toString(16)
  return [
    parts.join('.'),
    String(address),
    `0x${address.toString(16)}`,
    `0${address.toString(8)}`,
    parts.map((part) => `0x${part.toString(16)}`).join('.'),
    parts.map((part) => `0${part.toString(8)}`).join('.'),
    `${a}.${(b << 16) | (c << 8) | d}`,
    `${a}.0x${b.toString(16)}.${(c << 8) | d}`,
    `[::ffff:${parts.join('.')}]`,
    `[::ffff:${high}:${low}]`,
    `[::${high}:${low}]`,
    `[64:ff9b::${high}:${low}]`,
    `[2002:${high}:${low}::1]`,
  ]
}

describe('an address that is not public', () => {
  test('is refused wherever in its range it lies, in every way to write it', () => {
    const any = fc.tuple(fc.constantFrom(...privateRanges), fc.nat())
    fc.assert(
      fc.property(any, ([[first, bits], random]) => {
        const address = (first | (random & (2 ** (32 - bits) - 1))) >>> 0
        for (const host of waysToWrite(address))
          expect(() => readTarget({ allow: [] }, `https://${host}/`), host).toThrow(EgressRefusal)
      }),
      { numRuns: 500 },
    )
  })

  test.each(privateHosts)('%s is refused however it is written', async (host) => {
    expect(() => readTarget({ allow: [] }, `https://${host}/`)).toThrow(EgressRefusal)
    await expect(ask({ allow: [] }, `https://${host}/`)).rejects.toThrow(/is no public address/)
  })

  test.each(['localhost', 'LOCALHOST', 'localhost.', 'metadata.example'])(
    '%s is refused by what it leads to',
    async (host) => {
      const resolve = async () => [
        { address: '93.184.215.14', family: 4 },
        { address: '169.254.169.254', family: 4 },
      ]
      await expect(ask({ allow: [], resolve }, `https://${host}/`)).rejects.toThrow(
        /leads to 169\.254\.169\.254.*egress-allow/,
      )
    },
  )

  test('is told from a public one', () => {
    for (const address of ['1.1.1.1', '93.184.215.14', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])
      expect([address, isPublic(address)]).toEqual([address, true])
    for (const text of ['', 'localhost', '1.2.3', '::ffff:1.1.1.1', '::ffff:10.0.0.1'])
      expect([text, isPublic(text)]).toEqual([text, false])
  })
})

test.each([
  ['http://example.org/', /plain HTTP/],
  ['https://user@example.org/', /name or password/],
  ['https://example.org:443@127.0.0.1/', /name or password/],
  ['https://:secret@example.org/', /name or password/],
  ['ftp://example.org/', /https:/],
  ['file:///etc/passwd', /https:/],
  ['gopher://example.org/', /https:/],
  ['https://', /https:/],
  ['//example.org/', /https:/],
  ['nowhere', /https:/],
  ['https://[::1', /https:/],
  ['https://exa mple.org/', /https:/],
])('%s is refused before anything is resolved', async (url, why) => {
  const resolve = async () => {
    throw new Error('resolved')
  }
  await expect(ask({ allow: [], resolve }, url)).rejects.toThrow(why)
})

test('what the settings allow is reached, at that port alone', async () => {
  const reply = await ask(allowed('127.0.0.1'), `http://127.0.0.1:${port}/`)
  expect([reply.status, reply.body.toString(), reply.isCut]).toEqual([200, 'here', false])
  await expect(ask({ allow: ['127.0.0.1:1'] }, `http://127.0.0.1:${port}/`)).rejects.toThrow(EgressRefusal)
  await expect(ask({ allow: ['127.0.0.1:1'] }, `http://127.0.0.2:1/`)).rejects.toThrow(EgressRefusal)
})

test('a name is resolved once, and the socket goes to the address that was judged', async () => {
  let asked = 0
  const resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '192.0.2.1', family: 4 }]
  const reply = await ask({ ...allowed('inside.example'), resolve }, `http://inside.example:${port}/`)
  expect(reply.body.toString()).toBe('here')
  expect(asked).toBe(1)
  expect(hosts.at(-1)).toBe(`inside.example:${port}`)
})

test('a redirect is an answer, and is not followed', async () => {
  const before = hosts.length
  const reply = await ask(allowed('127.0.0.1'), `http://127.0.0.1:${port}/moved`)
  expect(reply.status).toBe(302)
  expect(hosts.length).toBe(before + 1)
})

test('no more is read than was asked for, and nothing is waited for longer', async () => {
  const long = await ask(allowed('127.0.0.1'), `http://127.0.0.1:${port}/long`)
  expect([long.body.length, long.isCut]).toEqual([1000, true])
  const slow = ask(allowed('127.0.0.1'), `http://127.0.0.1:${port}/slow`, { timeoutMs: 100 })
  await expect(slow).rejects.toThrow()
  const resolve = () => new Promise<never>(() => {})
  await expect(ask({ allow: [], resolve }, 'https://example.org/', { timeoutMs: 50 })).rejects.toThrow(
    /timeout/,
  )
})

test('a proxy that the environment names is not asked', async () => {
  const program = `
    import { call } from ${JSON.stringify(join(import.meta.dirname, '../src/http/egress.ts'))}
    const { signal } = new AbortController()
    const url = 'http://127.0.0.1:${port}/'
    const asked = { url, method: 'GET', headers: {}, timeoutMs: 5000, mostBytes: 100, signal }
    const { body } = await call({ allow: ['127.0.0.1:${port}'] }, asked)
    process.stdout.write(body)`
  const proxy = 'http://127.0.0.1:1'
  const env = { ...process.env, NODE_USE_ENV_PROXY: '1', HTTP_PROXY: proxy, http_proxy: proxy }
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { env })
  expect(await text(child.stdout)).toBe('here')
})
