import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** A write that was sent: its key names it to the server, and stands in what it writes. */
export type Write = {
  readonly key: string
  readonly kind: 'values' | 'check-in' | 'apply'
  readonly method: string
  readonly path: string
  readonly body: unknown
  /** How many rows carry the key once it has taken effect; an apply has its event. */
  readonly rows: number
  /** Who sends it: a key holds for one token. */
  readonly writer: number
}

type File = { readonly path: string; readonly text: string }

const organisation = '/api/v1/organisations/perlbeck'
const measures = ['brand-awareness', 'overhead-cost'] as const
const fileWritten = 'organisation.yaml'

/** People and programs who write at once, and remember what they were told. */
export class Load {
  /** Writes whose answer was a success. */
  readonly acknowledged: Write[] = []
  /** Writes that had no answer. */
  unknown: Write[] = []
  /** Answers that no write of this load should get. */
  readonly wrong: string[] = []
  readonly #tokens: readonly string[]
  #url = ''
  #count = 0
  #isOn = false
  #workers: Promise<void>[] = []

  constructor(tokens: readonly string[]) {
    this.#tokens = tokens
  }

  /** Writes until stopped, or until the server does not answer. */
  start(url: string): void {
    this.#url = url
    this.#isOn = true
    this.#workers = [
      this.#work(async () => this.#values(0)),
      this.#work(async () => this.#checkIn(1)),
      this.#work(async () => this.#checkIn(2)),
      this.#work(() => this.#apply(3)),
    ]
  }

  /** Settles when every worker has given up. */
  async ended(): Promise<void> {
    this.#isOn = false
    await Promise.all(this.#workers)
  }

  /** Asks again, with their keys, for what had no answer; all of it is acknowledged afterwards. */
  async settle(url: string): Promise<void> {
    this.#url = url
    const open = this.unknown
    this.unknown = []
    for (const write of open) await this.#send(write)
  }

  /** Sends the last acknowledged writes again, and gives what was not told as before. */
  async repeat(url: string, most: number): Promise<readonly string[]> {
    this.#url = url
    const wrong: string[] = []
    for (const write of this.acknowledged.slice(-most)) {
      const { status } = await this.#ask(write)
      if (status !== 200) wrong.push(`${write.kind} ${write.key} again: ${status}`)
    }
    return wrong
  }

  async #work(next: () => Promise<Write | undefined>): Promise<void> {
    while (this.#isOn) {
      const write = await next().catch(() => undefined)
      if (!write || !(await this.#send(write))) return
    }
  }

  /** Whether there was an answer. */
  async #send(write: Write): Promise<boolean> {
    try {
      const response = await this.#ask(write)
      if (response.status === 200) {
        await response.text()
        this.acknowledged.push(write)
      } else this.wrong.push(`${write.kind}: ${response.status} ${await response.text()}`)
      return true
    } catch {
      this.unknown.push(write)
      return false
    }
  }

  async #ask({ method, path, body, key, writer }: Write): Promise<Response> {
    const init = {
      method,
      headers: {
        authorization: `Bearer ${this.#tokens[writer]}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    }
    for (;;) {
      const response = await fetch(this.#url + organisation + path, init)
      // One that is limited or shed has had no effect.
      if (response.status !== 429 && response.status !== 503) return response
      await sleep(200)
    }
  }

  /** A month that this load has written or will write: no value is like another, so that every write has effect. */
  #row(): { readonly measure: string; readonly period: string; readonly value: number } {
    const count = ++this.#count
    const month = String((count % 12) + 1).padStart(2, '0')
    const measure = measures[count % measures.length] as string
    return { measure, period: `${2022 + (count % 4)}-${month}`, value: count + 0.25 }
  }

  #values(writer: number): Write {
    const key = randomUUID()
    const values = Array.from({ length: 20 }, () => ({ ...this.#row(), note: key }))
    return {
      key,
      kind: 'values',
      method: 'POST',
      path: '/values',
      body: { values },
      rows: values.length,
      writer,
    }
  }

  #checkIn(writer: number): Write {
    const key = randomUUID()
    const { measure, period, value } = this.#row()
    const path = `/measures/${measure}/values/${period}`
    return { key, kind: 'check-in', method: 'PUT', path, body: { value, note: key }, rows: 1, writer }
  }

  async #apply(writer: number): Promise<Write> {
    // Each makes the whole company anew; the others are to come to write, too.
    await sleep(150)
    const key = randomUUID()
    const response = await fetch(`${this.#url}${organisation}/strategy`, {
      headers: { authorization: `Bearer ${this.#tokens[writer]}` },
    })
    const { base, files } = (await response.json()) as { base: number; files: File[] }
    const { text } = files.find(({ path }) => path === fileWritten) as File
    const edited = `# ${key}\n${text.replace(/^# [0-9a-f-]{36}\n/, '')}`
    const body = { base, files: [{ path: fileWritten, text: edited }], whole: false, comment: key }
    return { key, kind: 'apply', method: 'POST', path: '/strategy/apply', body, rows: 1, writer }
  }
}
