import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestServer } from './server.ts'

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '../../..')
let folder: string
let text: string

beforeAll(async () => {
  const server = await TestServer.start()
  let answer = await fetch(`${server.running.url}/openapi.json`)
  // A machine that is busy with other tests sheds requests, as it should.
  while (answer.status === 503) answer = await fetch(`${server.running.url}/openapi.json`)
  text = await answer.text()
  folder = mkdtempSync(join(tmpdir(), 'keelson-openapi-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  writeFileSync(join(folder, 'openapi.json'), text)
})

test('a public linter finds nothing wrong with the OpenAPI document', async () => {
  const config = await createConfig({ extends: ['recommended'] })
  const problems = await lintFromString({ source: text, absoluteRef: join(folder, 'openapi.json'), config })
  const told = problems.map(
    ({ severity, ruleId, message, location }) => `${severity} ${ruleId}: ${message} ${location[0]?.pointer}`,
  )
  expect(told).toEqual([])
})

test('every operation has a name of its own', () => {
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { operationId: string }>> }
  const names = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  )
  expect(names.length).toBeGreaterThan(25)
  expect(new Set(names).size).toBe(names.length)
})

const client = `
import type { paths } from './api.ts'
declare const ask: <P extends keyof paths, M extends keyof paths[P]>(path: P, method: M) => paths[P][M]
const scorecard = ask('/api/v1/organisations/{organisation}/scorecard', 'get')
type Row = (typeof scorecard)['responses'][200]['content']['application/json']['groups'][number]['kpis'][number]
export const show = ({ name, actual, status }: Row): string => \`\${name}: \${actual ?? '–'} \${status.toUpperCase()}\`
// @ts-expect-error there is no such field
export const wrong = (row: Row) => row.nothing
`

test('a client made from it type-checks', () => {
  const made = spawnSync(
    process.execPath,
    [join(require.resolve('openapi-typescript'), '../../bin/cli.js'), 'openapi.json', '-o', 'api.ts'],
    { cwd: folder, encoding: 'utf8' },
  )
  expect(made.status, made.stderr).toBe(0)
  writeFileSync(join(folder, 'client.ts'), client)
  const flags = [
    '--noEmit',
    '--strict',
    '--allowImportingTsExtensions',
    '--module',
    'esnext',
    '--moduleResolution',
    'bundler',
  ]
  const checked = spawnSync(
    process.execPath,
    [join(root, 'node_modules/typescript/bin/tsc'), ...flags, 'client.ts'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  )
  expect(checked.stdout).toBe('')
  expect(checked.status).toBe(0)
})
