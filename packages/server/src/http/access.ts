import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedIn } from '../accounts/accounts.ts'
import type { Actor } from '../accounts/actor.ts'
import { demand } from '../accounts/actor.ts'
import { bearerOf, memberOf } from '../accounts/entry.ts'
import type { Right } from '../accounts/role.ts'
import type { ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { OrganisationRow } from '../store/read/organisation.ts'

export const cookieName = '__Host-sid'
const cookieRules = { path: '/', secure: true, httpOnly: true, sameSite: 'lax' } as const
const weekSeconds = 7 * 24 * 3600

/** Hands the session's secret to the browser. */
export function giveCookie(reply: FastifyReply, secret: string): void {
  reply.setCookie(cookieName, secret, { ...cookieRules, maxAge: weekSeconds })
}

export function takeCookie(reply: FastifyReply): void {
  reply.clearCookie(cookieName, cookieRules)
}

/** Who is signed in; throws `unauthenticated` where nobody is. */
export async function signedIn({ accounts }: ServerParts, request: FastifyRequest): Promise<SignedIn> {
  const secret = request.cookies[cookieName]
  const person = secret === undefined ? undefined : await accounts.signedIn(secret)
  if (!person) throw new Failure('unauthenticated')
  return person
}

/** Who asks, and of which organisation. */
export type Access = {
  readonly organisation: OrganisationRow
  readonly actor: Actor
  readonly live: LiveOrganisation
}

/**
 * Lets a request into the organisation of its address. Whoever is no member is told that there is nothing, as for an
 * organisation that does not exist; a member without the right is told so.
 */
export async function enter(parts: ServerParts, request: FastifyRequest, right: Right): Promise<Access> {
  const { organisation: slug } = request.params as { organisation: string }
  const token = tokenIn(request)
  const person = token === undefined ? await signedIn(parts, request) : undefined
  const organisation = await parts.registry.find(slug)
  if (!organisation) throw new Failure(person ? 'not-found' : 'unauthenticated')
  const live = await parts.registry.get(organisation.orgId)
  const actor = person ? memberOf(live, person.userId) : bearerOf(live, token as string, parts.clock())
  if (!actor) throw new Failure(person ? 'not-found' : 'unauthenticated')
  demand(actor, right)
  return { organisation, actor, live }
}

function tokenIn({ headers }: FastifyRequest): string | undefined {
  const { authorization } = headers
  if (authorization === undefined) return undefined
  const token = /^Bearer ([!-~]+)$/i.exec(authorization)?.[1]
  if (token === undefined) throw new Failure('unauthenticated')
  return token
}
