// A server that tells people, in a process of its own, to be killed: node teller-child.ts <settings as JSON>
import pg from 'pg'
import { startServer } from '../../src/start.ts'

/** What the process is started with. */
export type TellerSettings = {
  readonly folder: string
  readonly databaseUrl: string
  readonly smtpUrl: string
  /** How far its clock is ahead. */
  readonly aheadMs: number
  /** Broken on purpose: it never says that a mail goes out before it does. */
  readonly isSilent?: boolean
}

const settings = JSON.parse(process.argv[2] as string) as TellerSettings
if (settings.isSilent) keepSilent()

const { died } = await startServer({
  databaseUrl: settings.databaseUrl,
  postgresBin: undefined,
  folder: settings.folder,
  host: '127.0.0.1',
  port: 0,
  demo: false,
  egressAllow: [],
  mail: { url: settings.smtpUrl, from: 'keelson@example.org' },
  publicUrl: 'https://keelson.example.org',
  version: 'test',
  clock: () => Date.now() + settings.aheadMs,
  log: (line) => process.stderr.write(`${line}\n`),
})
await died
process.exit(1)

function keepSilent(): void {
  type Client = { query(...args: unknown[]): Promise<unknown> }
  const client = pg.Client.prototype as unknown as Client
  const { query } = client
  client.query = function (this: Client, ...args: unknown[]): Promise<unknown> {
    const [text, values] = args as [unknown, unknown[]?]
    const isSaying =
      /^update "notice_delivery" set "state" = \$1/.test(String(text)) && values?.[0] === 'sending'
    if (isSaying && values) args[1] = ['claimed', ...values.slice(1)]
    return query.apply(this, args)
  }
}
