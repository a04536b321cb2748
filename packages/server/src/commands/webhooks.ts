import { randomUUIDv7 } from 'node:crypto'
import { Failure } from '../errors.ts'
import { webhooksOf } from '../store/read/webhook.ts'
import {
  deleteWebhook as end,
  pauseWebhook as pause,
  createWebhook as write,
} from '../store/write/webhook.ts'
import type { EventKind } from '../webhooks/message.ts'
import type { Seal } from '../webhooks/seal.ts'
import type { Command, Context, Done } from './command.ts'

const mostWebhooks = 50

export type WebhookInput = {
  readonly url: string
  /** Null: all. */
  readonly kinds: readonly EventKind[] | null
  readonly secret: Buffer
  readonly seal: Seal
}
export type WebhookAnswer = {
  readonly id: string
  readonly url: string
  readonly kinds: readonly EventKind[] | null
  readonly createdAt: string
  readonly isPaused: boolean
}

/** Has events told to an address from now on. What the chain says of the secret is sealed. */
export const createWebhook: Command<WebhookInput, WebhookAnswer> = {
  kind: 'webhook-created',
  async run({ tenant, live, at, seq }, { url, kinds, secret, seal }) {
    const { length } = await webhooksOf(tenant, live.orgId)
    if (length >= mostWebhooks)
      throw new Failure('invalid-request', `There are ${length} webhooks; more are not taken. Delete one.`)
    const webhookId = randomUUIDv7()
    const sealedSecret = seal.close(secret, webhookId)
    const { keyId } = seal
    await write(tenant, live.orgId, seq, { webhookId, url, kinds, sealedSecret, keyId, at })
    return {
      answer: { id: webhookId, url, kinds, createdAt: at.toISOString(), isPaused: false },
      status: 201,
      payload: { id: webhookId, url, kinds, sealedSecret: sealedSecret.toString('hex'), keyId },
    }
  },
}

/** Has nothing more told to an address; what still waits to be sent is not sent. */
export const deleteWebhook: Command<{ readonly id: string }, { readonly id: string }> = {
  kind: 'webhook-deleted',
  async run({ tenant, live, at }, { id }) {
    if (!(await end(tenant, live.orgId, id, at))) throw new Failure('not-found')
    return { answer: { id }, payload: { id } }
  },
}

type Paused = { readonly id: string; readonly isPaused: boolean }

/** Has everything that a webhook is to be told wait. */
export const pauseWebhook: Command<{ readonly id: string }, Paused> = {
  kind: 'webhook-paused',
  run: (context, { id }) => setPause(context, id, true),
}

/** Has a paused webhook told what waited, and go on. */
export const resumeWebhook: Command<{ readonly id: string }, Paused> = {
  kind: 'webhook-resumed',
  run: (context, { id }) => setPause(context, id, false),
}

async function setPause({ tenant, live, at }: Context, id: string, isPaused: boolean): Promise<Done<Paused>> {
  const isKnown = (await webhooksOf(tenant, live.orgId)).some(({ webhookId }) => webhookId === id)
  if (!isKnown) throw new Failure('not-found')
  const answer = { id, isPaused }
  const isNew = await pause(tenant, live.orgId, id, isPaused ? at : null)
  return isNew ? { answer, payload: { id } } : { answer }
}
