import { expect } from 'vitest'
import { strategyText } from '../../core/test/catchball/table.ts'
import type { Loose } from './loose.ts'
import type { Answer, TestServer } from './server.ts'

export const linden = '/organisations/linden'

export type Ask = <T = Loose>(
  method: string,
  below: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<T>>

/** Linden on a server, and its people, each signed in and able to ask. */
export async function foundLinden(
  server: TestServer,
  people: readonly string[],
  text = strategyText,
): Promise<Readonly<Record<string, Ask>>> {
  await server.ask('POST', '/organisations', { slug: 'linden' })
  const files = [{ path: 'linden.yaml', text }]
  const applied = await server.ask('POST', `${linden}/strategy/apply`, { base: 0, files, whole: true })
  expect(applied.status).toBe(200)
  const asks: Record<string, Ask> = {}
  for (const person of people) {
    const invited = await server.ask('POST', `${linden}/members`, {
      email: `${person}@example.org`,
      name: person,
      roles: ['department-head'],
      person,
    })
    const { secret } = invited.body
    const accepted = await server.ask('POST', '/invitation', { secret, password }, { cookie: '' })
    asks[person] = asking(server, accepted)
  }
  return asks
}

const password = 'correct horse battery'

/** Somebody of Linden, signed in anew. */
export async function signIn(server: TestServer, person: string): Promise<Ask> {
  const session = { email: `${person}@example.org`, password }
  return asking(server, await server.ask('POST', '/session', session, { cookie: '' }))
}

function asking(server: TestServer, signedIn: Answer<Loose>): Ask {
  const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] as string
  return (method, below, body, headers = {}) =>
    server.ask(method, `${linden}${below}`, body, { cookie, headers })
}
