import { accessSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { linesOf } from '../lines.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'
import { verifyArchive } from '../verify/archive.ts'
import { verifyCheckpoints } from '../verify/checkpoints.ts'

export const verify: Command = {
  usage: '[archive]',
  about:
    'Replays the events of an archive, or of the server, and says whether they come to what it holds: the chain of hashes, every row, and, with --checkpoints, that nothing was cut or written anew. Works without the server, and shares no code with it. Exit code 1 where something does not agree.',
  arguments: { sort: 'file', most: 1 },
  options: {
    ...remoteOptions,
    checkpoints: {
      type: 'string',
      value: 'file',
      doc: 'signed checkpoints, as the server keeps them beside its data',
      completes: 'file',
    },
    key: { type: 'string', value: 'file', doc: 'the public key of the checkpoints', completes: 'file' },
    json: jsonOption,
  },
  run: runVerify,
}

async function runVerify(context: Context): Promise<Exit> {
  const { options, out } = context
  context.progress.step('Verifying', true)
  const verification = await verifyArchive(await sourceOf(context))
  const { organisation, events, rows, head } = verification
  const faults = [...verification.faults]
  let checkpoints: number | undefined
  if (typeof options.checkpoints === 'string') {
    if (typeof options.key !== 'string')
      throw new Refusal('--checkpoints needs --key: the public key of the server.')
    const signed = readFileSync(options.checkpoints, 'utf8')
    const found = verifyCheckpoints(verification, signed, readFileSync(options.key, 'utf8'))
    checkpoints = found.count
    faults.push(...found.faults)
  }
  if (options.json) {
    out(
      `${JSON.stringify({ organisation, events, rows, head, checkpoints: checkpoints ?? null, faults }, null, 2)}\n`,
    )
  } else {
    const signed = checkpoints === undefined ? '' : `, ${checkpoints} checkpoints`
    const verdict = faults.length === 0 ? 'Everything agrees' : 'It does not agree'
    out(
      `${faults.map((fault) => `✗ ${fault}\n`).join('')}${organisation}: ${events} events, ${rows} rows${signed}. ${verdict}.\n`,
    )
    out(`Head ${head.seq} ${head.hash}\n`)
  }
  return faults.length === 0 ? 0 : 1
}

async function sourceOf(context: Context): Promise<AsyncIterable<string>> {
  const [file] = context.args
  if (file !== undefined) {
    // A file that is not there is told before it is read.
    accessSync(file)
    return linesOf(file)
  }
  const { body } = await new Client(readCredentials(context)).response('/archive')
  if (!body) throw new Refusal('the server sent nothing.')
  return createInterface({ input: Readable.fromWeb(body as never), crlfDelay: Number.POSITIVE_INFINITY })
}
