import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { askingOf } from '../remote/asking.ts'
import type { Client } from '../remote/client.ts'
import { remoteOptions } from '../remote/credentials.ts'
import type { Effect, NegotiationRow, NegotiationTold } from '../remote/negotiation-text.ts'
import { drawEffect, drawNegotiation, drawRow, hashDigits } from '../remote/negotiation-text.ts'

const steps = {
  counter: 'counter-offer',
  accept: 'accept',
  sign: 'sign-off',
  decline: 'decline',
  withdraw: 'withdraw',
  escalate: 'escalate',
  override: 'override',
} as const

type StepVerb = keyof typeof steps
const verbs = ['list', 'show', 'offer', 'effect', ...(Object.keys(steps) as StepVerb[])]

export const negotiate: Command = {
  usage: 'list | show <id> | offer <kpi> <period> | effect <kpi> <period> | counter|accept|sign|… <id>',
  about:
    'Agrees on targets with the others concerned. offer and effect take the KPI and the period, or --link and the two KPIs of a contribution link; counter, accept, sign, decline, withdraw, escalate and override take the id that list prints. accept, sign, counter and decline answer terms that you have seen: --terms takes their number as show prints it.',
  arguments: { sort: verbs, most: 3 },
  options: {
    ...remoteOptions,
    value: { type: 'string', value: 'amount', doc: 'the target offered, as strategy files write it' },
    change: { type: 'string', value: 'amount', doc: 'the target as a change from the baseline: +15%, 5 pp' },
    share: { type: 'string', value: 'share', doc: 'with --link: how much of the child counts' },
    link: { type: 'boolean', doc: 'the two names are the KPIs of a contribution link, child and parent' },
    assuming: { type: 'string', value: 'text', doc: 'what the offer assumes' },
    asking: { type: 'string', value: 'text', doc: 'a resource that is asked for' },
    reason: { type: 'string', value: 'text', doc: 'why' },
    terms: { type: 'string', value: 'number', doc: 'the terms answered, as show prints their number' },
    open: { type: 'boolean', doc: 'list: only those with terms on the table' },
    mine: { type: 'boolean', doc: 'list: only those in which you must act' },
    json: jsonOption,
  },
  run: runNegotiate,
}

async function runNegotiate(context: Context): Promise<Exit> {
  const [verb = '', first, second] = context.args
  const { options } = context
  const { client, print } = askingOf(context)
  if (verb === 'list') {
    const query = ['open', 'mine'].filter((name) => options[name]).map((name) => `${name}=true`)
    const rows = await client.json<readonly NegotiationRow[]>(`/negotiations?${query.join('&')}`)
    return print(rows, (all) => all.map(drawRow).join('') || 'There is nothing to negotiate.\n')
  }
  if (first === undefined) throw new Refusal(`say one of ${verbs.join(', ')}, and of what.`)
  if (verb === 'show') return print(await read(client, first), drawNegotiation)
  if (verb === 'offer' || verb === 'effect') {
    if (second === undefined) throw new Refusal(`${verb} takes a KPI and a period, or --link and two KPIs.`)
    const subject = options.link
      ? { kind: 'contribution', from: first, to: second }
      : { kind: 'target', kpi: first, period: second }
    const body = { subject, terms: termsOf(context) }
    if (verb === 'effect') {
      const effect = await client.json<readonly Effect[]>('/negotiations/effect', { method: 'POST', body })
      return print(effect, (rows) => drawEffect(rows) || 'It contributes to no target.\n')
    }
    const told = await client.json<NegotiationTold>('/negotiations', { method: 'POST', body })
    return print(told, drawNegotiation)
  }
  if (!Object.hasOwn(steps, verb)) throw new Refusal(`say one of ${verbs.join(', ')}, not "${verb}".`)
  const body = await stepOf(context, client, verb as StepVerb, first)
  const path = `/negotiations/${encodeURIComponent(first)}/steps`
  return print(await client.json<NegotiationTold>(path, { method: 'POST', body }), drawNegotiation)
}

function read(client: Client, id: string): Promise<NegotiationTold> {
  return client.json<NegotiationTold>(`/negotiations/${encodeURIComponent(id)}`)
}

function termsOf({ options }: Context): Readonly<Record<string, unknown>> {
  const { value, change, share, assuming, asking, reason } = options
  return {
    ...(value !== undefined && { value }),
    ...(change !== undefined && { change }),
    ...(share !== undefined && { share }),
    ...(reason !== undefined && { reason }),
    ...(assuming !== undefined && { assumptions: [assuming] }),
    ...(asking !== undefined && { resources: [{ what: asking }] }),
  }
}

async function stepOf(context: Context, client: Client, verb: StepVerb, id: string) {
  const { reason, terms } = context.options
  const kind = steps[verb]
  const why = typeof reason === 'string' ? { reason } : {}
  if (verb === 'withdraw' || verb === 'escalate') return { kind, ...why }
  if (verb === 'override') return { kind, ...why, terms: termsOf(context) }
  const { hash } = await read(client, id)
  if (typeof terms !== 'string' || terms.length < hashDigits || !hash?.startsWith(terms))
    throw new Refusal(
      `${verb} answers terms that you have seen: read them with keelson negotiate show ${id}, and give their number as --terms.`,
    )
  return verb === 'counter' ? { kind, hash, terms: termsOf(context) } : { kind, hash, ...why }
}
