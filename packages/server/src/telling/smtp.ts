import { createHash } from 'node:crypto'
import addressparser from 'nodemailer/lib/addressparser'
import MailComposer from 'nodemailer/lib/mail-composer'
import SMTPConnection from 'nodemailer/lib/smtp-connection'
import { StartFailure } from '../start-failure.ts'
import type { Mail } from './mail.ts'

/** How mail leaves the server: an address such as `smtps://user:password@mail.example.org`, and who it is from. */
export type MailConfig = { readonly url: string; readonly from: string }

export type Smtp = {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  /** Whether a connection without TLS is refused. */
  readonly requireTLS: boolean
  readonly login: { readonly user: string; readonly pass: string } | undefined
  readonly from: string
  readonly sender: string
}

const loopback = new Set(['127.0.0.1', '[::1]', 'localhost'])
const patienceMs = 15_000

/**
 * Reads how mail leaves. It is encrypted, by smtps:// or by STARTTLS, unless the server is this machine or is permitted
 * by `host:port` in `allow`. Throws a `StartFailure` that says what is wrong.
 */
export function readMailConfig({ url, from }: MailConfig, allow: readonly string[]): Smtp {
  const read = URL.canParse(url) ? new URL(url) : undefined
  if (!read || (read.protocol !== 'smtp:' && read.protocol !== 'smtps:') || read.hostname === '')
    throw new StartFailure('smtp-url is an address such as smtps://user:password@mail.example.org:465.')
  const sender = addressparser(from).find((one) => 'address' in one)?.address ?? ''
  if (!/^[^@\s<>]+@[^@\s<>]+$/.test(sender))
    throw new StartFailure('mail-from is an e-mail address, such as "Keelson <keelson@example.org>".')
  const secure = read.protocol === 'smtps:'
  const port = read.port === '' ? (secure ? 465 : 587) : Number(read.port)
  const isPermitted = loopback.has(read.hostname) || allow.includes(`${read.hostname}:${port}`)
  const [user, pass] = [read.username, read.password].map(decodeURIComponent) as [string, string]
  return {
    host: read.hostname.replace(/^\[|\]$/g, ''),
    port,
    secure,
    requireTLS: !secure && !isPermitted,
    login: user === '' ? undefined : { user, pass },
    from,
    sender,
  }
}

/** A mail that was not taken. `isUnsure`: nobody knows; `isFinal`: it never will be. */
export class MailFailure extends Error {
  readonly isUnsure: boolean
  readonly isFinal: boolean

  constructor(message: string, { isUnsure = false, isFinal = false } = {}) {
    super(message)
    this.isUnsure = isUnsure
    this.isFinal = isFinal
  }
}

export type Addressed = Mail & {
  readonly to: string
  readonly messageId: string
  readonly at: Date
  readonly language: string
  readonly preferencesUrl: string
}

/** A connection to the mail server, ready to take one mail. */
export class SmtpSession {
  readonly #smtp: Smtp
  readonly #connection: SMTPConnection

  private constructor(smtp: Smtp, connection: SMTPConnection) {
    this.#smtp = smtp
    this.#connection = connection
  }

  /** Connects and signs in; throws a `MailFailure` where that cannot be done now. */
  static async open(smtp: Smtp): Promise<SmtpSession> {
    const { host, port, secure, requireTLS, login } = smtp
    const connection = new SMTPConnection({
      host,
      port,
      secure,
      requireTLS,
      opportunisticTLS: !requireTLS,
      connectionTimeout: patienceMs,
      greetingTimeout: patienceMs,
      socketTimeout: patienceMs,
      tls: { rejectUnauthorized: true },
    })
    // What goes wrong after the last step concerns nobody.
    connection.on('error', () => {})
    const session = new SmtpSession(smtp, connection)
    try {
      await session.#step((done) => connection.connect(done))
      if (login) await session.#step((done) => connection.login(login, done))
    } catch (error) {
      session.close()
      throw new MailFailure(`The mail server cannot be used: ${wordsOf(error)}.`)
    }
    return session
  }

  /** Hands a mail over; throws a `MailFailure` that says whether it may have been taken. */
  async send(mail: Addressed): Promise<void> {
    const { from, sender } = this.#smtp
    const { to, subject, text, html, messageId, at, language, preferencesUrl } = mail
    const message = await new MailComposer({
      from,
      to,
      subject,
      text,
      html,
      messageId,
      date: at,
      disableFileAccess: true,
      disableUrlAccess: true,
      headers: {
        'List-Unsubscribe': `<${preferencesUrl}>`,
        'Auto-Submitted': 'auto-generated',
        'Content-Language': language,
      },
    })
      .compile()
      .build()
    try {
      await this.#step((done) => this.#connection.send({ from: sender, to: [to] }, message, done))
    } catch (error) {
      const { responseCode, command } = error as { responseCode?: number; command?: string }
      const isAnswered = responseCode !== undefined && responseCode >= 400
      const isBefore = command === 'MAIL FROM' || command === 'RCPT TO'
      throw new MailFailure(`The mail server did not take it: ${wordsOf(error)}.`, {
        isUnsure: !isAnswered && !isBefore,
        isFinal: isAnswered && responseCode >= 500,
      })
    }
  }

  close(): void {
    this.#connection.quit()
    this.#connection.close()
  }

  /** A step of the conversation: it ends by its callback, or by an error of the connection. */
  #step(take: (done: (error?: Error | null) => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#connection.once('error', reject)
      this.#connection.once('end', () => reject(new Error('the connection ended')))
      take((error) => {
        if (error) reject(error)
        else resolve()
      })
    })
  }
}

/** What the server said, or what kept it from saying anything, on one line and without what was sent. */
function wordsOf(error: unknown): string {
  const { response, code, message } = error as { response?: string; code?: string; message: string }
  return (response ?? code ?? message).replace(/\s+/g, ' ').slice(0, 300).replace(/\.$/, '')
}

/** Mails are one for their key: the same key has the same Message-ID, by which receivers tell doubles. */
export function messageIdOf(orgId: string, key: string, { sender }: Smtp): string {
  const hash = createHash('sha256').update(`${orgId} ${key}`).digest('hex').slice(0, 40)
  return `<${hash}@${sender.split('@')[1]}>`
}
