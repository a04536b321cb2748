import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { askingOf } from '../remote/asking.ts'
import type { Client } from '../remote/client.ts'
import { remoteOptions } from '../remote/credentials.ts'
import type { ActionTold, AgendaItemTold, ReviewRowTold, ReviewTold } from '../remote/review-text.ts'
import { drawAction, drawAgenda, drawReview, drawReviewRow, hashDigits } from '../remote/review-text.ts'

const verbs = ['list', 'agenda', 'open', 'show', 'close', 'sign', 'actions', 'done']

export const review: Command = {
  usage:
    'list | agenda [cycle] [period] | open <cycle> <period> | show|close|sign <id> | actions | done <action>',
  about:
    'Reviews: which are due, what they talk about, what came of them. agenda shows what a review would talk about as things stand; open freezes it; close carries out what was decided; sign takes the number of the minutes, as show prints it. actions lists what people have to do from reviews, and done says that one of them is done.',
  arguments: { sort: verbs, most: 3 },
  options: {
    ...remoteOptions,
    minutes: { type: 'string', value: 'number', doc: 'sign: the minutes that you have read' },
    note: { type: 'string', value: 'text', doc: 'done: what came of it' },
    mine: { type: 'boolean', doc: 'actions: only those that you are to do' },
    all: { type: 'boolean', doc: 'actions: those that are over too' },
    json: jsonOption,
  },
  run: runReview,
}

async function runReview(context: Context): Promise<Exit> {
  const [verb = '', first, second] = context.args
  const { options } = context
  const { client, print } = askingOf(context)
  if (verb === 'list') {
    const { reviews } = await client.json<{ reviews: readonly ReviewRowTold[] }>('/reviews')
    return print(reviews, (rows) => rows.map(drawReviewRow).join('') || 'No review is due.\n')
  }
  if (verb === 'agenda') {
    const asked = { cycle: first, period: second }
    const query = new URLSearchParams(
      Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
    )
    const { items } = await client.json<{ items: readonly AgendaItemTold[] }>(`/agenda?${query}`)
    return print(items, (all) => drawAgenda(all) || 'Nothing asks for attention.\n')
  }
  if (verb === 'actions') {
    const query = [...(options.mine ? ['mine=true'] : []), ...(options.all ? [] : ['open=true'])]
    const actions = await client.json<readonly ActionTold[]>(`/actions?${query.join('&')}`)
    return print(actions, (all) => all.map(drawAction).join('') || 'Nothing is to be done.\n')
  }
  if (first === undefined) throw new Refusal(`say one of ${verbs.join(', ')}, and of what.`)
  if (verb === 'open') {
    if (second === undefined) throw new Refusal('open takes a cycle and a period, as list prints them.')
    const body = { cycle: first, period: second }
    return print(await client.json<ReviewTold>('/reviews', { method: 'POST', body }), drawReview)
  }
  if (verb === 'done') return print(await finish(client, first, options.note), drawReview)
  if (verb === 'show') return print(await read(client, first), drawReview)
  if (verb === 'close') return print(await step(client, first, { kind: 'close' }), drawReview)
  if (verb !== 'sign') throw new Refusal(`say one of ${verbs.join(', ')}, not "${verb}".`)
  const { hash } = await read(client, first)
  const { minutes } = options
  if (typeof minutes !== 'string' || minutes.length < hashDigits || !hash?.startsWith(minutes))
    throw new Refusal(
      `sign takes minutes that you have read: keelson review show ${first} prints their number, for --minutes.`,
    )
  return print(await step(client, first, { kind: 'sign-off', hash }), drawReview)
}

function read(client: Client, id: string): Promise<ReviewTold> {
  return client.json<ReviewTold>(`/reviews/${encodeURIComponent(id)}`)
}

function step(client: Client, id: string, body: object): Promise<ReviewTold> {
  return client.json<ReviewTold>(`/reviews/${encodeURIComponent(id)}/steps`, { method: 'POST', body })
}

async function finish(client: Client, id: string, note: unknown): Promise<ReviewTold> {
  const actions = await client.json<readonly ActionTold[]>('/actions?open=true')
  const meant = actions.filter((action) => action.id.startsWith(id))
  const [action] = meant
  if (!action || meant.length > 1)
    throw new Refusal(
      meant.length > 1 ? `"${id}" begins the ids of several actions.` : `no open action has the id "${id}".`,
    )
  const text = typeof note === 'string' ? note : ''
  return step(client, action.review, { kind: 'finish-action', action: { id: action.id }, text })
}
