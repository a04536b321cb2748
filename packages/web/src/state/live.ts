import type { QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'

/** Whether what is shown is current, and since when it is not. */
export type Connection =
  | { readonly kind: 'live' }
  | { readonly kind: 'connecting' }
  | { readonly kind: 'lost'; readonly since: number }

const renewMs = 250
let connection: Connection = { kind: 'connecting' }
const hearers = new Set<() => void>()

function become(next: Connection): void {
  if (next.kind === connection.kind) return
  connection = next
  for (const hear of hearers) hear()
}

/** How the page stands to the server. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    (hear) => {
      hearers.add(hear)
      return () => hearers.delete(hear)
    },
    () => connection,
  )
}

type Told = 'open' | 'lost' | 'changed' | 'inbox'

/**
 * Renews what is shown whenever the organisation changes. Of all tabs one holds the stream, since a browser opens few
 * connections to a server; it tells the others, and when it closes another takes its place. Whoever (re)connects renews
 * everything, so that a cut leaves no gap.
 */
export function followOrganisation(organisation: string, client: QueryClient): () => void {
  const ended = new AbortController()
  const channel = new BroadcastChannel(`keelson ${organisation}`)
  let timer: ReturnType<typeof setTimeout> | undefined
  const renew = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      client.invalidateQueries({ queryKey: ['of', organisation] })
    }, renewMs)
  }
  const hear = (told: Told) => {
    if (told === 'lost') become({ kind: 'lost', since: Date.now() })
    else if (told === 'inbox') client.invalidateQueries({ queryKey: ['of', organisation, 'inbox'] })
    else {
      become({ kind: 'live' })
      renew()
    }
  }
  channel.onmessage = ({ data }: MessageEvent<Told>) => hear(data)
  const tell = (told: Told) => {
    channel.postMessage(told)
    hear(told)
  }
  navigator.locks
    .request(`keelson stream ${organisation}`, { signal: ended.signal }, () =>
      holdStream(organisation, tell, ended.signal),
    )
    .catch(() => {})
  // A tab that does not hold the stream hears nothing until something happens; what it has was just read.
  navigator.locks.query().then(({ held }) => {
    if (held?.some(({ name }) => name === `keelson stream ${organisation}`)) become({ kind: 'live' })
  })
  return () => {
    ended.abort()
    clearTimeout(timer)
    channel.close()
  }
}

/** Holds the stream until the page leaves the organisation. */
function holdStream(organisation: string, tell: (told: Told) => void, signal: AbortSignal): Promise<void> {
  return new Promise((leave) => {
    let source: EventSource | undefined
    let retry: ReturnType<typeof setTimeout> | undefined
    const lose = () => {
      tell('lost')
      // The browser reconnects by itself, but gives up after an answer that is no stream, as of a restart.
      if (source?.readyState === EventSource.CLOSED) openLater()
    }
    const open = () => {
      source?.close()
      source = new EventSource(`/api/v1/organisations/${encodeURIComponent(organisation)}/stream`)
      source.addEventListener('open', () => tell('open'))
      source.addEventListener('change', () => tell('changed'))
      source.addEventListener('alignment', () => tell('changed'))
      source.addEventListener('inbox', () => tell('inbox'))
      source.addEventListener('error', lose)
    }
    const openLater = () => {
      clearTimeout(retry)
      retry = setTimeout(open, 1000)
    }
    // A machine without a network may keep a dead connection for minutes.
    const cut = () => {
      source?.close()
      tell('lost')
    }
    addEventListener('offline', cut, { signal })
    addEventListener('online', open, { signal })
    signal.addEventListener('abort', () => {
      clearTimeout(retry)
      source?.close()
      leave()
    })
    open()
  })
}
