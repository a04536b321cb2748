import type { Egress } from '../http/egress.ts'
import { call, EgressRefusal } from '../http/egress.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptEvent } from '../store/read/event.ts'
import type { WebhookRow } from '../store/read/webhook.ts'
import type { DeliveryState, DueDelivery } from '../store/write/delivery.ts'
import { bodyOf, signedHeaders } from './message.ts'
import type { Seal } from './seal.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute

/** How long after each failed attempt the next one comes; after the last the delivery has failed for good. */
export const delaysMs = [
  5 * second,
  30 * second,
  2 * minute,
  15 * minute,
  hour,
  4 * hour,
  12 * hour,
  24 * hour,
] as const

const timeoutMs = 10 * second
const mostBytes = 65_536

/** What an attempt is made of; without a webhook it was deleted since. */
export type Attempt = {
  readonly delivery: DueDelivery
  readonly webhook: WebhookRow | undefined
  readonly event: KeptEvent | undefined
  readonly slug: string
  readonly live: LiveOrganisation
}

export type Sender = {
  readonly egress: Egress
  readonly seal: Seal
  readonly clock: () => number
  readonly version: string
}

/** Sends a delivery once, and says what is to come of it. */
export async function attempt(
  { egress, seal, clock, version }: Sender,
  { delivery, webhook, event, slug, live }: Attempt,
  signal: AbortSignal,
): Promise<DeliveryState> {
  const ended = (fault: string, answerStatus: number | null = null): DeliveryState => ({
    state: 'failed',
    dueAt: new Date(clock()),
    answerStatus,
    fault,
  })
  const again = (fault: string, answerStatus: number | null = null): DeliveryState => {
    const delay = delaysMs[delivery.attempts - 1]
    if (delay === undefined) return ended(fault, answerStatus)
    return { state: 'waiting', dueAt: new Date(clock() + delay), answerStatus, fault }
  }
  if (!webhook) return ended('The webhook was deleted.')
  if (!event) return ended('The event is not there.')
  if (webhook.keyId !== seal.keyId)
    return again(
      'The signing secret is sealed by another key than the one in the data directory. Put that key back, or make the webhook anew.',
    )
  const at = new Date(clock())
  const body = bodyOf(event, slug, live)
  const secret = seal.open(webhook.sealedSecret, webhook.webhookId)
  const headers = {
    'content-type': 'application/json',
    'user-agent': `keelson/${version}`,
    ...signedHeaders(secret, `${webhook.webhookId}_${event.seq}`, at, body),
  }
  try {
    const { status } = await call(egress, {
      url: webhook.url,
      method: 'POST',
      headers,
      body,
      timeoutMs,
      mostBytes,
      signal,
    })
    if (status >= 200 && status < 300)
      return { state: 'delivered', dueAt: new Date(clock()), answerStatus: status, fault: null }
    if (status === 410) return ended('The receiver says that it is gone for good.', status)
    const redirect = status >= 300 && status < 400 ? ', and redirects are not followed' : ''
    return again(`The receiver answered ${status}${redirect}.`, status)
  } catch (error) {
    if (error instanceof EgressRefusal) return ended(`It was not sent: ${error.message}`)
    return again(faultOf(error))
  }
}

function faultOf(error: unknown): string {
  const { name, code, message } = error as NodeJS.ErrnoException
  if (name === 'TimeoutError' || (error as { cause?: Error }).cause?.name === 'TimeoutError')
    return `There was no answer within ${timeoutMs / second} s.`
  return `It could not be sent: ${code ?? message}.`
}
