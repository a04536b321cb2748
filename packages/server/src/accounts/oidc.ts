import * as client from 'openid-client'
import { Failure } from '../errors.ts'

/** A provider of identities that people may sign in by, registered with it as a confidential client. */
export type OidcConfig = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The address of this server as browsers see it. */
  readonly publicUrl: string
}

/** What a sign-in on its way must bring back; kept by the browser, unseen by scripts. */
export type Pending = { readonly state: string; readonly nonce: string; readonly verifier: string }

/** Who the provider says somebody is. The key is issuer and subject; the e-mail address is for display. */
export type Identity = {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly name: string | undefined
}

const scope = 'openid email profile'
export const callbackPath = '/api/v1/oidc/callback'

/** Sign-in by OpenID Connect: authorization code with PKCE, state and nonce. */
export class Oidc {
  readonly #config: OidcConfig
  #found: Promise<client.Configuration> | undefined

  constructor(config: OidcConfig) {
    this.#config = config
  }

  /** Where to send the browser, and what it is to bring back. */
  async begin(): Promise<{ readonly url: string; readonly pending: Pending }> {
    const pending = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    }
    const url = client.buildAuthorizationUrl(await this.#configuration(), {
      redirect_uri: this.#config.publicUrl + callbackPath,
      scope,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: 'S256',
    })
    return { url: url.href, pending }
  }

  /** Who came back; throws `wrong-credentials` for an answer that is not the provider's own, for this sign-in, in time. */
  async finish(query: string, { state, nonce, verifier }: Pending): Promise<Identity> {
    const configuration = await this.#configuration()
    const answer = new URL(this.#config.publicUrl + callbackPath + query)
    try {
      const tokens = await client.authorizationCodeGrant(configuration, answer, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (!claims) throw new Error('no identity')
      const { iss: issuer, sub: subject, email, name } = claims
      return { issuer, subject, email: textOf(email), name: textOf(name) }
    } catch {
      throw new Failure(
        'wrong-credentials',
        'The identity provider did not confirm this sign-in. Begin again.',
      )
    }
  }

  /** Found once; asked for again where the provider was away. */
  #configuration(): Promise<client.Configuration> {
    this.#found ??= this.#discover().catch((error: unknown) => {
      this.#found = undefined
      throw error
    })
    return this.#found
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#config
    const address = new URL(issuer)
    const isLocal =
      address.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(address.hostname)
    try {
      return await client.discovery(address, clientId, clientSecret, undefined, {
        // The signature of an identity is checked even though it came straight from the provider.
        execute: [client.enableNonRepudiationChecks, ...(isLocal ? [client.allowInsecureRequests] : [])],
        timeout: 10,
      })
    } catch (error) {
      throw new Failure(
        'not-ready',
        `The identity provider ${issuer} cannot be used: ${(error as Error).message}.`,
      )
    }
  }
}

function textOf(claim: unknown): string | undefined {
  return typeof claim === 'string' && claim !== '' ? claim.slice(0, 254) : undefined
}
