import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { Client } from '../remote/client.ts'
import { readCredentials, remoteOptions } from '../remote/credentials.ts'

type Inbox = {
  readonly unread: number
  readonly notices: readonly {
    readonly title: string
    readonly detail: string
    readonly address: string
    readonly at: string
    readonly isRead: boolean
    readonly isOver: boolean
  }[]
}

export const inbox: Command = {
  usage: '[list | read]',
  about: 'What waits for you on the server, the newest first. read takes all of it for read.',
  arguments: { sort: ['list', 'read'], most: 1 },
  options: {
    ...remoteOptions,
    all: { type: 'boolean', doc: 'with what is over' },
    language: { type: 'string', value: 'en|de|zh-Hans', doc: 'another language than the one you chose' },
    json: jsonOption,
  },
  run: runInbox,
}

/** The exit code says whether anything waits. */
async function runInbox(context: Context): Promise<Exit> {
  const { args, options, out, paint } = context
  const client = new Client(readCredentials(context))
  if (args[0] === 'read') {
    await client.json('/inbox/read', { method: 'POST', body: {} })
    out('All is read.\n')
    return 0
  }
  const query = new URLSearchParams({ all: String(options.all === true), limit: '100' })
  if (typeof options.language === 'string') query.set('language', options.language)
  const told = await client.json<Inbox>(`/inbox?${query}`)
  const waits = told.notices.some(({ isOver }) => !isOver)
  if (options.json) out(`${JSON.stringify(told, null, 2)}\n`)
  else if (told.notices.length === 0) out('Nothing waits for you.\n')
  else
    for (const { title, detail, address, at, isRead, isOver } of told.notices) {
      const mark = isOver ? 'over ' : isRead ? '     ' : 'new  '
      out(`${mark}${at.slice(0, 16).replace('T', ' ')}  ${paint.bold(title)}\n`)
      out(`     ${detail}  ${paint.dim(address)}\n`)
    }
  return waits ? 1 : 0
}
