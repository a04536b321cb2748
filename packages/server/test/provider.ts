import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { afterAll } from 'vitest'

type Body = { readonly claims: JWTPayload; readonly sign?: (claims: JWTPayload) => Promise<string> }

/** A provider of identities that says whatever a test wants it to say: each code stands for one answer. */
export class LyingProvider {
  readonly issuer: string
  readonly #answers: Map<string, Body>
  readonly #key: CryptoKey

  private constructor(issuer: string, answers: Map<string, Body>, key: CryptoKey) {
    this.issuer = issuer
    this.#answers = answers
    this.#key = key
  }

  static async start(): Promise<LyingProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256')
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
    const answers = new Map<string, Body>()
    let provider: LyingProvider
    const server = createServer(async (request, response) => {
      const json = (value: unknown) =>
        response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
      if (request.url === '/.well-known/openid-configuration') {
        const { issuer } = provider
        json({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/keys`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
        })
      } else if (request.url === '/keys') json({ keys: [jwk] })
      else {
        let body = ''
        for await (const part of request) body += part
        const answer = answers.get(new URLSearchParams(body).get('code') ?? '')
        if (!answer) response.statusCode = 400
        const sign = answer?.sign ?? ((claims: JWTPayload) => provider.sign(claims))
        json(
          answer
            ? { access_token: 'a', token_type: 'Bearer', id_token: await sign(answer.claims) }
            : { error: 'invalid_grant' },
        )
      }
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    afterAll(() => server.close())
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    provider = new LyingProvider(issuer, answers, privateKey)
    return provider
  }

  /** What the code will be exchanged for. */
  says(code: string, answer: Body): void {
    this.#answers.set(code, answer)
  }

  sign(
    claims: JWTPayload,
    kid = 'one',
    key: CryptoKey | Uint8Array = this.#key,
    alg = 'RS256',
  ): Promise<string> {
    return new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key)
  }
}
