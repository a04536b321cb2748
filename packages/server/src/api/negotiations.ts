import { revisionReasons } from '@keelson/core'
import Type from 'typebox'
import { Count, DayText, Id, Instant, Maybe, MaybeText, Slug, Text, Uuid } from './common.ts'

export const Amount = Type.Union([Type.Number(), Type.String({ minLength: 1, maxLength: 60 })], {
  description: 'As strategy files write it: 120, +15%, 5 pp',
})
const Texts = Type.Array(Text, { maxItems: 50 })

export const NegotiationParams = Type.Object(
  { organisation: Slug, negotiation: Uuid },
  { additionalProperties: false },
)

const PeriodName = Type.String({ minLength: 1, maxLength: 20 })

export const Subject = Type.Union([
  Type.Object({ kind: Type.Literal('target'), kpi: Id, period: PeriodName }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('contribution'), from: Id, to: Id }, { additionalProperties: false }),
])

export const TermsBody = Type.Object(
  {
    value: Type.Optional(Amount),
    change: Type.Optional(Amount),
    between: Type.Optional(Type.Array(Amount, { minItems: 2, maxItems: 2 })),
    trajectory: Type.Optional(
      Type.Union([
        Type.Enum(['step', 'linear', 'seasonal']),
        Type.Record(Type.String({ pattern: '^[A-Za-z0-9-]{1,20}$' }), Amount),
      ]),
    ),
    share: Type.Optional(Amount),
    reason: Type.Optional(Text),
    reasonCode: Type.Optional(Type.Enum([...revisionReasons])),
    decidedIn: Type.Optional(Text),
    conditions: Type.Optional(Texts),
    resources: Type.Optional(
      Type.Array(
        Type.Object({ what: Text, initiative: Type.Optional(Id) }, { additionalProperties: false }),
        { maxItems: 50 },
      ),
    ),
    assumptions: Type.Optional(Texts),
    evidence: Type.Optional(Texts),
  },
  { additionalProperties: false },
)

export const OfferBody = Type.Object({ subject: Subject, terms: TermsBody }, { additionalProperties: false })

const stepKinds = [
  'offer',
  'counter-offer',
  'accept',
  'sign-off',
  'decline',
  'withdraw',
  'escalate',
  'override',
] as const

export const StepBody = Type.Object(
  {
    kind: Type.Enum([...stepKinds]),
    terms: Type.Optional(TermsBody),
    hash: Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the terms that you have seen' }),
    ),
    reason: Type.Optional(Text),
  },
  { additionalProperties: false },
)

export const NegotiationsQuery = Type.Object(
  {
    mine: Type.Optional(Type.Boolean({ description: 'Only those in which you must act' })),
    open: Type.Optional(Type.Boolean({ description: 'Only those with terms on the table' })),
    kpi: Type.Optional(Id),
  },
  { additionalProperties: false },
)

const state = Type.String({
  description:
    'draft, offered, countered, agreed, escalated, signed, overridden, declined, withdrawn, expired; stale where what was signed or set is',
})

export const NegotiationRow = Type.Object({
  id: Uuid,
  subject: Subject,
  state,
  version: Count(),
  mustAct: Type.Array(Type.String()),
  expiresAt: Type.Union([Instant, Type.Null()]),
  rounds: Count(),
  days: Type.Number(),
  moved: Maybe,
})

const Seat = Type.Object({ of: Type.String(), people: Type.Array(Type.String()) })
const Change = Type.Object({ field: Type.String(), before: MaybeText, after: MaybeText })
const FoundationChange = Type.Object({
  what: Type.String(),
  of: Type.String(),
  before: MaybeText,
  after: MaybeText,
})

export const EffectRow = Type.Object({
  kpi: Type.String(),
  period: Type.String(),
  target: Maybe,
  producedBefore: Maybe,
  producedAfter: Maybe,
  gapBefore: Maybe,
  gapAfter: Maybe,
  unallocated: Maybe,
  verdict: MaybeText,
})

export const NegotiationAnswer = Type.Object({
  ...NegotiationRow.properties,
  hash: MaybeText,
  seats: Type.Array(Seat),
  quorum: Count(),
  accepted: Type.Array(Type.String()),
  signed: Type.Array(Type.String()),
  reason: MaybeText,
  history: Type.Array(
    Type.Object({
      kind: Type.String(),
      by: Type.String(),
      at: Instant,
      hash: MaybeText,
      terms: Type.Union([TermsBody, Type.Null()]),
      changes: Type.Array(Change, { description: 'What these terms say otherwise than those before them' }),
      reason: MaybeText,
    }),
  ),
  effect: Type.Array(EffectRow, { description: 'What the terms on the table do to the targets above' }),
})

export const AgreementRow = Type.Object({
  negotiation: Uuid,
  subject: Subject,
  terms: TermsBody,
  hash: Type.String(),
  agreedOn: DayText,
  by: Type.String(),
  signedBy: Type.Array(Type.String()),
  override: MaybeText,
  state: Type.Enum(['in-force', 'stale', 'superseded']),
  changes: Type.Array(FoundationChange, { description: 'Why it is stale' }),
})

export const AgreementsAnswer = Type.Object({
  targets: Count('How many targets there are'),
  agreed: Count('How many of them both sides signed'),
  agreements: Type.Array(AgreementRow),
})
