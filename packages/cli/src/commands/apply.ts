import { randomUUID } from 'node:crypto'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import type { Applied } from '../remote/answers.ts'
import { Client } from '../remote/client.ts'
import { readCredentials } from '../remote/credentials.ts'
import { drawChanges } from '../remote/plan-text.ts'
import { strategyBody } from '../remote/strategy-body.ts'
import { planOptions } from './plan.ts'

export const apply: Command = {
  usage: '[folder]',
  about:
    'Applies strategy files to the server: all of them, or, where one has errors or the server has moved on from --base, none.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...planOptions,
    comment: { type: 'string', value: 'text', doc: 'why, for the audit trail' },
    json: jsonOption,
  },
  run: runApply,
}

async function runApply(context: Context): Promise<Exit> {
  const { options, out, paint } = context
  const client = new Client(readCredentials(context))
  const body = await strategyBody(context, client)
  const comment = typeof options.comment === 'string' ? { comment: options.comment } : {}
  const sent = { method: 'POST', body: { ...body, ...comment }, key: randomUUID() }
  const applied = await client.json<Applied>('/strategy/apply', sent)
  if (options.json) {
    out(`${JSON.stringify(applied, null, 2)}\n`)
    return 0
  }
  const { added, changed, removed } = applied.files
  const isNothing = added + changed + removed + applied.offered.length === 0
  const told = isNothing
    ? 'The server has these files already'
    : `${added} added, ${changed} changed, ${removed} removed`
  const offers = applied.offered.map(
    ({ kpi, period, negotiation }) => `Offered for signature: ${kpi} ${period}  ${negotiation}`,
  )
  const lines = [...drawChanges(applied.changes, paint), ...offers, `${told}. Base ${applied.base}.`]
  out(`${lines.join('\n')}\n`)
  return 0
}
