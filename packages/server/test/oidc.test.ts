import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { generateKeyPair, type JWTPayload } from 'jose'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LyingProvider } from './provider.ts'
import { TestServer } from './server.ts'

/** A browser that follows redirects by hand, with the cookies of each site. */
class Browser {
  readonly #jars = new Map<string, Map<string, string>>()

  async go(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const jar = this.#jars.get(host) ?? new Map<string, string>()
    this.#jars.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { ...(init.headers as object), cookie },
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  async follow(
    url: string,
    init: RequestInit = {},
  ): Promise<{ readonly url: string; readonly response: Response }> {
    let at = url
    let response = await this.go(at, init)
    for (let steps = 0; response.headers.has('location') && steps < 12; steps++) {
      at = new URL(response.headers.get('location') as string, at).href
      response = await this.go(at)
    }
    return { url: at, response }
  }

  cookie(url: string, name: string): string | undefined {
    return this.#jars.get(new URL(url).host)?.get(name)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => probe.once('listening', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

const client = { clientId: 'keelson', clientSecret: 'a-secret-of-the-client' }

async function serve(issuer: string): Promise<TestServer> {
  const port = await freePort()
  return TestServer.start({ port, oidc: { issuer, publicUrl: `http://127.0.0.1:${port}`, ...client } })
}

describe('sign-in by a real provider [S4]', () => {
  let server: TestServer
  let issuer: string

  beforeAll(async () => {
    const port = await freePort()
    issuer = `http://127.0.0.1:${port}`
    server = await serve(issuer)
    const provider = new Provider(issuer, {
      clients: [
        {
          client_id: client.clientId,
          client_secret: client.clientSecret,
          redirect_uris: [`${server.running.url}/api/v1/oidc/callback`],
        },
      ],
      pkce: { required: () => true },
      claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['a key of the test'] },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: async () => ({ sub: id, email: `${id}@example.org`, name: id }),
      }),
    })
    const listening = provider.listen(port, '127.0.0.1')
    await new Promise((resolve) => listening.once('listening', resolve))
    afterAll(() => listening.close())
  })

  const signIn = async (browser: Browser, login: string) => {
    const form = (fields: Record<string, string>) => ({
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    const asked = await browser.follow(`${server.running.url}/api/v1/oidc/start`)
    const consent = await browser.follow(asked.url, form({ prompt: 'login', login, password: 'any' }))
    return browser.follow(consent.url, form({ prompt: 'consent' }))
  }

  test('makes an account that is a member of nothing, until it is invited', async () => {
    await server.claim()
    const browser = new Browser()
    const { url } = await signIn(browser, 'lea')
    expect(url).toBe(`${server.running.url}/`)
    const cookie = `__Host-sid=${browser.cookie(server.running.url, '__Host-sid')}`
    const me = await server.ask('GET', '/session', undefined, { cookie })
    expect(me.body).toMatchObject({ email: 'lea@example.org', organisations: [] })
    expect((await server.ask('GET', '/organisations/perlbeck', undefined, { cookie })).status).toBe(404)
    const invited = await server.ask('POST', '/organisations/perlbeck/members', {
      email: 'lea@example.org',
      name: 'Lea',
      roles: ['viewer'],
    })
    expect(invited.body).toMatchObject({ userId: me.body.userId, secret: null })
    expect((await server.ask('GET', '/organisations/perlbeck', undefined, { cookie })).status).toBe(200)
    const again = new Browser()
    await signIn(again, 'lea')
    const other = `__Host-sid=${again.cookie(server.running.url, '__Host-sid')}`
    expect((await server.ask('GET', '/session', undefined, { cookie: other })).body.userId).toBe(
      me.body.userId,
    )
  })

  test('never takes an account over by its e-mail address', async () => {
    const browser = new Browser()
    const { response } = await signIn(browser, 'ada')
    expect(response.status).toBe(409)
    expect(browser.cookie(server.running.url, '__Host-sid')).toBe(undefined)
  })
})

describe('a provider that lies [S4]', () => {
  let server: TestServer
  let provider: LyingProvider
  const now = () => Math.floor(Date.now() / 1000)

  beforeAll(async () => {
    provider = await LyingProvider.start()
    server = await serve(provider.issuer)
  })

  type Sign = (claims: JWTPayload) => Promise<string>
  type Changes = {
    readonly claims?: JWTPayload
    readonly sign?: Sign
    readonly query?: Record<string, string | null>
  }

  /** Goes through a sign-in in which the provider answers with these claims, changed or signed otherwise. */
  const attempt = async (code: string, { claims = {}, sign, query = {} }: Changes): Promise<Response> => {
    const browser = new Browser()
    const start = await browser.go(`${server.running.url}/api/v1/oidc/start`)
    const sent = new URL(start.headers.get('location') as string).searchParams
    const whole = {
      iss: provider.issuer,
      aud: client.clientId,
      sub: 'eve',
      nonce: sent.get('nonce') as string,
      iat: now(),
      exp: now() + 300,
      ...claims,
    }
    const kept = Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined))
    provider.says(code, { claims: kept, ...(sign && { sign }) })
    const answer = new URL(`${server.running.url}/api/v1/oidc/callback`)
    for (const [name, value] of Object.entries({ code, state: sent.get('state'), ...query })) {
      if (value !== null) answer.searchParams.set(name, value)
    }
    return browser.go(answer.href)
  }

  test('is believed where it says the truth', async () => {
    expect((await attempt('truth', {})).status).toBe(302)
  })

  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const unsigned = async (claims: JWTPayload) => `${part({ alg: 'none' })}.${part(claims)}.`
  const lies: Readonly<Record<string, Changes>> = {
    'another audience': { claims: { aud: 'somebody-else' } },
    'more than one audience, not authorised': { claims: { aud: ['keelson', 'other'], azp: 'other' } },
    'no audience': { claims: { aud: undefined } as unknown as JWTPayload },
    'another issuer': { claims: { iss: 'https://other.example' } },
    'no issuer': { claims: { iss: undefined } as unknown as JWTPayload },
    'an issuer with a slash more': {
      sign: async (claims) => provider.sign({ ...claims, iss: `${provider.issuer}/` }),
    },
    'another nonce': { claims: { nonce: 'guessed' } },
    'no nonce': { claims: { nonce: undefined } },
    'an empty nonce': { claims: { nonce: '' } },
    'a token that expired': { claims: { exp: 1_700_000_000 } },
    'a token without an end': { claims: { exp: undefined } as unknown as JWTPayload },
    'an end that is a text': { claims: { exp: '9999999999' as unknown as number } },
    'a token of the future': { claims: { nbf: 4_000_000_000 } },
    'no time of issue': { claims: { iat: undefined } as unknown as JWTPayload },
    'no subject': { claims: { sub: undefined } as unknown as JWTPayload },
    'no signature': { sign: unsigned },
    'no signature, and the signed name': {
      sign: async (claims) => `${part({ alg: 'NONE', kid: 'one' })}.${part(claims)}.`,
    },
    'a key of its own': {
      sign: async (claims) => provider.sign(claims, 'one', (await generateKeyPair('RS256')).privateKey),
    },
    'a key that is not published': {
      sign: async (claims) => provider.sign(claims, 'two', (await generateKeyPair('RS256')).privateKey),
    },
    'the secret of the client as key': {
      sign: async (claims) =>
        provider.sign(claims, 'one', new TextEncoder().encode(client.clientSecret.padEnd(64, 'x')), 'HS256'),
    },
    'claims changed after signing': {
      sign: async (claims) => {
        const [head, , signature] = (await provider.sign(claims)).split('.')
        return `${head}.${part({ ...claims, sub: 'ada' })}.${signature}`
      },
    },
    'no token at all': { sign: async () => '' },
    'a text that is no token': { sign: async () => 'a.b.c' },
    'another state': { query: { state: 'guessed' } },
    'no state': { query: { state: null } },
    'another issuer in the address': { query: { iss: 'https://other.example' } },
    'an error': { query: { error: 'access_denied' } },
  }

  test.each(Object.entries(lies))('is refused with %s', async (name, lie) => {
    const response = await attempt(`code ${name}`, lie)
    expect(response.status).toBe(401)
    expect(response.headers.getSetCookie().some((line) => line.startsWith('__Host-sid='))).toBe(false)
  })

  test('is refused where the sign-in was begun in another browser', async () => {
    const { status } = await fetch(`${server.running.url}/api/v1/oidc/callback?code=truth&state=x`, {
      redirect: 'manual',
    })
    expect(status).toBe(401)
  })
})
