import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { isObservationFile, isStrategyFile, listFiles } from '../files.ts'
import type { Exported } from '../remote/answers.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'
import { writeFiles } from '../write.ts'

export const exportCommand: Command = {
  usage: '<folder>',
  about:
    'Writes the strategy files and observed values of the server into a folder: the same bytes that were applied, with their comments. Files of an earlier export that are gone are removed with --prune.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...remoteOptions,
    prune: { type: 'boolean', doc: 'removes strategy and observation files that the server does not have' },
    'no-values': { type: 'boolean', doc: 'strategy files only' },
  },
  run: runExport,
}

async function runExport(context: Context): Promise<Exit> {
  const { args, options, out } = context
  const [folder] = args
  if (folder === undefined) throw new Refusal('say the folder to write into.')
  const client = new Client(readCredentials(context))
  const exported = await client.json<Exported>('/strategy')
  const files = [...exported.files, ...(options['no-values'] ? [] : exported.observations)]
  const wanted = new Set(files.map(({ path }) => join(folder, path)))
  const there = existsSync(folder) ? listFiles(folder) : []
  const stale = there.filter((path) => (isStrategyFile(path) || isObservationFile(path)) && !wanted.has(path))
  if (options.prune) for (const path of stale) rmSync(path)
  writeFiles(folder, files)
  const left =
    options.prune || stale.length === 0
      ? ''
      : ` ${stale.length} other files stand there; --prune removes them.`
  out(`${files.length} files of ${exported.organisation} in ${folder}. Base ${exported.base}.${left}\n`)
  return 0
}
