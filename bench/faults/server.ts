import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { startEmbedded } from '../../packages/server/src/postgres/embedded.ts'
import { type KillReport, killOften } from '../../packages/server/test/faults/kill.ts'

const readyMs = 5000

/** Kills servers, and embedded PostgreSQLs, under load; prints what it saw, and gives whether nothing was lost. */
export async function killServers(kills: number, postgresKills: number): Promise<boolean> {
  const seed = Date.now() % 1_000_000
  const folders: string[] = []
  const makeFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'keelson-faults-'))
    folders.push(folder)
    return folder
  }
  const tell = (round: number) => {
    if (round % 10 === 0) process.stderr.write(`${round} kills\n`)
  }
  try {
    const { url, stop } = await startEmbedded({ folder: makeFolder() })
    const plan = { seed, readyMs, tell }
    const server = await killOften({
      ...plan,
      rounds: kills,
      folder: makeFolder(),
      databaseUrl: url,
      victim: 'server',
    })
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
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
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
