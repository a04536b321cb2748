import { Failure } from '../errors.ts'

const windowMs = 60_000
const most = 5
const longestMs = 15 * 60_000
/** So many pairs are remembered; the ones that failed longest ago are forgotten first. */
const mostKept = 10_000

type Failed = { count: number; since: number; until: number }

/** Slows down who guesses passwords: five a minute for an account from an address, then twice as long a wait each time. */
export class Attempts {
  readonly #clock: () => number
  readonly #failed = new Map<string, Failed>()

  constructor(clock: () => number) {
    this.#clock = clock
  }

  /** Throws `too-many-requests` while this account must wait at this address. */
  check(email: string, address: string): void {
    const wait = (this.#failed.get(keyOf(email, address))?.until ?? 0) - this.#clock()
    if (wait <= 0) return
    const seconds = Math.ceil(wait / 1000)
    throw new Failure('too-many-requests', `There were too many wrong passwords. Wait ${seconds} s.`, {
      retryAfter: seconds,
    })
  }

  failed(email: string, address: string): void {
    const key = keyOf(email, address)
    const now = this.#clock()
    const before = this.#failed.get(key)
    const isOver = !before || (before.count < most && now - before.since > windowMs)
    const one = isOver ? { count: 0, since: now, until: 0 } : before
    one.count++
    if (one.count >= most) one.until = now + Math.min(longestMs, windowMs * 2 ** (one.count - most))
    this.#failed.delete(key)
    this.#failed.set(key, one)
    const [oldest] = this.#failed.keys()
    if (this.#failed.size > mostKept && oldest !== undefined) this.#failed.delete(oldest)
  }

  succeeded(email: string, address: string): void {
    this.#failed.delete(keyOf(email, address))
  }
}

function keyOf(email: string, address: string): string {
  return `${address} ${email.toLowerCase()}`
}
