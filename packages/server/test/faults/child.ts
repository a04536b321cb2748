// A server in a process of its own, to be killed: node child.ts <folder> <database address or ''> [commits-late]
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startServer } from '../../src/start.ts'

const [folder, databaseUrl, way] = process.argv.slice(2) as [string, string, string?]
if (way === 'commits-late') commitLate()

const { url, claimSecret, died } = await startServer({
  databaseUrl: databaseUrl || undefined,
  postgresBin: undefined,
  folder,
  host: '127.0.0.1',
  port: 0,
  demo: true,
  egressAllow: [],
  limits: { perMinute: 1e9, latestMs: 60_000 },
  version: 'test',
  clock: () => Date.now(),
  log: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${JSON.stringify({ url, claimSecret })}\n`)
await died
process.exit(1)

/** Broken on purpose: says that a write with a key is committed, and commits it a moment later. */
function commitLate(): void {
  type Client = { query(...args: unknown[]): Promise<unknown>; release(...args: unknown[]): void }
  const client = pg.Client.prototype as unknown as Client
  const { query } = client
  const writing = new WeakSet<object>()
  client.query = function (this: Client, ...args: unknown[]): Promise<unknown> {
    if (/insert into "idempotency"/.test(String(args[0]))) writing.add(this)
    if (args[0] !== 'commit' || !writing.delete(this)) return query.apply(this, args)
    const { release } = this
    // Nobody else is given the connection before it has committed.
    this.release = (...how) => {
      sleep(100)
        .then(() => query.apply(this, args))
        .then(() => release.apply(this, how))
    }
    return Promise.resolve({ command: 'COMMIT', rowCount: null, rows: [] })
  }
}
