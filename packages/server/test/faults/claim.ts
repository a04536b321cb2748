import { setTimeout as sleep } from 'node:timers/promises'
import { rights } from '../../src/accounts/role.ts'
import type { Loose } from '../loose.ts'

/** The administrator of a server, and how it is asked in their name. */
export type Administrator = {
  readonly cookie: string
  post(path: string, body: unknown): Promise<Loose>
  /** A token of an organisation with every right. */
  makeToken(organisation: string): Promise<string>
}

/** Makes the administrator of a server that has none yet. */
export async function claim(url: string, secret: string): Promise<Administrator> {
  let cookie = ''
  const send = async (path: string, body: unknown): Promise<Response> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', cookie },
      body: JSON.stringify(body),
    })
    if (response.status === 503) {
      await sleep(500)
      return send(path, body)
    }
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const person = { email: 'ada@example.org', name: 'Ada', password: 'correct horse battery' }
  const { headers } = await send('/claim', { secret, ...person })
  cookie = headers.getSetCookie()[0]?.split(';')[0] as string
  const post = async (path: string, body: unknown) => (await send(path, body)).json()
  return {
    cookie,
    post,
    async makeToken(organisation) {
      const made = (await post(`/organisations/${organisation}/tokens`, {
        name: 'test',
        scopes: rights,
        days: 9,
      })) as {
        token: string
      }
      return made.token
    },
  }
}
