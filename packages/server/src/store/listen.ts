import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

const againMs = 500

/**
 * Calls back with the texts sent to a channel, on one connection of its own, until closed. A connection that is lost is
 * made again, one attempt after the other; what was said while nobody listened is asked for by calling back with ''.
 */
export async function listen(
  url: string,
  channel: string,
  hear: (text: string) => void,
): Promise<() => Promise<void>> {
  const closing = new AbortController()
  let client = await connect(url, channel, hear)
  const follow = (): void => {
    client.once('end', async () => {
      const next = await connectAgain(closing.signal, () => connect(url, channel, hear))
      if (!next) return
      client = next
      follow()
      hear('')
    })
  }
  follow()
  hear('')
  return async () => {
    closing.abort()
    await client.end()
  }
}

async function connect(url: string, channel: string, hear: (text: string) => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'keelson listen' })
  client.on('notification', ({ payload }) => hear(payload ?? ''))
  // The end that follows says all there is to say.
  client.on('error', () => {})
  await client.connect()
  await client.query(`listen ${pg.escapeIdentifier(channel)}`)
  return client
}

/** Undefined where it was closed meanwhile. */
async function connectAgain(
  closing: AbortSignal,
  attempt: () => Promise<pg.Client>,
): Promise<pg.Client | undefined> {
  while (!closing.aborted) {
    try {
      const client = await attempt()
      if (!closing.aborted) return client
      await client.end()
    } catch {
      await sleep(againMs, undefined, { signal: closing }).catch(() => {})
    }
  }
  return undefined
}
