import type { Egress } from '../http/egress.ts'
import { call, EgressRefusal } from '../http/egress.ts'

const timeoutMs = 10_000
const mostBytes = 65_536

/** What is said in a chat channel. */
export type ChatMessage = {
  readonly title: string
  readonly detail: string
  readonly action: { readonly name: string; readonly url: string } | undefined
}

export type ChatFormat = 'slack' | 'teams'

/**
 * A message as incoming webhooks take it: Slack's `text` in mrkdwn, or an Adaptive Card 1.4 in a message, as the
 * workflows of Microsoft Teams do. Nothing of a name becomes markup, a mention or a link.
 */
export function chatBody(format: ChatFormat, { title, detail, action }: ChatMessage): string {
  if (format === 'slack') {
    const link = action
      ? `\n<${action.url.replaceAll('|', '%7C').replaceAll('>', '%3E')}|${slack(action.name)}>`
      : ''
    return JSON.stringify({ text: `*${slack(title)}*\n${slack(detail)}${link}` })
  }
  const block = (text: string, more: object) => ({
    type: 'TextBlock',
    text: teams(text),
    wrap: true,
    ...more,
  })
  const content = {
    type: 'AdaptiveCard',
    version: '1.4',
    body: [block(title, { weight: 'Bolder' }), block(detail, {})],
    actions: action ? [{ type: 'Action.OpenUrl', title: action.name, url: action.url }] : [],
  }
  const contentType = 'application/vnd.microsoft.card.adaptive'
  return JSON.stringify({ type: 'message', attachments: [{ contentType, content }] })
}

/** What came of a post: undefined where it was taken, else why not, and whether it may have been. */
export type ChatFailure = { readonly fault: string; readonly isFinal: boolean; readonly isUnsure: boolean }

/** Posts a message. */
export async function postChat(
  egress: Egress,
  url: string,
  body: string,
  version: string,
): Promise<ChatFailure | undefined> {
  try {
    const { status } = await call(egress, {
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': `keelson/${version}` },
      body,
      timeoutMs,
      mostBytes,
      signal: new AbortController().signal,
    })
    if (status >= 200 && status < 300) return undefined
    const isFinal = status >= 400 && status < 500 && status !== 408 && status !== 429
    return { fault: `The channel answered ${status}.`, isFinal, isUnsure: false }
  } catch (error) {
    if (error instanceof EgressRefusal)
      return { fault: `It was not sent: ${error.message}`, isFinal: true, isUnsure: false }
    const { code, message } = error as NodeJS.ErrnoException
    const isUnsure = code !== 'ECONNREFUSED' && code !== 'ENOTFOUND'
    return { fault: `It could not be sent: ${code ?? message}.`, isFinal: false, isUnsure }
  }
}

function slack(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  // A zero-width space keeps marks of emphasis from being read as such.
  return escaped.replace(/[*_~`]/g, (mark) => `${mark}\u200b`)
}

function teams(text: string): string {
  return text.replace(/[\\*_[\]()#`]/g, (mark) => `\\${mark}`)
}
