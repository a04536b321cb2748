import { connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { listen } from '../src/store/listen.ts'

/** A way to the database that can be cut: while it is, connections are counted and refused. */
class Way {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  attempts = 0
  isCut = false

  constructor(target: URL) {
    this.#server = createServer((socket) => {
      this.attempts++
      socket.on('error', () => {})
      if (this.isCut) {
        socket.destroy()
        return
      }
      const other = connect(Number(target.port), target.hostname)
      other.on('error', () => {})
      socket.pipe(other).pipe(socket)
      for (const one of [socket, other]) {
        this.#sockets.add(one)
        one.on('close', () => this.#sockets.delete(one))
      }
    })
  }

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return (this.#server.address() as { port: number }).port
  }

  cut(): void {
    this.isCut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  close(): void {
    this.cut()
    this.#server.close()
  }
}

test('a listener whose database is away asks again at an even pace, and hears what was said once it is back', async () => {
  const url = new URL(inject('cluster'))
  const way = new Way(url)
  const through = new URL(url)
  through.port = String(await way.open())
  const heard: string[] = []
  const name = `listen_${process.pid}`
  const stop = await listen(through.href, name, (text) => heard.push(text))
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  const say = (text: string) => client.query('select pg_notify($1, $2)', [name, text])
  const until = async (isDone: () => boolean) => {
    for (let tries = 0; tries < 200 && !isDone(); tries++) await sleep(50)
    expect(isDone()).toBe(true)
  }

  expect(heard).toEqual([''])
  await say('one')
  await until(() => heard.includes('one'))

  way.cut()
  const before = way.attempts
  await sleep(4000)
  const attempts = way.attempts - before
  // One every half second; two listeners for each that failed would be hundreds by now.
  expect(attempts).toBeGreaterThan(1)
  expect(attempts).toBeLessThan(12)
  await say('lost')

  way.isCut = false
  await until(() => heard.filter((text) => text === '').length === 2)
  await say('two')
  await until(() => heard.includes('two'))
  expect(heard).toEqual(['', 'one', '', 'two'])

  way.cut()
  await stop()
  const last = way.attempts
  await sleep(1500)
  expect(way.attempts).toBeLessThanOrEqual(last + 1)
  way.close()
  await client.end()
})
