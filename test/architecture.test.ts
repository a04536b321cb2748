import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

/** The folders of core; each imports only from itself and from those before it. */
const order = [
  'text',
  'time',
  'quantity',
  'series',
  'formula',
  'strategy',
  'graph',
  'score',
  'engine',
  'statistics',
  'forecast',
  'signal',
  'evidence',
  'simulate',
  'outlook',
  'scorecard',
  'reconcile',
  'smart',
  'table',
  'intake',
  'checks',
  'repair',
  'compare',
  'catchball',
  'review',
]

type Source = { readonly path: string; readonly text: string; readonly imports: readonly string[] }

/** `import … from '…'`, the last line of one that is longer, `export { … } from '…'`, `import('…')`. */
const importLine = /(?:^(?:import\b|export \{|export type \{|\})[^'\n]*|import\()'([^'\n]+)'/gm

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|js)$/.test(entry.name) && !entry.parentPath.includes('node_modules'),
    )
    .map((entry) => {
      const path = relative(root, join(entry.parentPath, entry.name))
      const text = readFileSync(join(root, path), 'utf8')
      const imports = [...text.matchAll(importLine)].map(([, name]) => name as string)
      return { path, text, imports }
    })
}

const core = sourcesIn('packages/core/src')
const folderOf = (path: string): string => path.split('/')[3] as string

describe('core', () => {
  test('has only the folders that the order names, and all of them', () => {
    const folders = readdirSync(join(root, 'packages/core/src'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
    expect(folders.filter((name) => !order.includes(name))).toEqual([])
  })

  test('imports go to the same folder or to one before it', () => {
    const wrong = core
      .filter(({ path }) => order.includes(folderOf(path)))
      .flatMap(({ path, imports }) =>
        imports.flatMap((name) => {
          const target = name.startsWith('.') ? folderOf(join(dirname(path), name)) : undefined
          const isBackward =
            target !== undefined &&
            order.includes(target) &&
            order.indexOf(target) > order.indexOf(folderOf(path))
          return isBackward ? [`${path} imports ${name}`] : []
        }),
      )
    expect(wrong).toEqual([])
  })

  test('depends on nothing but yaml', () => {
    const packages = core.flatMap(({ imports }) => imports.filter((name) => !name.startsWith('.')))
    expect([...new Set(packages)]).toEqual(['yaml'])
  })

  test('asks no clock', () => {
    const asking = core.filter(({ text }) =>
      /Temporal\.Now|Date\.now|new Date\(\)|performance\.now/.test(text),
    )
    expect(asking.map(({ path }) => path)).toEqual([])
  })

  test('evaluates no text as a program', () => {
    const evaluating = core.filter(({ text }) => /\beval\(|new Function\(/.test(text))
    expect(evaluating.map(({ path }) => path)).toEqual([])
  })
})

test('the environment is read in one place of the command line only', () => {
  const reading = sourcesIn('packages/cli').filter(
    ({ text, path }) => /process\.env/.test(text) && !path.includes('/test/'),
  )
  expect(reading.map(({ path }) => path)).toEqual(['packages/cli/src/main.ts'])
})

describe('the server', () => {
  const server = sourcesIn('packages/server/src')
  const inFolder = (path: string, ...folders: string[]) =>
    folders.some((folder) => path.startsWith(`packages/server/src/${folder}/`))

  test('speaks SQL in its store only', () => {
    const speaking = server.filter(
      ({ text, path }) =>
        /\bsql`|\.(?:insertInto|selectFrom|updateTable|deleteFrom)\(|\.query\(/.test(text) &&
        !inFolder(path, 'store') &&
        // It makes the database that the store then speaks to.
        path !== 'packages/server/src/postgres/connect.ts',
    )
    expect(speaking.map(({ path }) => path)).toEqual([])
  })

  test('changes rows only by its commands, those of sessions by its accounts, those of deliveries by its webhooks', () => {
    const writing = server.filter(
      ({ path, imports }) =>
        imports.some((name) => name.includes('/write/')) &&
        !inFolder(path, 'commands', 'accounts', 'webhooks', 'store'),
    )
    expect(writing.map(({ path }) => path)).toEqual([])
    const telling = server.filter(({ path }) => inFolder(path, 'webhooks')).flatMap(({ imports }) => imports)
    expect([...new Set(telling.filter((name) => name.includes('/write/')))]).toEqual([
      '../store/write/delivery.ts',
    ])
    const changing = server.filter(
      ({ path, text }) =>
        /\.(?:insertInto|updateTable|deleteFrom)\(|\b(?:insert into|update \w+ set|delete from)\b/i.test(
          text,
        ) && !inFolder(path, 'store/write', 'store/migrations'),
    )
    expect(changing.map(({ path }) => path)).toEqual([])
  })

  test('is given its clock and its settings', () => {
    const asking = server.filter(
      ({ text, path }) => /process\.env|Date\.now\(\)|new Date\(\)/.test(text) && !inFolder(path, 'postgres'),
    )
    expect(asking.map(({ path }) => path)).toEqual([])
  })

  test('evaluates no text as a program', () => {
    const evaluating = server.filter(({ text }) => /\beval\(|new Function\(|node:vm/.test(text))
    expect(evaluating.map(({ path }) => path)).toEqual([])
  })

  test('has every tenant table in its list', () => {
    const migrations = server.filter(({ path }) => inFolder(path, 'store/migrations'))
    const tables = migrations.flatMap(({ text }) =>
      [...text.matchAll(/create table (\w+) \(\s+org_id/g)].map(([, name]) => name as string),
    )
    const listed = server.find(({ path }) => path.endsWith('store/tenant-tables.ts'))?.text ?? ''
    const names = [...listed.matchAll(/'(\w+)'/g)].map(([, name]) => name as string)
    expect(names.toSorted()).toEqual(tables.filter((name) => name !== 'organisation').toSorted())
  })
})

test('nothing reaches into the inside of another package', () => {
  const sources = ['packages/cli/src', 'packages/demo/src', 'packages/server/src'].flatMap(sourcesIn)
  const inside = sources.flatMap(({ path, imports }) =>
    imports
      .filter((name) => name.startsWith('@keelson/') && name.split('/').length > 2)
      .map((name) => `${path} imports ${name}`),
  )
  expect(inside).toEqual([])
})

test('no test is skipped, singled out or left to do', () => {
  const tests = ['core', 'cli', 'demo', 'server']
    .map((name) => `packages/${name}/test`)
    .concat('test')
    .flatMap(sourcesIn)
  const lame = tests.filter(({ text }) => /\b(?:test|describe|it)\.(?:skip|only|todo|skipIf)\(/.test(text))
  expect(lame.map(({ path }) => path)).toEqual([])
})

test('ARCHITECTURE.md names every folder of core in their order', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')
  const folders = [...page.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, name]) => name as string)
  expect(folders).toEqual(order)
})
