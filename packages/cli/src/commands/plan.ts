import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import type { Plan } from '../remote/answers.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'
import { drawPlan } from '../remote/plan-text.ts'
import { strategyBody } from '../remote/strategy-body.ts'

export const planOptions = {
  ...remoteOptions,
  base: {
    type: 'string',
    value: 'number',
    doc: 'the state of the server that the files rest on; its own by default',
  },
  only: { type: 'boolean', doc: 'only these files: others on the server stay' },
} as const

export const plan: Command = {
  usage: '[folder]',
  about:
    'Sends strategy files to the server and prints what they would change there: definitions, scores, gaps, findings and the alignment. Nothing is written. Exit code 1 where something would change.',
  arguments: { sort: 'folder', most: 1 },
  options: { ...planOptions, json: jsonOption },
  run: runPlan,
}

async function runPlan(context: Context): Promise<Exit> {
  const client = new Client(readCredentials(context))
  const body = await strategyBody(context, client)
  const planned = await client.json<Plan>('/strategy/plan', { method: 'POST', body })
  context.out(
    context.options.json ? `${JSON.stringify(planned, null, 2)}\n` : drawPlan(planned, context.paint),
  )
  const { added, changed, removed } = planned.files
  return added + changed + removed > 0 ? 1 : 0
}
