import Type from 'typebox'
import type { Role } from '../accounts/role.ts'
import { AcceptBody, ClaimBody, Me, SignInBody } from '../api/accounts.ts'
import { refusals } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { claimServer } from '../commands/claim.ts'
import { giveCookie, signedIn, takeCookie } from '../http/access.ts'
import { membershipOf } from '../store/read/account.ts'
import { allOrganisations } from '../store/read/organisation.ts'

const nothing = Type.Object({})

/** The first claim, signing in and out, and who one is. */
export function accountRoutes(app: App, parts: ServerParts): void {
  const { accounts } = parts
  const open = { security: [] }

  app.post(
    '/api/v1/claim',
    {
      schema: {
        ...open,
        summary: 'Makes the first account, with the secret that the server printed',
        body: ClaimBody,
        response: { 201: nothing, ...refusals },
      },
    },
    async ({ body }, reply) => {
      const userId = await claimServer(parts, body)
      giveCookie(reply, await accounts.startSession(userId))
      return reply.code(201).send({})
    },
  )

  app.post(
    '/api/v1/session',
    { schema: { ...open, summary: 'Signs in', body: SignInBody, response: { 200: nothing, ...refusals } } },
    async ({ body: { email, password }, ip }, reply) => {
      giveCookie(reply, await accounts.signIn(email, password, ip))
      return {}
    },
  )

  app.delete(
    '/api/v1/session',
    { schema: { summary: 'Signs out', response: { 200: nothing, ...refusals } } },
    async (request, reply) => {
      await accounts.signOut(await signedIn(parts, request))
      takeCookie(reply)
      return {}
    },
  )

  app.delete(
    '/api/v1/sessions',
    { schema: { summary: 'Signs out everywhere', response: { 200: nothing, ...refusals } } },
    async (request, reply) => {
      await accounts.signOutEverywhere(await signedIn(parts, request))
      takeCookie(reply)
      return {}
    },
  )

  app.post(
    '/api/v1/invitation',
    {
      schema: {
        ...open,
        summary: 'Takes an invitation: sets the password and signs in',
        body: AcceptBody,
        response: { 201: nothing, ...refusals },
      },
    },
    async ({ body: { secret, password } }, reply) => {
      const userId = await accounts.accept(secret, password)
      giveCookie(reply, await accounts.startSession(userId))
      return reply.code(201).send({})
    },
  )

  app.get(
    '/api/v1/session',
    {
      schema: {
        summary: 'Who is signed in, and where they are a member',
        response: { 200: Me, ...refusals },
      },
    },
    async (request) => {
      const { userId, email, name } = await signedIn(parts, request)
      const organisations: { slug: string; roles: Role[]; isDemo: boolean; person: string | null }[] = []
      for (const row of await allOrganisations(parts.database)) {
        const { orgId, slug, isDemo } = row
        const member = await parts.database.inTenant(orgId, (tenant) => membershipOf(tenant, orgId, userId))
        if (member) {
          const person = member.person
          organisations.push({ slug, roles: member.roles as Role[], isDemo, person })
        }
      }
      return { userId, email, name, organisations }
    },
  )
}
