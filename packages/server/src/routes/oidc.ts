import type { FastifyRequest } from 'fastify'
import type { Oidc, Pending } from '../accounts/oidc.ts'
import { callbackPath } from '../accounts/oidc.ts'
import type { App, ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import { cookieName, giveCookie } from '../http/access.ts'

const pendingName = '__Host-oidc'
const rules = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const
const pendingSeconds = 600

/** Sign-in by the organisation's own identity provider. */
export function oidcRoutes(app: App, { accounts }: ServerParts, oidc: Oidc): void {
  app.get('/api/v1/oidc/start', { schema: { hide: true } }, async (_request, reply) => {
    const { url, pending } = await oidc.begin()
    const value = Buffer.from(JSON.stringify(pending)).toString('base64url')
    reply.setCookie(pendingName, value, { ...rules, maxAge: pendingSeconds })
    return reply.redirect(url, 302)
  })

  app.get(callbackPath, { schema: { hide: true } }, async (request, reply) => {
    const pending = pendingOf(request)
    reply.clearCookie(pendingName, rules)
    const query = request.url.slice(request.url.indexOf('?'))
    const identity = await oidc.finish(query, pending)
    // Whoever is signed in already links the identity to their account.
    giveCookie(reply, await accounts.signInBy(identity, request.cookies[cookieName]))
    return reply.redirect('/', 302)
  })
}

function pendingOf({ cookies }: FastifyRequest): Pending {
  try {
    const pending = JSON.parse(Buffer.from(cookies[pendingName] ?? '', 'base64url').toString()) as Pending
    if (
      [pending.state, pending.nonce, pending.verifier].every((one) => typeof one === 'string' && one !== '')
    )
      return pending
  } catch {}
  throw new Failure('wrong-credentials', 'This sign-in was not begun here, or took too long. Begin again.')
}
