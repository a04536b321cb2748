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
): Promise<Readonly<Record<string, Ask>>> {
  await server.ask('POST', '/organisations', { slug: 'linden' })
  const files = [{ path: 'linden.yaml', text: strategyText }]
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
    const password = 'correct horse battery'
    const accepted = await server.ask('POST', '/invitation', { secret, password }, { cookie: '' })
    const cookie = accepted.headers.getSetCookie()[0]?.split(';')[0] as string
    asks[person] = (method, below, body, headers = {}) =>
      server.ask(method, `${linden}${below}`, body, { cookie, headers })
  }
  return asks
}
