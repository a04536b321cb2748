import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startEmbedded } from '../../packages/server/src/postgres/embedded.ts'
import { startServer } from '../../packages/server/src/start.ts'
import { verifyUrl } from '../../packages/server/test/faults/archive.ts'
import { claim } from '../../packages/server/test/faults/claim.ts'
import { fuzzServer } from '../../packages/server/test/faults/fuzz.ts'
import { type KillReport, killOften } from '../../packages/server/test/faults/kill.ts'

const readyMs = 5000

/** Kills servers, and embedded PostgreSQLs, under load; prints what it saw, and gives whether nothing was lost. */
export async function killServers(kills: number, postgresKills: number): Promise<boolean> {
  const seed = Date.now() % 1_000_000
  const plan = { seed, readyMs, tell: teller('kills', 10) }
  return withFolders(async (makeFolder) => {
    const { url, stop } = await startEmbedded({ folder: makeFolder() })
    const elsewhere = { ...plan, rounds: kills, folder: makeFolder(), databaseUrl: url }
    const server = await killOften({ ...elsewhere, victim: 'server' })
    await stop()
    print('SIGKILL of the server', server)
    const postgres = await killOften({
      ...plan,
      rounds: postgresKills,
      folder: makeFolder(),
      victim: 'postgres',
    })
    print('SIGKILL of the embedded PostgreSQL', postgres)
    return server.faults.length === 0 && postgres.faults.length === 0
  })
}

/** Sends requests made from the server's OpenAPI document; prints what it saw, and gives whether every answer was right. */
export async function fuzzRequests(requests: number): Promise<boolean> {
  const seed = Date.now() % 1_000_000
  const logged: string[] = []
  return withFolders(async (makeFolder) => {
    const running = await startServer({
      databaseUrl: undefined,
      postgresBin: undefined,
      folder: makeFolder(),
      host: '127.0.0.1',
      port: 0,
      demo: true,
      egressAllow: [],
      limits: { perMinute: 1e9, latestMs: 60_000 },
      version: 'faults',
      clock: () => Date.now(),
      log: (line) => line.startsWith('fault ') && logged.push(line),
    })
    const { url, claimSecret } = running
    const administrator = await claim(url, claimSecret as string)
    const report = await fuzzServer({ url, administrator, requests, seed, tell: teller('requests', 10_000) })
    const faults = [...report.faults, ...logged]
    for (const organisation of ['perlbeck', 'fuzz-a'])
      faults.push(...(await verifyUrl(url, organisation, await administrator.makeToken(organisation))))
    await running.stop()
    const counts = Object.entries(report.statuses).map(([status, count]) => `${count} × ${status}`)
    process.stdout.write(
      `Requests from the OpenAPI document: ${requests} (seed ${seed}): ${counts.join(', ')}; ${faults.length} faults.\n`,
    )
    for (const fault of faults.slice(0, 20)) process.stdout.write(`  ${fault}\n`)
    return faults.length === 0
  })
}

async function withFolders<T>(run: (makeFolder: () => string) => Promise<T>): Promise<T> {
  const folders: string[] = []
  try {
    return await run(() => {
      const folder = mkdtempSync(join(tmpdir(), 'keelson-faults-'))
      folders.push(folder)
      return folder
    })
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

function teller(what: string, every: number): (done: number) => void {
  return (done) => {
    if (done % every === 0) process.stderr.write(`${done} ${what}\n`)
  }
}

function print(
  what: string,
  { seed, kills, acknowledged, settled, longestReadyMs, faults }: KillReport,
): void {
  process.stdout.write(
    `${what}: ${kills} times (seed ${seed}), ${acknowledged} writes acknowledged, ${settled} settled by asking again, ready within ${longestReadyMs} ms, ${faults.length} faults.\n`,
  )
  for (const fault of faults) process.stdout.write(`  ${fault}\n`)
}
