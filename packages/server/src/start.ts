import type { AddressInfo } from 'node:net'
import { headlineOf, printHeadline } from '@keelson/core'
import { Accounts } from './accounts/accounts.ts'
import type { OidcConfig } from './accounts/oidc.ts'
import { Oidc } from './accounts/oidc.ts'
import type { App } from './app.ts'
import { buildApp } from './app.ts'
import { loadDemo } from './demo.ts'
import type { Limits } from './http/limits.ts'
import { Checkpoints } from './live/checkpoints.ts'
import { Deadlines } from './live/deadlines.ts'
import { Registry } from './live/registry.ts'
import { Stream } from './live/stream.ts'
import { openStore } from './open-store.ts'
import { StartFailure } from './start-failure.ts'
import { channel, inboxChannel } from './store/channel.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { allOrganisations } from './store/read/organisation.ts'
import { Inboxes } from './telling/inboxes.ts'
import type { MailConfig } from './telling/smtp.ts'
import { readMailConfig } from './telling/smtp.ts'
import { Teller } from './telling/teller.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { sealIn } from './webhooks/seal.ts'
import { Workers } from './workers/workers.ts'

/** How a server is to run. */
export type Config = {
  /** A PostgreSQL server; undefined: the embedded one, in `folder`. */
  readonly databaseUrl: string | undefined
  /** Programs of a PostgreSQL of the system, to run as the embedded one. */
  readonly postgresBin: string | undefined
  /** The data directory. */
  readonly folder: string
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Whether an empty store is given the demo company. */
  readonly demo: boolean
  /** `host:port` of what webhooks may call although it is not public, or speaks plain HTTP. */
  readonly egressAllow: readonly string[]
  readonly version: string
  /** The folder of the built web application. */
  readonly site?: string | undefined
  /** A provider of identities that people may sign in by. */
  readonly oidc?: OidcConfig | undefined
  /** How mail leaves; nothing is mailed without it. It needs `publicUrl`, for the links. */
  readonly mail?: MailConfig | undefined
  /** The address that browsers know the server by, without a slash at its end. */
  readonly publicUrl?: string | undefined
  /** 600 requests a minute of a person, a token or an address by default, and a second of delay for all. */
  readonly limits?: Partial<Limits>
  readonly clock: () => number
  readonly log: (line: string) => void
}

/** A server that answers. */
export type Running = {
  readonly url: string
  /** The secret of the first claim; undefined where the server has an administrator. */
  readonly claimSecret: string | undefined
  /** How each organisation stands. */
  readonly headlines: readonly { readonly organisation: string; readonly headline: string }[]
  /** Lets offers expire whose deadline has passed, as every minute does. */
  passDeadlines(): Promise<void>
  /** Tells what is to be told and sends what is due, as every minute does. */
  passTelling(): Promise<void>
  /** Settles when the store is lost. */
  readonly died: Promise<unknown>
  /** Stops taking requests, lets those at work end, and closes the store. */
  stop(): Promise<void>
}

const patienceMs = 2000
const usualLimits: Limits = { perMinute: 600, latestMs: 1000 }
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Opens the store, brings its tables up to date, loads the demo company into an empty one, and serves. */
export async function startServer(config: Config): Promise<Running> {
  const { clock, log, version } = config
  // Whatever was opened is closed in the opposite order, when the server stops or cannot start.
  await using opened = new AsyncDisposableStack()
  const store = await openStore(config)
  opened.defer(() => store.close())
  const database = openDatabase(store.url)
  opened.defer(() => database.close())
  await migrate(database)
  const accounts = new Accounts(database, clock)
  const claimSecret = await accounts.openClaim()
  refuseUnclaimed(claimSecret, config.host)
  const registry = new Registry(database, clock)
  const seal = sealIn(config.folder)
  const egress = { allow: config.egressAllow }
  const deliveries = new Deliveries({ database, registry, clock, seal, egress, version, log })
  const smtp = config.mail && readMailConfig(config.mail, config.egressAllow)
  const { publicUrl } = config
  const sending = { database, registry, clock, seal, egress, version, smtp, publicUrl }
  const teller = new Teller({ ...sending, log })
  const inboxes = new Inboxes()
  const stopListening = await database.listen(channel, (text) => {
    registry.hear(text)
    deliveries.hear(text)
    teller.hear(text)
  })
  opened.defer(stopListening)
  opened.defer(await database.listen(inboxChannel, (text) => inboxes.hear(text)))
  const parts = { database, registry, clock }
  if (config.demo && (await allOrganisations(database)).length === 0) await loadDemo(parts)
  const organisations = await allOrganisations(database)
  const lives = await Promise.all(organisations.map(({ orgId }) => registry.get(orgId)))
  const checkpoints = new Checkpoints(database, config.folder, clock)
  opened.defer(async () => {
    await checkpoints.sign(true)
  })
  opened.defer(() => deliveries.stop())
  opened.defer(() => teller.stop())
  const deadlines = new Deadlines({ ...parts, log })
  opened.defer(() => deadlines.stop())
  const signing = setInterval(() => checkpoints.sign().catch((error) => log(`checkpoint: ${error}`)), 60_000)
  opened.defer(() => clearInterval(signing))
  const workers = new Workers(log)
  opened.defer(() => workers.stop())
  let isReady = true
  const stream = new Stream(database, registry)
  const app = await buildApp({
    ...parts,
    accounts,
    stream,
    egress,
    seal,
    deliveries,
    workers,
    inboxes,
    smtp,
    publicUrl,
    version,
    site: config.site,
    oidc: config.oidc && new Oidc(config.oidc),
    limits: { ...usualLimits, ...config.limits },
    isReady: () => isReady,
    log,
  })
  opened.defer(() => close(app))
  opened.defer(() => {
    isReady = false
    stream.close()
  })
  await serve(app, config)
  deliveries.start()
  deadlines.start()
  teller.start()
  const { port } = app.server.address() as AddressInfo
  const shown = config.host.includes(':') ? `[${config.host}]` : config.host
  const owned = opened.move()
  return {
    url: `http://${shown}:${port}`,
    claimSecret,
    headlines: lives.map(({ strategy, engine }) => ({
      organisation: strategy.organisation.name,
      headline: printHeadline(headlineOf(engine)),
    })),
    passDeadlines: () => deadlines.pass(),
    passTelling: () => teller.pass(),
    died: store.died,
    stop: () => owned.disposeAsync(),
  }
}

/** Whoever reaches a server that nobody administers could become its administrator. */
function refuseUnclaimed(claimSecret: string | undefined, host: string): void {
  if (claimSecret === undefined || loopback.has(host)) return
  throw new StartFailure(
    `nobody administers this server yet, so it does not serve on ${host}. Start it on 127.0.0.1, open the address that it prints, and make the administrator's account; then start it again.`,
  )
}

/** Why an address cannot be served on, for people. */
const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'something serves there already, perhaps another Keelson; give another port, or 0 for any that is free',
  EACCES: 'this user may not; give a port from 1024 on',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
}

async function serve(app: App, { host, port }: Config): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const reason = reasons[(error as NodeJS.ErrnoException).code ?? '']
    if (reason === undefined) throw error
    throw new StartFailure(`${host} cannot be served on at port ${port}: ${reason}.`)
  }
}

/** Lets requests at work end, for a moment. */
async function close(app: App): Promise<void> {
  app.server.closeIdleConnections()
  const closing = app.close()
  const late = setTimeout(() => app.server.closeAllConnections(), patienceMs)
  await closing
  clearTimeout(late)
}
