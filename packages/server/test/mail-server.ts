import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'

/** A mail as it was taken, with its headers unfolded and its parts decoded. */
export type Taken = {
  readonly to: readonly string[]
  readonly from: string
  readonly headers: ReadonlyMap<string, string>
  readonly text: string
  readonly html: string
}

/** Where the conversation is: just begun, the sender named, the whole mail there and not yet taken, taken. */
export type Stage = 'connected' | 'sender' | 'whole' | 'taken'

/** A mail server that takes what it is sent. `at` is told of each stage, and may end the sender there. */
export class MailServer {
  readonly taken: Taken[] = []
  readonly port: number
  /** What it refuses the next sender with. */
  refuse: number | undefined
  /** Takes the mail, and says nothing of it. */
  isMute = false
  at: (stage: Stage) => void = () => {}

  private constructor(port: number) {
    this.port = port
  }

  static async open(): Promise<MailServer> {
    const held: { server?: MailServer } = {}
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      onConnect(_session, done) {
        held.server?.at('connected')
        done()
      },
      onMailFrom(_address, _session, done) {
        held.server?.at('sender')
        const code = held.server?.refuse
        done(code === undefined ? undefined : Object.assign(new Error('not now'), { responseCode: code }))
      },
      onData(stream, { envelope }, done) {
        buffer(stream).then((bytes) => {
          const { mailFrom, rcptTo } = envelope
          const from = mailFrom ? mailFrom.address : ''
          held.server?.taken.push(
            readMail(
              bytes.toString('utf8'),
              from,
              rcptTo.map(({ address }) => address),
            ),
          )
          held.server?.at('whole')
          if (held.server?.isMute) return
          done()
          held.server?.at('taken')
        }, done)
      },
    })
    server.on('error', () => {})
    const listener = server.listen(0, '127.0.0.1')
    await once(listener, 'listening')
    afterAll(() => server.close())
    const opened = new MailServer((listener.address() as AddressInfo).port)
    held.server = opened
    return opened
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`
  }

  /** How often each Message-ID was taken. */
  get counts(): ReadonlyMap<string, number> {
    const ids = this.taken.map(({ headers }) => headers.get('message-id') ?? '')
    return new Map([...Map.groupBy(ids, (id) => id)].map(([id, all]) => [id, all.length]))
  }
}

/** Reads a mail of two alternatives, as RFC 2045 and 2047 say, with nothing of the sender's code. */
function readMail(raw: string, from: string, to: readonly string[]): Taken {
  const { headers, body } = splitHead(raw)
  const boundary = /boundary="([^"]+)"/.exec(headers.get('content-type') ?? '')?.[1]
  const parts = boundary === undefined ? [] : body.split(`--${boundary}`).slice(1, -1)
  const read = parts.map((part) => splitHead(part.replace(/^\r\n/, '')))
  const partOf = (type: string) => {
    const part = read.find((one) => one.headers.get('content-type')?.startsWith(type))
    return part ? decodeBody(part.body, part.headers.get('content-transfer-encoding') ?? '') : ''
  }
  return { to, from, headers, text: partOf('text/plain'), html: partOf('text/html') }
}

function splitHead(raw: string): { headers: Map<string, string>; body: string } {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
  const headers = new Map(
    lines.map((line) => {
      const at = line.indexOf(':')
      return [line.slice(0, at).toLowerCase(), decodeWords(line.slice(at + 1).trim())]
    }),
  )
  return { headers, body: raw.slice(end + 4) }
}

function decodeWords(text: string): string {
  return text
    .replace(/\?= =\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, how: string, coded: string) =>
      how.toLowerCase() === 'b'
        ? Buffer.from(coded, 'base64').toString()
        : decodeQuoted(coded.replaceAll('_', ' ')),
    )
}

function decodeBody(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString()
  return encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\r\n/g, '')) : body
}

function decodeQuoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  )
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
