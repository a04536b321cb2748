import Type from 'typebox'
import { mayDo } from '../accounts/actor.ts'
import type { Right, Role } from '../accounts/role.ts'
import { makeToken } from '../accounts/secret.ts'
import {
  InviteBody,
  Invited,
  ListedMember,
  Member,
  MemberBody,
  NewToken,
  Token,
  TokenBody,
} from '../api/accounts.ts'
import { OrganisationParams, refusals, Slug, Uuid } from '../api/common.ts'
import type { App, ServerParts } from '../app.ts'
import { setMember } from '../commands/members.ts'
import { runCommand } from '../commands/run.ts'
import { createToken, revokeToken, tokenHashOf } from '../commands/tokens.ts'
import { Failure } from '../errors.ts'
import { enter, signedIn } from '../http/access.ts'
import { idempotencyKey } from '../http/idempotency.ts'
import { accountsOf, membersOf, tokensOf } from '../store/read/account.ts'

const recentMs = 15 * 60_000
const MemberParams = Type.Object({ organisation: Slug, user: Uuid }, { additionalProperties: false })
const TokenParams = Type.Object({ organisation: Slug, token: Uuid }, { additionalProperties: false })

/** Who is what in an organisation, and the tokens of programs. */
export function memberRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/members',
    {
      schema: {
        summary: 'The members and their roles',
        params: OrganisationParams,
        response: { 200: Type.Array(ListedMember), ...refusals },
      },
    },
    async (request) => {
      const { organisation, actor } = await enter(parts, request, 'read')
      const { orgId } = organisation
      const rows = await parts.database.inTenant(orgId, (tenant) => membersOf(tenant, orgId))
      const ids = mayDo(actor, 'manage-members') ? rows.map(({ userId }) => userId) : []
      const accounts = await accountsOf(parts.database, ids)
      return rows.map((row) => {
        const { name = null, email = null } = accounts.get(row.userId) ?? {}
        return { ...row, roles: row.roles as Role[], name, email }
      })
    },
  )

  app.put(
    '/api/v1/organisations/:organisation/members/:user',
    {
      schema: {
        summary: 'Sets the roles of a member',
        params: MemberParams,
        body: MemberBody,
        response: { 200: Member, ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, 'manage-members')
      await demandRecent(parts, request)
      const { roles, person = null, department = null } = request.body
      const origin = { orgId: organisation.orgId, actor, route: 'member', key: idempotencyKey(request) }
      const input = { userId: request.params.user, roles, person, department }
      const { answer } = await runCommand(parts, origin, setMember, input)
      return { ...answer, roles: [...answer.roles] }
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/members',
    {
      schema: {
        summary: 'Makes somebody a member, and invites who has no account',
        params: OrganisationParams,
        body: InviteBody,
        response: { 201: Invited, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, organisation } = await enter(parts, request, 'manage-members')
      await demandRecent(parts, request)
      const { email, name, roles, person = null, department = null } = request.body
      const invited = await parts.accounts.invite(email, name)
      const origin = { orgId: organisation.orgId, actor, route: 'invite', key: undefined }
      const { answer } = await runCommand(parts, origin, setMember, {
        userId: invited.userId,
        roles,
        person,
        department,
      })
      return reply.code(201).send({ ...answer, roles: [...answer.roles], secret: invited.secret })
    },
  )

  app.get(
    '/api/v1/organisations/:organisation/tokens',
    {
      schema: {
        summary: 'The tokens, without what they say',
        params: OrganisationParams,
        response: { 200: Type.Array(Token), ...refusals },
      },
    },
    async (request) => {
      const { organisation, actor } = await enter(parts, request, 'read')
      const { orgId } = organisation
      const rows = await parts.database.inTenant(orgId, (tenant) => tokensOf(tenant, orgId))
      const isAdministrator = actor.roles.includes('strategy-administrator')
      return rows
        .filter(({ userId }) => isAdministrator || userId === actor.userId)
        .map(({ tokenId, name, scopes, expiresAt, revokedAt }) => ({
          id: tokenId,
          name,
          scopes: scopes as Right[],
          expiresAt: expiresAt.toISOString(),
          isRevoked: revokedAt !== null,
        }))
    },
  )

  app.post(
    '/api/v1/organisations/:organisation/tokens',
    {
      schema: {
        summary: 'Makes a token; it is shown this once',
        params: OrganisationParams,
        body: TokenBody,
        response: { 201: NewToken, ...refusals },
      },
    },
    async (request, reply) => {
      const { actor, organisation } = await enter(parts, request, 'read')
      await demandRecent(parts, request)
      const token = makeToken()
      const origin = { orgId: organisation.orgId, actor, route: 'token', key: undefined }
      const input = { ...request.body, tokenHash: tokenHashOf(token) }
      const { answer } = await runCommand(parts, origin, createToken, input)
      return reply.code(201).send({ ...answer, scopes: [...answer.scopes], isRevoked: false, token })
    },
  )

  app.delete(
    '/api/v1/organisations/:organisation/tokens/:token',
    {
      schema: {
        summary: 'Ends a token at once',
        params: TokenParams,
        response: { 200: Type.Object({ id: Uuid }), ...refusals },
      },
    },
    async (request) => {
      const { actor, organisation } = await enter(parts, request, 'read')
      const origin = { orgId: organisation.orgId, actor, route: 'revoke', key: idempotencyKey(request) }
      const { answer } = await runCommand(parts, origin, revokeToken, { id: request.params.token })
      return answer
    },
  )
}

/** What opens doors for others asks for somebody who signed in within a quarter of an hour, and for no token. */
async function demandRecent(parts: ServerParts, request: Parameters<typeof signedIn>[1]): Promise<void> {
  const { signedInAt } = await signedIn(parts, request)
  if (signedInAt.getTime() + recentMs >= parts.clock()) return
  throw new Failure('sign-in-again')
}
