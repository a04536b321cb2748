import Type from 'typebox'
import { eventKinds } from '../webhooks/message.ts'
import { Instant, MaybeText, Slug, Uuid } from './common.ts'

export const WebhookParams = Type.Object(
  { organisation: Slug, webhook: Uuid },
  { additionalProperties: false },
)
export const DeliveryParams = Type.Object(
  { organisation: Slug, webhook: Uuid, delivery: Uuid },
  { additionalProperties: false },
)

const Kinds = Type.Array(Type.Enum([...eventKinds]), { minItems: 1, uniqueItems: true })

export const WebhookBody = Type.Object(
  {
    url: Type.String({ minLength: 1, maxLength: 2000 }),
    kinds: Type.Optional(
      Type.Union([Kinds, Type.Null()], { description: 'Of which events it is told; of all by default' }),
    ),
  },
  { additionalProperties: false },
)

export const Webhook = Type.Object({
  id: Uuid,
  url: Type.String(),
  kinds: Type.Union([Type.Array(Type.String()), Type.Null()]),
  createdAt: Instant,
  isPaused: Type.Boolean(),
})

export const WebhookPause = Type.Object(
  { isPaused: Type.Boolean({ description: 'Whether what it is to be told waits' }) },
  { additionalProperties: false },
)

export const NewWebhook = Type.Object({
  ...Webhook.properties,
  secret: Type.String({ description: 'Signs what is sent; shown this once' }),
})

export const DeliveriesQuery = Type.Object(
  {
    before: Type.Optional(Uuid),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
)

export const Delivery = Type.Object({
  id: Uuid,
  seq: Type.Integer({ description: 'The number of the event' }),
  kind: Type.String(),
  state: Type.Enum(['waiting', 'delivered', 'failed']),
  attempts: Type.Integer(),
  createdAt: Instant,
  nextAt: Type.Union([Instant, Type.Null()], { description: 'When it is tried next' }),
  endedAt: Type.Union([Instant, Type.Null()]),
  status: Type.Union([Type.Integer(), Type.Null()], { description: 'What the receiver answered last' }),
  fault: MaybeText,
})

export const DeliveryLog = Type.Object({
  deliveries: Type.Array(Delivery),
  next: Type.Union([Uuid, Type.Null()]),
})
