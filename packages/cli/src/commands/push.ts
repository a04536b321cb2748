import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import process from 'node:process'
import { text as readAll } from 'node:stream/consumers'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import type { Accounting } from '../remote/answers.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'

const batchRows = 5000
const mostShown = 20

export const push: Command = {
  usage: '[file]',
  about:
    'Sends observed values to the server: CSV, NDJSON or a JSON list, from a file or the input. Sent again after a lost answer they take effect once. Exit code 1 where rows were rejected.',
  arguments: { sort: 'file', most: 1 },
  options: {
    ...remoteOptions,
    format: {
      type: 'string',
      value: 'format',
      doc: 'csv by default, or by the ending of the file',
      choices: ['csv', 'ndjson', 'json'],
    },
    json: jsonOption,
  },
  run: runPush,
}

type Batch = { readonly type: string; readonly text: string; readonly rows: number }

async function runPush(context: Context): Promise<Exit> {
  const { args, options, out, progress } = context
  const [file] = args
  const text = file === undefined ? await readAll(process.stdin) : readFileSync(file, 'utf8')
  const batches = cut(text, String(options.format ?? formatOf(file)))
  const client = new Client(readCredentials(context))
  const total = { rowsIn: 0, written: 0, unchanged: 0, rejected: 0 }
  const rejections: Accounting['rejections'][number][] = []
  const ignored = new Set<string>()
  for (const [index, { type, text: part, rows }] of batches.entries()) {
    progress.step(`Sending ${index + 1} of ${batches.length} batches`, batches.length > 1)
    const key = createHash('sha256').update(`${index} ${part}`).digest('hex')
    const answer = await client.json<Accounting>('/values', {
      method: 'POST',
      raw: { type, text: part },
      key: `push-${key}`,
    })
    const before = total.rowsIn
    total.rowsIn += answer.rowsIn
    total.written += answer.written
    total.unchanged += answer.unchanged
    total.rejected += answer.rejected
    for (const one of answer.rejections)
      rejections.push({ ...one, row: one.row + Math.max(before, index * rows) })
    for (const name of answer.columnsIgnored) ignored.add(name)
  }
  if (options.json) {
    out(`${JSON.stringify({ ...total, rejections, columnsIgnored: [...ignored] }, null, 2)}\n`)
    return total.rejected > 0 ? 1 : 0
  }
  out(
    `${total.rowsIn} rows in = ${total.written} written + ${total.unchanged} unchanged + ${total.rejected} rejected.\n`,
  )
  if (ignored.size > 0) out(`Columns not read: ${[...ignored].join(', ')}.\n`)
  for (const { message } of rejections.slice(0, mostShown)) out(`  ${message}\n`)
  if (rejections.length > mostShown)
    out(`  … and ${rejections.length - mostShown} more; --json has them all.\n`)
  return total.rejected > 0 ? 1 : 0
}

function formatOf(file: string | undefined): string {
  const ending = extname(file ?? '').toLowerCase()
  return ending === '.json' ? 'json' : ending === '.ndjson' || ending === '.jsonl' ? 'ndjson' : 'csv'
}

/** Batches that each take effect as a whole. A quoted line end would be cut, so such a table is sent in one piece. */
function cut(text: string, format: string): readonly Batch[] {
  if (format === 'json')
    return cutLines(
      listOf(text).map((row) => JSON.stringify(row)),
      'application/x-ndjson',
      '',
    )
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (format === 'ndjson') return cutLines(lines, 'application/x-ndjson', '')
  const [header, ...rows] = lines
  if (header === undefined || rows.length === 0) throw new Refusal('there are no rows to send.')
  if (/"[^"\n]*\n/.test(text) && lines.some((line) => (line.split('"').length - 1) % 2 === 1)) {
    return [{ type: 'text/csv', text, rows: rows.length }]
  }
  return cutLines(rows, 'text/csv', `${header}\n`)
}

function cutLines(rows: readonly string[], type: string, header: string): readonly Batch[] {
  if (rows.length === 0) throw new Refusal('there are no rows to send.')
  return Array.from({ length: Math.ceil(rows.length / batchRows) }, (_, batch) => {
    const part = rows.slice(batch * batchRows, (batch + 1) * batchRows)
    return { type, text: `${header}${part.join('\n')}\n`, rows: batchRows }
  })
}

function listOf(text: string): readonly unknown[] {
  try {
    const data: unknown = JSON.parse(text)
    const list = Array.isArray(data) ? data : (data as { values?: unknown }).values
    if (Array.isArray(list)) return list
  } catch (error) {
    throw new Refusal(`this is no JSON: ${(error as Error).message}.`)
  }
  throw new Refusal('JSON values are a list of objects with measure, period and value.')
}
