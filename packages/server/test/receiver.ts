import { createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import type { IncomingHttpHeaders } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll } from 'vitest'

export type Received = { readonly headers: IncomingHttpHeaders; readonly body: string }

/** A receiver of webhooks that answers as told, and keeps what it was sent. */
export class Receiver {
  readonly received: Received[] = []
  readonly host: string
  /** What it answers; 0: nothing. */
  status = 200

  private constructor(host: string) {
    this.host = host
  }

  static async open(): Promise<Receiver> {
    const server = createServer(async (request, response) => {
      receiver.received.push({ headers: request.headers, body: await text(request) })
      if (receiver.status !== 0) response.writeHead(receiver.status, { location: '/elsewhere' }).end()
    })
    await once(server.listen(0, '127.0.0.1'), 'listening')
    afterAll(() => {
      server.closeAllConnections()
      server.close()
    })
    const receiver = new Receiver(`127.0.0.1:${(server.address() as AddressInfo).port}`)
    return receiver
  }

  get url(): string {
    return `http://${this.host}/hook`
  }
}

/** Checks a message as the pages of Standard Webhooks say, with nothing of the sender's code. */
export function isSigned({ headers, body }: Received, secret: string): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  const expected = createHmac('sha256', key).update(signed).digest()
  const [version, signature = ''] = String(headers['webhook-signature']).split(',')
  const given = Buffer.from(signature, 'base64')
  return version === 'v1' && given.length === expected.length && timingSafeEqual(given, expected)
}

/** Asks again until the answer is there; throws with the last one after ten seconds. */
export async function eventually<T>(ask: () => Promise<T> | T, isDone: (answer: T) => boolean): Promise<T> {
  const deadline = Date.now() + 10_000
  for (;;) {
    const answer = await ask()
    if (isDone(answer)) return answer
    if (Date.now() > deadline) throw new Error(`it did not come to it: ${JSON.stringify(answer)}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}
