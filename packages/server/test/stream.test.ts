import { beforeAll, expect, test } from 'vitest'
import type { Loose } from './loose.ts'
import { TestServer } from './server.ts'

let server: TestServer
let token: string
const path = '/organisations/perlbeck'

beforeAll(async () => {
  server = await TestServer.start()
  await server.claim()
  token = await server.token()
})

type Message = { readonly event: string; readonly id: number; readonly data: Loose }

class Viewer {
  readonly messages: Message[] = []
  readonly #abort = new AbortController()
  #wake = () => {}

  static async open(lastId?: number): Promise<Viewer> {
    const viewer = new Viewer()
    const headers: Record<string, string> = { authorization: `Bearer ${token}` }
    if (lastId !== undefined) headers['last-event-id'] = String(lastId)
    const response = await fetch(`${server.running.url}/api/v1${path}/stream`, {
      headers,
      signal: viewer.#abort.signal,
    })
    expect(response.status).toBe(200)
    viewer.#read(response).catch(() => {})
    return viewer
  }

  async #read({ body }: Response): Promise<void> {
    let text = ''
    const decoder = new TextDecoder()
    for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
      text += decoder.decode(part, { stream: true })
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        this.#take(text.slice(0, end))
        text = text.slice(end + 2)
      }
    }
  }

  #take(block: string): void {
    const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)))
    if (fields.event === undefined) return
    this.messages.push({ event: fields.event, id: Number(fields.id), data: JSON.parse(fields.data) })
    this.#wake()
  }

  until(id: number): Promise<void> {
    return this.#wait(() => (this.messages.at(-1)?.id ?? -1) >= id)
  }

  untilEvent(event: string): Promise<void> {
    return this.#wait(() => this.messages.some((message) => message.event === event))
  }

  async #wait(isThere: () => boolean): Promise<void> {
    const deadline = Date.now() + 10_000
    while (!isThere()) {
      if (Date.now() > deadline)
        throw new Error(`it did not come: ${JSON.stringify(this.messages).slice(0, 500)}`)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
        setTimeout(resolve, 100)
      })
    }
  }

  close(): void {
    this.#abort.abort()
  }
}

const record = async (value: number): Promise<number> => {
  const values = [{ measure: 'brand-awareness', period: '2026-10', value }]
  return (await server.ask('POST', `${path}/values`, { values }, { token })).body.seq
}

test('a viewer is told every event with the numbers that changed by it', async () => {
  const viewer = await Viewer.open()
  await viewer.until(0)
  const seq = await record(31)
  await viewer.until(seq)
  const { data } = viewer.messages.find(({ event }) => event === 'change') as Message
  expect(data.events.map((event: { kind: string }) => event.kind)).toEqual(['values-recorded'])
  expect(data.changes.find(({ id }: { id: string }) => id === 'brand-awareness')).toMatchObject({
    kind: 'kpi',
    actual: 31,
  })
  expect(data.changes.some(({ kind }: { kind: string }) => kind === 'department')).toBe(true)
  await viewer.untilEvent('alignment')
  expect(viewer.messages.at(-1)?.data.alignment).toBeGreaterThan(0)
  viewer.close()
})

test('a viewer who was away is told every event in between, in order and once', async () => {
  const viewer = await Viewer.open()
  const from = await record(32)
  await viewer.until(from)
  viewer.close()
  for (let value = 33; value < 39; value++) await record(value)
  const back = await Viewer.open(from)
  const last = await record(40)
  await back.until(last)
  const told = back.messages.flatMap(({ event, data }) =>
    event === 'missed'
      ? [data.seq]
      : event === 'change'
        ? data.events.map(({ seq }: { seq: number }) => seq)
        : [],
  )
  expect(told).toEqual(Array.from({ length: last - from }, (_, at) => from + 1 + at))
  expect(back.messages.map(({ id }) => id)).toEqual(
    back.messages.map(({ id }) => id).toSorted((a, b) => a - b),
  )
  back.close()
})

test('a change made by another process on the same database is told as well', async () => {
  const other = await TestServer.start({ databaseUrl: server.databaseUrl })
  const viewer = await Viewer.open()
  await viewer.until(0)
  const values = [{ measure: 'brand-awareness', period: '2026-09', value: 29.4 }]
  const response = await fetch(`${other.running.url}/api/v1${path}/values`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ values }),
  })
  const { seq } = (await response.json()) as { seq: number }
  await viewer.until(seq)
  expect((await server.ask('GET', `${path}/measures/brand-awareness/values/2026-09`)).body.value).toBe(29.4)
  expect((await server.ask('GET', path)).body.seq).toBe(seq)
  viewer.close()
})

test('an id that is none is refused', async () => {
  const headers = { authorization: `Bearer ${token}`, 'last-event-id': 'x' }
  expect((await fetch(`${server.running.url}/api/v1${path}/stream`, { headers })).status).toBe(400)
})
