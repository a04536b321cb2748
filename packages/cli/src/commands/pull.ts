import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import type { Exported } from '../remote/answers.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'
import { writeFiles } from '../write.ts'

export const pull: Command = {
  usage: '<folder>',
  about:
    'Writes the observed values of the server into a folder as CSV: every version, with its day of record, source and note.',
  arguments: { sort: 'folder', most: 1 },
  options: remoteOptions,
  run: runPull,
}

async function runPull(context: Context): Promise<Exit> {
  const [folder] = context.args
  if (folder === undefined) throw new Refusal('say the folder to write into.')
  const client = new Client(readCredentials(context))
  const { observations, organisation } = await client.json<Exported>('/strategy')
  writeFiles(folder, observations)
  const rows = observations.reduce((sum, { text }) => sum + text.split('\n').length - 2, 0)
  context.out(`${rows} values of ${organisation} in ${observations.length} files in ${folder}.\n`)
  return 0
}
