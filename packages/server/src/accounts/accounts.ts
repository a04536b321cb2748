import { randomUUIDv7, timingSafeEqual } from 'node:crypto'
import { Failure } from '../errors.ts'
import type { Database } from '../store/database.ts'
import {
  accountByEmail,
  accountByIdentity,
  hasAccounts,
  invitedEmail,
  sessionOf,
} from '../store/read/account.ts'
import {
  acceptInvitation,
  createAccount,
  createInvitation,
  createSession,
  endSession,
  endSessions,
  linkIdentity,
  touchSession,
} from '../store/write/account.ts'
import { Attempts } from './attempts.ts'
import type { Identity } from './oidc.ts'
import { faultOfPassword, hashPassword, isPassword } from './password.ts'
import { hashSecret, makeSecret } from './secret.ts'

const idleMs = 12 * 3_600_000
const longestMs = 7 * 24 * 3_600_000
const claimMs = 30 * 60_000
const touchMs = 60_000
const invitationMs = 7 * 24 * 3_600_000

/** Somebody signed in. */
export type SignedIn = {
  readonly userId: string
  readonly email: string
  readonly name: string
  readonly signedInAt: Date
  readonly sessionHash: Buffer
}

/** Accounts, sessions and who somebody is in an organisation. */
export class Accounts {
  readonly #database: Database
  readonly #clock: () => number
  readonly #attempts: Attempts
  #claim: { readonly hash: Buffer; readonly until: number } | undefined

  constructor(database: Database, clock: () => number) {
    this.#database = database
    this.#clock = clock
    this.#attempts = new Attempts(clock)
  }

  /** A secret with which the first person makes the administrator's account; undefined where there is one. */
  async openClaim(): Promise<string | undefined> {
    if (await hasAccounts(this.#database)) return undefined
    const secret = makeSecret()
    this.#claim = { hash: hashSecret(secret), until: this.#clock() + claimMs }
    return secret
  }

  /** Makes the administrator's account. */
  async claim(secret: string, email: string, name: string, password: string): Promise<string> {
    const claim = this.#claim
    if (!claim) throw new Failure('claimed-already')
    if (this.#clock() > claim.until || !timingSafeEqual(hashSecret(secret), claim.hash))
      throw new Failure('claim-expired')
    const userId = await this.create(email, name, password)
    this.#claim = undefined
    return userId
  }

  /** Makes an account with a password. */
  async create(email: string, name: string, password: string): Promise<string> {
    refuseWeak(password, email)
    const passwordHash = await hashPassword(password)
    const userId = randomUUIDv7()
    const made = { userId, email, name, passwordHash, at: new Date(this.#clock()) }
    if (!(await createAccount(this.#database, made))) throw new Failure('email-taken')
    return userId
  }

  /** Signs in from an address of the network; the answer is the secret that the session's cookie carries. */
  async signIn(email: string, password: string, address: string): Promise<string> {
    this.#attempts.check(email, address)
    const account = await accountByEmail(this.#database, email)
    const isRight = await isPassword(password, account?.passwordHash ?? undefined)
    if (!account || !isRight || account.disabledAt) {
      this.#attempts.failed(email, address)
      throw new Failure('wrong-credentials')
    }
    this.#attempts.succeeded(email, address)
    return this.startSession(account.userId)
  }

  /**
   * Signs in by an identity that a provider vouches for. A session that is there links the identity to its account,
   * which has no password from then on. An unknown identity becomes an account that is a member of nothing yet; an
   * e-mail address never makes it somebody else's.
   */
  async signInBy({ issuer, subject, email, name }: Identity, session: string | undefined): Promise<string> {
    const known = await accountByIdentity(this.#database, issuer, subject)
    if (known?.disabledAt) throw new Failure('wrong-credentials')
    if (known) return this.startSession(known.userId)
    const person = session === undefined ? undefined : await this.signedIn(session)
    if (person) {
      await linkIdentity(this.#database, person.userId, issuer, subject)
      await endSessions(this.#database, person.userId)
      return this.startSession(person.userId)
    }
    const userId = randomUUIDv7()
    const shown = email ?? `${subject}@${new URL(issuer).host}`
    const made = {
      userId,
      email: shown,
      name: name ?? shown,
      passwordHash: null,
      at: new Date(this.#clock()),
    }
    if (!(await createAccount(this.#database, made, { issuer, subject }))) {
      throw new Failure(
        'email-taken',
        'There is an account with this e-mail address. Sign in with its password first, then by the provider.',
      )
    }
    return this.startSession(userId)
  }

  async startSession(userId: string): Promise<string> {
    const secret = makeSecret()
    const at = new Date(this.#clock())
    const expiresAt = new Date(at.getTime() + longestMs)
    await createSession(this.#database, { tokenHash: hashSecret(secret), userId, at, expiresAt })
    return secret
  }

  /** Who a session's secret belongs to; undefined where it has ended or expired. */
  async signedIn(secret: string): Promise<SignedIn | undefined> {
    const sessionHash = hashSecret(secret)
    const session = await sessionOf(this.#database, sessionHash)
    const now = this.#clock()
    if (!session || session.expiresAt.getTime() <= now || session.usedAt.getTime() + idleMs <= now)
      return undefined
    if (session.usedAt.getTime() + touchMs < now)
      await touchSession(this.#database, sessionHash, new Date(now))
    const { userId, email, name, signedInAt } = session
    return { userId, email, name, signedInAt, sessionHash }
  }

  async signOut({ sessionHash }: SignedIn): Promise<void> {
    await endSession(this.#database, sessionHash)
  }

  async signOutEverywhere({ userId }: SignedIn): Promise<void> {
    await endSessions(this.#database, userId)
  }

  /** Invites somebody: an account without a password as yet, and the secret that sets it; no secret for one that has a password. */
  async invite(
    email: string,
    name: string,
  ): Promise<{ readonly userId: string; readonly secret: string | null }> {
    const at = this.#clock()
    const known = await accountByEmail(this.#database, email)
    const userId = known?.userId ?? randomUUIDv7()
    if (!known) {
      const made = { userId, email, name, passwordHash: null, at: new Date(at) }
      if (!(await createAccount(this.#database, made))) throw new Failure('email-taken')
    } else if (known.passwordHash !== null || known.issuer !== null) return { userId, secret: null }
    const secret = makeSecret()
    await createInvitation(this.#database, hashSecret(secret), userId, new Date(at + invitationMs))
    return { userId, secret }
  }

  /** Takes an invitation: sets the password, and gives whose account it is. */
  async accept(secret: string, password: string): Promise<string> {
    const tokenHash = hashSecret(secret)
    const email = await invitedEmail(this.#database, tokenHash)
    if (email === undefined) throw new Failure('claim-expired', 'The invitation is wrong, used or too old.')
    refuseWeak(password, email)
    const hash = await hashPassword(password)
    const userId = await acceptInvitation(this.#database, tokenHash, hash, new Date(this.#clock()))
    if (userId === undefined) throw new Failure('claim-expired', 'The invitation is wrong, used or too old.')
    return userId
  }
}

function refuseWeak(password: string, email: string): void {
  const fault = faultOfPassword(password, email)
  if (fault)
    throw new Failure('invalid-request', fault, {
      faults: [{ in: 'body', field: 'password', message: fault }],
    })
}
