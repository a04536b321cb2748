import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'

export const token: Command = {
  usage: 'list | revoke <id>',
  about:
    'Lists the tokens of the organisation that are yours, or ends one at once. keelson login makes them.',
  arguments: { sort: ['list', 'revoke'], most: 2 },
  options: remoteOptions,
  run: runToken,
}

type Token = { id: string; name: string; scopes: readonly string[]; expiresAt: string; isRevoked: boolean }

async function runToken(context: Context): Promise<Exit> {
  const [verb, id] = context.args
  const client = new Client(readCredentials(context))
  if (verb === 'list') {
    for (const one of await client.json<readonly Token[]>('/tokens')) {
      const state = one.isRevoked ? 'ended' : `until ${one.expiresAt.slice(0, 10)}`
      context.out(`${one.id}  ${state}  ${one.name}  ${one.scopes.join(', ')}\n`)
    }
    return 0
  }
  if (verb !== 'revoke' || id === undefined) throw new Refusal('say list, or revoke and the id of a token.')
  await client.json(`/tokens/${encodeURIComponent(id)}`, { method: 'DELETE' })
  context.out(`The token ${id} has ended.\n`)
  return 0
}
