import { createWriteStream, renameSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'

export const backup: Command = {
  usage: '<file>',
  about:
    'Writes everything the organisation holds into one file: every event with its hash, and every row. keelson verify proves the file, keelson restore makes the organisation from it.',
  arguments: { sort: 'file', most: 1 },
  options: remoteOptions,
  run: runBackup,
}

async function runBackup(context: Context): Promise<Exit> {
  const [file] = context.args
  if (file === undefined) throw new Refusal('say the file to write.')
  const client = new Client(readCredentials(context))
  const { body } = await client.response('/archive')
  if (!body) throw new Refusal('the server sent nothing.')
  // What is cut off half-way never has the name of a backup.
  await pipeline(Readable.fromWeb(body as never), createWriteStream(`${file}.part`, { mode: 0o600 }))
  renameSync(`${file}.part`, file)
  context.out(`${client.organisation} is in ${file}. keelson verify ${file} proves it.\n`)
  return 0
}
