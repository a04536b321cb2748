import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/postgres/embedded.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL server that tests make databases in. */
    readonly cluster: string
  }
}

/** One PostgreSQL for all tests of the server: the one named by KEELSON_TEST_DATABASE_URL, or an embedded one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.KEELSON_TEST_DATABASE_URL
  if (given !== undefined) {
    project.provide('cluster', given)
    return async () => {}
  }
  const folder = mkdtempSync(join(tmpdir(), 'keelson-test-'))
  const { url, stop } = await startEmbedded({ folder })
  project.provide('cluster', url)
  return async () => {
    await stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
