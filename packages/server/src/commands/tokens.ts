import { randomUUIDv7 } from 'node:crypto'
import { mayDo } from '../accounts/actor.ts'
import type { Right } from '../accounts/role.ts'
import { hashSecret } from '../accounts/secret.ts'
import { Failure } from '../errors.ts'
import { tokensOf } from '../store/read/account.ts'
import { revokeToken as end, createToken as write } from '../store/write/account.ts'
import type { Command } from './command.ts'

export type TokenInput = {
  readonly name: string
  readonly scopes: readonly Right[]
  readonly days: number
  /** Of the token shown once; what is kept is this. */
  readonly tokenHash: string
}
export type TokenAnswer = {
  readonly id: string
  readonly name: string
  readonly scopes: readonly Right[]
  readonly expiresAt: string
}

const dayMs = 86_400_000

/** Makes a token that narrows its owner's rights to some, for at most a year. */
export const createToken: Command<TokenInput, TokenAnswer> = {
  kind: 'token-created',
  async run({ tenant, live, actor, at }, { name, scopes, days, tokenHash }) {
    const { userId } = actor
    if (userId === undefined) throw new Failure('forbidden', 'A token belongs to a person.')
    const beyond = scopes.find((scope) => !mayDo(actor, scope))
    if (beyond) throw new Failure('forbidden', `You have no right "${beyond}" yourself.`)
    const tokenId = randomUUIDv7()
    const expiresAt = new Date(at.getTime() + days * dayMs)
    const hash = Buffer.from(tokenHash, 'hex')
    await write(tenant, live.orgId, { tokenId, userId, tokenHash: hash, name, scopes, at, expiresAt })
    const answer = { id: tokenId, name, scopes, expiresAt: expiresAt.toISOString() }
    return { answer, status: 201, payload: { ...answer, userId, tokenHash } }
  },
}

/** Ends a token at once. */
export const revokeToken: Command<{ readonly id: string }, { readonly id: string }> = {
  kind: 'token-revoked',
  async run({ tenant, live, actor, at }, { id }) {
    const tokens = await tokensOf(tenant, live.orgId)
    const isOwn = tokens.some(({ tokenId, userId }) => tokenId === id && userId === actor.userId)
    if (!isOwn && !mayDo(actor, 'manage-members')) throw new Failure('not-found')
    if (!(await end(tenant, live.orgId, id, at))) throw new Failure('not-found')
    return { answer: { id }, payload: { id } }
  },
}

/** The hash of a token as commands are given it. */
export function tokenHashOf(token: string): string {
  return hashSecret(token).toString('hex')
}
