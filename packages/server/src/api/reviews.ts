import { choices, revisionReasons } from '@keelson/core'
import Type from 'typebox'
import { Count, DayText, Id, Instant, Maybe, MaybeText, Slug, Text, Uuid } from './common.ts'
import { Amount, TermsBody } from './negotiations.ts'

const strict = { additionalProperties: false }
const PeriodName = Type.String({ minLength: 1, maxLength: 20 })
const Key = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'Of an item: its kind and id, kpi:leads',
})

export const ReviewParams = Type.Object({ organisation: Slug, review: Uuid }, strict)
export const ReviewSubjectBody = Type.Object({ cycle: Id, period: PeriodName }, strict)

const DecisionBody = Type.Object(
  {
    choice: Type.Enum([...choices]),
    reason: Text,
    evidence: Type.Optional(Type.Array(Text, { maxItems: 20 })),
    period: Type.Optional(PeriodName),
    terms: Type.Optional(TermsBody),
    reasonCode: Type.Optional(Type.Enum([...revisionReasons])),
    by: Type.Optional(Id),
    until: Type.Optional(DayText),
    initiative: Type.Optional(
      Type.Object(
        {
          id: Slug,
          name: Text,
          kpis: Type.Array(Id, { maxItems: 50 }),
          owner: Type.Optional(Id),
          from: Type.Optional(DayText),
          due: Type.Optional(DayText),
          budget: Type.Optional(Amount),
        },
        strict,
      ),
    ),
  },
  strict,
)

const stepKinds = [
  'open',
  'refresh',
  'join',
  'present',
  'add-item',
  'note',
  'decide',
  'undecide',
  'park',
  'assign',
  'close',
  'sign-off',
  'cancel',
  'finish-action',
  'drop-action',
  'move-action',
] as const

export const ReviewStepBody = Type.Object(
  {
    kind: Type.Enum([...stepKinds]),
    item: Type.Optional(Key),
    subject: Type.Optional(
      Type.Object(
        {
          kind: Type.Enum([
            'kpi',
            'objective',
            'department',
            'perspective',
            'initiative',
            'measure',
            'topic',
          ]),
          id: Id,
        },
        { ...strict, description: 'add-item: what it is about' },
      ),
    ),
    title: Type.Optional(Type.String({ maxLength: 200 })),
    text: Type.Optional(
      Type.String({ maxLength: 10_000, description: 'Of a note; why something is put off, dropped, moved' }),
    ),
    decision: Type.Optional(DecisionBody),
    choice: Type.Optional(Type.Enum([...choices])),
    action: Type.Optional(
      Type.Object(
        {
          id: Type.Optional(Uuid),
          what: Type.Optional(Text),
          owner: Type.Optional(Id),
          due: Type.Optional(DayText),
        },
        strict,
      ),
    ),
    hash: Type.Optional(
      Type.String({ pattern: '^[0-9a-f]{64}$', description: 'Of the minutes that you have read' }),
    ),
  },
  strict,
)

const State = Type.Enum(['planned', 'open', 'closed', 'signed', 'cancelled'])

const rowFields = {
  subject: ReviewSubjectBody,
  name: Type.String(),
  department: MaybeText,
  due: DayText,
  state: State,
}

/** A review that is due, or was held. */
export const ReviewRow = Type.Object({
  ...rowFields,
  id: Type.Union([Uuid, Type.Null()], { description: 'Null where it was not begun' }),
  isDue: Type.Boolean(),
  mayLead: Type.Boolean(),
  takesPart: Type.Boolean(),
  items: Count(),
  settled: Count('Items on which something was concluded'),
  openActions: Count(),
})

export const ActionRow = Type.Object({
  id: Type.String(),
  review: Uuid,
  cycle: Type.String(),
  period: Type.String(),
  item: Type.String(),
  what: Type.String(),
  owner: Type.String(),
  due: DayText,
  state: Type.Enum(['open', 'done', 'dropped']),
  isLate: Type.Boolean(),
  note: MaybeText,
  moves: Count(),
})

export const ReviewsAnswer = Type.Object({ reviews: Type.Array(ReviewRow) })
export const ActionsQuery = Type.Object(
  {
    mine: Type.Optional(Type.Boolean({ description: 'Only those that you are to do' })),
    open: Type.Optional(Type.Boolean({ description: 'Only those that are not over' })),
    kpi: Type.Optional(Id),
  },
  strict,
)

export const AgendaQuery = Type.Object(
  {
    cycle: Type.Optional({ ...Id, description: 'The first of the strategy by default' }),
    period: Type.Optional({ ...PeriodName, description: 'The last that has ended by default' }),
  },
  strict,
)
const Reason = Type.Object({
  code: Type.String(),
  facts: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
  text: Type.String({ description: 'In English' }),
})
const agendaFields = {
  key: Key,
  subject: Type.Object({ kind: Type.String(), id: Type.String() }),
  title: Type.String(),
  reasons: Type.Array(Reason),
  choices: Type.Array(Type.String(), { description: 'What can be decided on it' }),
}
export const AgendaAnswer = Type.Object({ items: Type.Array(Type.Object(agendaFields)) })

const Note = Type.Object({ by: Type.String(), at: Instant, text: Type.String() })

export const ReviewAnswer = Type.Object({
  ...rowFields,
  id: Uuid,
  version: Count(),
  leads: Type.Array(Type.String()),
  participants: Type.Array(Type.String()),
  present: Type.Array(Type.String()),
  seen: Type.Union([
    Type.Object({ asOf: DayText, seq: Count('The last event that is known there'), hash: Type.String() }),
    Type.Null(),
  ]),
  shown: MaybeText,
  shownSince: Type.Union([Instant, Type.Null()]),
  openedAt: Type.Union([Instant, Type.Null()]),
  closedAt: Type.Union([Instant, Type.Null()]),
  hash: Type.Union([Type.String(), Type.Null()], { description: 'Of the minutes' }),
  signed: Type.Array(Type.String()),
  reason: MaybeText,
  notes: Type.Array(Note),
  items: Type.Array(
    Type.Object({
      ...agendaFields,
      decisions: Type.Array(Type.Object({ by: Type.String(), at: Instant, decision: DecisionBody })),
      notes: Type.Array(Note),
      parked: Type.Union([Note, Type.Null()]),
      shownMs: Type.Number(),
    }),
  ),
  actions: Type.Array(ActionRow),
})

export const ProposalQuery = Type.Object({ asOf: Type.Optional(DayText) }, strict)

/** Targets that could be agreed, with their chances. */
export const ProposalAnswer = Type.Object({
  why: Type.Union([Type.String(), Type.Null()], { description: 'Why nothing is proposed' }),
  due: MaybeText,
  target: Maybe,
  isTotal: Type.Boolean(),
  options: Type.Array(Type.Object({ chance: Type.Number(), value: Maybe })),
  best: Maybe,
  last: Maybe,
  yearBefore: Maybe,
  paceNeeded: Maybe,
  paceKept: Maybe,
})
