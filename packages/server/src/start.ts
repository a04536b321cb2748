import type { AddressInfo } from 'node:net'
import { headlineOf, printHeadline } from '@keelson/core'
import { Accounts } from './accounts/accounts.ts'
import type { OidcConfig } from './accounts/oidc.ts'
import { Oidc } from './accounts/oidc.ts'
import { buildApp } from './app.ts'
import { loadDemo } from './demo.ts'
import type { Limits } from './http/limits.ts'
import { Checkpoints } from './live/checkpoints.ts'
import { Registry } from './live/registry.ts'
import { Stream } from './live/stream.ts'
import type { Store } from './open-store.ts'
import { openStore } from './open-store.ts'
import { StartFailure } from './start-failure.ts'
import { channel } from './store/channel.ts'
import { openDatabase } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { allOrganisations } from './store/read/organisation.ts'
import { Deliveries } from './webhooks/deliveries.ts'
import { sealIn } from './webhooks/seal.ts'

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
  /** A provider of identities that people may sign in by. */
  readonly oidc?: OidcConfig | undefined
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
  /** Settles when the store is lost. */
  readonly died: Promise<unknown>
  /** Stops taking requests, lets those at work end, and closes the store. */
  stop(): Promise<void>
}

const usualLimits: Limits = { perMinute: 600, latestMs: 1000 }
const loopback = new Set(['127.0.0.1', '::1', 'localhost'])

/** Opens the store, brings its tables up to date, loads the demo company into an empty one, and serves. */
export async function startServer(config: Config): Promise<Running> {
  const store = await openStore(config)
  try {
    return await serve(config, store)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function serve(config: Config, store: Store): Promise<Running> {
  const { clock, log, version } = config
  const database = openDatabase(store.url)
  await migrate(database)
  const registry = new Registry(database, clock)
  const seal = sealIn(config.folder)
  const egress = { allow: config.egressAllow }
  const deliveries = new Deliveries({ database, registry, clock, seal, egress, version, log })
  const stopListening = await database.listen(channel, (text) => {
    registry.hear(text)
    deliveries.hear(text)
  })
  const accounts = new Accounts(database, clock)
  const claimSecret = await accounts.openClaim()
  if (claimSecret !== undefined && !loopback.has(config.host)) {
    throw new StartFailure(
      `nobody administers this server yet, so it does not serve on ${config.host}. Start it on 127.0.0.1, open the address that it prints, and make the administrator's account; then start it again.`,
    )
  }
  const parts = { database, registry, clock }
  if (config.demo && (await allOrganisations(database)).length === 0) await loadDemo(parts)
  const organisations = await allOrganisations(database)
  const lives = await Promise.all(organisations.map(({ orgId }) => registry.get(orgId)))
  const checkpoints = new Checkpoints(database, config.folder, clock)
  const signing = setInterval(() => checkpoints.sign().catch((error) => log(`checkpoint: ${error}`)), 60_000)
  const stream = new Stream(database, registry)
  let isReady = true
  const app = await buildApp({
    ...parts,
    accounts,
    stream,
    egress,
    seal,
    deliveries,
    version,
    oidc: config.oidc && new Oidc(config.oidc),
    limits: { ...usualLimits, ...config.limits },
    isReady: () => isReady,
    log,
  })
  await app.listen({ host: config.host, port: config.port })
  deliveries.start()
  const { port } = app.server.address() as AddressInfo
  const shown = config.host.includes(':') ? `[${config.host}]` : config.host
  return {
    url: `http://${shown}:${port}`,
    claimSecret,
    headlines: lives.map(({ strategy, engine }) => ({
      organisation: strategy.organisation.name,
      headline: printHeadline(headlineOf(engine)),
    })),
    died: store.died,
    async stop() {
      isReady = false
      stream.close()
      app.server.closeIdleConnections()
      const closing = app.close()
      setTimeout(() => app.server.closeAllConnections(), 2000).unref()
      await closing
      clearInterval(signing)
      await deliveries.stop()
      await checkpoints.sign(true)
      await stopListening()
      await database.close()
      await store.close()
    },
  }
}
