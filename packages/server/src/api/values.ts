import Type from 'typebox'
import { Count, DayText, Id, Instant, Maybe, MaybeText } from './common.ts'
import { Consequences } from './strategy.ts'

const Written = Type.Union([Type.Number(), Type.String({ maxLength: 100 }), Type.Null()], {
  description: 'As people write it, such as 1.2, "1,2 Mio", "95%"; null is explicitly nothing',
})
const Note = Type.String({ maxLength: 2000 })
const Source = Type.String({ maxLength: 200 })
const SourceSeq = Count(
  "The sender's own number of the row: of one source and period only a higher one has effect",
)

export const ValueRow = Type.Object(
  {
    measure: Id,
    period: Type.String({ minLength: 1, maxLength: 20 }),
    value: Written,
    recorded: Type.Optional(DayText),
    source: Type.Optional(Source),
    note: Type.Optional(Note),
    sourceSeq: Type.Optional(SourceSeq),
    reason: Type.Optional(Note),
  },
  { additionalProperties: false },
)

export const ValuesBody = Type.Object(
  { values: Type.Array(ValueRow, { maxItems: 10_000, minItems: 1 }) },
  { additionalProperties: false },
)

export const Rejection = Type.Object({
  row: Type.Integer(),
  code: Type.String(),
  field: Type.String(),
  message: Type.String(),
})

export const Accounting = Type.Object({
  rowsIn: Type.Integer(),
  written: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  rejections: Type.Array(Rejection),
})

export const ValuesAnswer = Type.Object({
  ...Accounting.properties,
  columnsIn: Type.Integer(),
  columnsMapped: Type.Array(Type.String()),
  columnsIgnored: Type.Array(Type.String()),
  seq: Type.Integer(),
})

export const CheckInBody = Type.Object(
  { value: Written, note: Type.Optional(Note), reason: Type.Optional(Note), source: Type.Optional(Source) },
  { additionalProperties: false },
)

export const ValuePlanBody = Type.Object(
  { measure: Id, period: Type.String({ minLength: 1, maxLength: 20 }), value: Written },
  { additionalProperties: false },
)

export const ValuePlan = Type.Object({
  measure: Type.String(),
  period: Type.String(),
  before: Maybe,
  after: Maybe,
  refusal: Type.Union([Type.Object({ code: Type.String(), message: Type.String() }), Type.Null()], {
    description: 'Why it would not be recorded if you sent it; null: it would be',
  }),
  ...Consequences.properties,
})

export const ValueVersion = Type.Object({
  value: Maybe,
  recorded: DayText,
  entered: DayText,
  source: MaybeText,
  note: MaybeText,
  reason: MaybeText,
  seq: Type.Integer(),
})

export const Value = Type.Object({
  measure: Type.String(),
  period: Type.String(),
  value: Maybe,
  version: Type.String(),
  versions: Type.Array(ValueVersion),
})

export const LockBody = Type.Object(
  { until: DayText, reason: Type.String({ minLength: 3, maxLength: 2000 }) },
  { additionalProperties: false },
)
export const LockAnswer = Type.Object({ until: DayText, before: MaybeText, seq: Type.Integer() })

export const EventRow = Type.Object({
  seq: Type.Integer(),
  at: Instant,
  actor: Type.String(),
  kind: Type.String(),
  payload: Type.Any(),
  previous: Type.String(),
  hash: Type.String(),
})
export const Events = Type.Object({
  events: Type.Array(EventRow),
  next: Type.Union([Type.Integer(), Type.Null()]),
})
export const EventsQuery = Type.Object(
  {
    after: Type.Optional(Count()),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
  },
  { additionalProperties: false },
)
