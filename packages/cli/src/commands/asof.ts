import { printDay } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { readDay } from '../files.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'

export const asof: Command = {
  usage: '<date>',
  about:
    'Prints the scorecard as it was known at the end of a day: the strategy then in force, and what had been handed in by then.',
  arguments: { sort: 'text', most: 1 },
  options: {
    ...remoteOptions,
    by: {
      type: 'string',
      value: 'what',
      doc: 'how KPIs are grouped',
      choices: ['perspective', 'department', 'objective'],
    },
    json: { type: 'boolean', doc: 'data instead of text' },
  },
  run: runAsOf,
}

type Row = { name: string; unit: string; actual: number | null; target: number | null; status: string }
type Group = { name: string; score: { score: number | null; status: string }; kpis: readonly Row[] }
type Answer = { organisation: string; asOf: string; period: string; groups: readonly Group[] }

async function runAsOf(context: Context): Promise<Exit> {
  const { args, options, out, paint } = context
  if (args[0] === undefined) throw new Refusal('say the day, such as 2026-03-03.')
  const day = printDay(readDay('as-of', args[0]))
  const client = new Client(readCredentials(context))
  const by = typeof options.by === 'string' ? `&by=${options.by}` : ''
  const answer = await client.json<Answer>(`/scorecard?asOf=${day}${by}`)
  if (options.json) {
    out(`${JSON.stringify(answer, null, 2)}\n`)
    return 0
  }
  out(`${paint.bold(answer.organisation)}  ${answer.period}, as known on ${answer.asOf}\n`)
  for (const { name, score, kpis } of answer.groups) {
    const share = score.score === null ? '–' : `${(score.score * 100).toFixed(0)} %`
    out(`\n${paint.bold(name)}  ${share}  ${score.status}\n`)
    for (const row of kpis)
      out(`  ${row.name}: ${shown(row.actual)} of ${shown(row.target)} ${row.unit}  ${row.status}\n`)
  }
  return 0
}

function shown(value: number | null): string {
  return value === null ? '–' : Number(value.toPrecision(6)).toLocaleString('en')
}
