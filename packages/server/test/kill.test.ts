import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeDatabase } from './database.ts'
import { killFirstStarts, killOften } from './faults/kill.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keelson-kill-'))
  folders.push(folder)
  return folder
}

const seed = Date.now() % 1_000_000
const readyMs = 10_000

test('the server is killed twenty times under load: nothing acknowledged is lost, nothing is there twice', async () => {
  const plan = { rounds: 20, seed, readyMs, folder: makeFolder(), databaseUrl: await makeDatabase() }
  const report = await killOften({ ...plan, victim: 'server' })
  expect(report).toMatchObject({ seed, kills: 20, faults: [] })
  expect(report.acknowledged).toBeGreaterThan(200)
  expect(report.settled).toBeGreaterThan(20)
})

test('every process of the embedded PostgreSQL is killed five times under load: the same holds', async () => {
  const report = await killOften({ rounds: 5, seed, readyMs, folder: makeFolder(), victim: 'postgres' })
  expect(report).toMatchObject({ seed, kills: 5, faults: [] })
  expect(report.acknowledged).toBeGreaterThan(20)
})

test('a server that acknowledges before it commits is found out', async () => {
  const plan = { rounds: 5, seed, readyMs, folder: makeFolder(), databaseUrl: await makeDatabase() }
  const { faults } = await killOften({ ...plan, victim: 'server', commitsLate: true })
  expect(faults.join('\n')).toContain('was acknowledged, and 0 of ')
})

test('the first start is killed: the next one has the whole demo company [N2]', async () => {
  const urls = [await makeDatabase(), await makeDatabase()]
  const faults = await killFirstStarts(urls, { seed, readyMs, folder: makeFolder() })
  expect({ seed, faults }).toEqual({ seed, faults: [] })
})
