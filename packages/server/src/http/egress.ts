import { lookup } from 'node:dns/promises'
import { request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { isIP } from 'node:net'
import { isPublic } from './public-address.ts'

/** A call that is refused before anything is sent: what is called is not to be reached from here. */
export class EgressRefusal extends Error {}

type Address = { readonly address: string; readonly family: number }

export type Egress = {
  /** `host:port` of what may be called although it is private, or speaks plain HTTP. */
  readonly allow: readonly string[]
  /** Every address of a name, that of the system by default. */
  readonly resolve?: (host: string) => Promise<readonly Address[]>
}

export type Call = {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  /** For the whole call: resolving, connecting, sending and reading. */
  readonly timeoutMs: number
  /** Of the answer; what is beyond is not read. */
  readonly mostBytes: number
  /** Breaks the call off. */
  readonly signal: AbortSignal
}

export type Reply = { readonly status: number; readonly body: Buffer; readonly isCut: boolean }

/**
 * The one way out of the server. A host is resolved once, its addresses are judged, and the socket goes to the address
 * that was judged. Redirects are answers as any other; proxies of the environment are not used. Throws `EgressRefusal`.
 */
export async function call(egress: Egress, asked: Call): Promise<Reply> {
  const { method, headers, body, timeoutMs, mostBytes } = asked
  const target = readTarget(egress, asked.url)
  const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), asked.signal])
  const pinned = await resolveTarget(egress, target, signal)
  const request = target.url.protocol === 'https:' ? secure : plain
  return new Promise<Reply>((resolve, reject) => {
    const outgoing = request(
      target.url,
      {
        method,
        headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) },
        // An agent of its own knows no proxy of the environment, and no environment lets a wrong certificate pass.
        agent: false,
        rejectUnauthorized: true,
        signal,
        lookup: (_host, options, found) => {
          if (options.all) found(null, [pinned])
          else found(null, pinned.address, pinned.family)
        },
      },
      (answer) => {
        const parts: Buffer[] = []
        let size = 0
        const end = (isCut: boolean) => {
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(parts).subarray(0, mostBytes),
            isCut,
          })
          outgoing.destroy()
        }
        answer.on('data', (part: Buffer) => {
          parts.push(part)
          size += part.length
          if (size > mostBytes) end(true)
        })
        answer.on('end', () => end(false))
        answer.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

export type Target = { readonly url: URL; readonly host: string; readonly isAllowed: boolean }

/** Reads an address and refuses what can be told without resolving it. Throws `EgressRefusal`. */
export function readTarget({ allow }: Egress, text: string): Target {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    throw new EgressRefusal('it is no address that begins with https://.')
  if (url.username !== '' || url.password !== '')
    throw new EgressRefusal('it holds a name or password before the @, which is not sent.')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const isAllowed = allow.some((one) => one.toLowerCase() === `${url.hostname}:${port}`)
  const way = `The setting egress-allow with ${url.hostname}:${port} permits it.`
  if (url.protocol === 'http:' && !isAllowed)
    throw new EgressRefusal(`plain HTTP can be read and changed on its way. Use https://. ${way}`)
  if (isIP(host) !== 0 && !isAllowed && !isPublic(host))
    throw new EgressRefusal(`${host} is no public address. ${way}`)
  return { url, host, isAllowed }
}

/** The address that the socket goes to. One that is not public spoils the name: the next answer may be that one. */
async function resolveTarget(
  { resolve = resolveBySystem }: Egress,
  { url, host, isAllowed }: Target,
  signal: AbortSignal,
): Promise<Address> {
  const family = isIP(host)
  const addresses = family === 0 ? await withSignal(resolve(host), signal) : [{ address: host, family }]
  const [first] = addresses
  if (!first) throw new Error(`${host} has no address`)
  const closed = isAllowed ? undefined : addresses.find(({ address }) => !isPublic(address))
  if (!closed) return first
  const port = url.port || '443'
  throw new EgressRefusal(
    `${host} leads to ${closed.address}, which is no public address. The setting egress-allow with ${url.hostname}:${port} permits it.`,
  )
}

function resolveBySystem(host: string): Promise<readonly Address[]> {
  return lookup(host, { all: true, order: 'verbatim' })
}

/** A resolver that hangs cannot be stopped, but is not waited for. */
function withSignal<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    work.then(resolve, reject)
  })
}
