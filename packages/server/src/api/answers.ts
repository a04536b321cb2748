import type Type from 'typebox'
import type {
  ListedMember as MemberSchema,
  Me as MeSchema,
  NewToken as NewTokenSchema,
  Token as TokenSchema,
} from './accounts.ts'
import type {
  AlignmentAnswer as AlignmentSchema,
  ExplanationAnswer as ExplanationSchema,
  FindingRow as FindingSchema,
} from './alignment.ts'
import type {
  AuditRow as AuditRowSchema,
  AuditAnswer as AuditSchema,
  ChainAnswer as ChainSchema,
  HistoryAnswer as HistorySchema,
  NewsAnswer as NewsSchema,
} from './audit.ts'
import type {
  BoardNumbers as BoardNumbersSchema,
  BoardRow as BoardRowSchema,
  Board as BoardSchema,
  BoardShare as BoardShareSchema,
  NewBoardShare as NewBoardShareSchema,
  SharedBoard as SharedBoardSchema,
  Tile as TileSchema,
} from './boards.ts'
import type { Cascade as CascadeSchema, StrategyMap as MapSchema } from './cascade.ts'
import type { CheckIns as CheckInsSchema } from './check-ins.ts'
import type { Comment as CommentSchema, Comments as CommentsSchema } from './comments.ts'
import type {
  EditsAnswer as EditsSchema,
  Repair as RepairSchema,
  AlignmentTrend as TrendSchema,
} from './edits.ts'
import type {
  ImportDraft as ImportDraftSchema,
  ImportList as ImportListSchema,
  ImportMoved as ImportMovedSchema,
  ImportPreview as ImportPreviewSchema,
  ImportRow as ImportRowSchema,
  MappingBody as MappingSchema,
} from './imports.ts'
import type { KpiPoint as KpiPointSchema, KpiAnswer as KpiSchema } from './kpi.ts'
import type { Model as ModelSchema } from './model.ts'
import type {
  AgreementsAnswer as AgreementsSchema,
  EffectRow as EffectSchema,
  NegotiationRow as NegotiationRowSchema,
  NegotiationAnswer as NegotiationSchema,
} from './negotiations.ts'
import type { KpiOutlook as KpiOutlookSchema, Outlooks as OutlooksSchema } from './outlook.ts'
import type {
  ActionRow as ActionRowSchema,
  AgendaAnswer as AgendaSchema,
  ProposalAnswer as ProposalSchema,
  ReviewRow as ReviewRowSchema,
  ReviewAnswer as ReviewSchema,
  ReviewStepBody as ReviewStepSchema,
} from './reviews.ts'
import type {
  Group as GroupSchema,
  KpiRow as KpiRowSchema,
  Overview as OverviewSchema,
  Scorecard as ScorecardSchema,
  Score as ScoreSchema,
} from './scorecard.ts'
import type {
  CalendarPreview as CalendarPreviewSchema,
  CalendarBody as CalendarSchema,
  Settings as SettingsSchema,
} from './settings.ts'
import type { SmartAnswer as SmartSchema, SmartTargets as SmartTargetsSchema } from './smart.ts'
import type { Files as FilesSchema, Plan as PlanSchema } from './strategy.ts'
import type { Events as EventsSchema, Value as ValueSchema, ValuesAnswer as ValuesSchema } from './values.ts'
import type {
  DeliveryLog as DeliveryLogSchema,
  NewWebhook as NewWebhookSchema,
  Webhook as WebhookSchema,
} from './webhooks.ts'
import type { Sought as SoughtSchema, WhatIf as WhatIfSchema } from './what-if.ts'

// What the server answers, as types of the schemas that validate it.
export type Me = Type.Static<typeof MeSchema>
export type Member = Type.Static<typeof MemberSchema>
export type Token = Type.Static<typeof TokenSchema>
export type Overview = Type.Static<typeof OverviewSchema>
export type ActionRow = Type.Static<typeof ActionRowSchema>
export type AgendaAnswer = Type.Static<typeof AgendaSchema>
export type ProposalAnswer = Type.Static<typeof ProposalSchema>
export type ReviewAnswer = Type.Static<typeof ReviewSchema>
export type ReviewRow = Type.Static<typeof ReviewRowSchema>
export type ReviewStepBody = Type.Static<typeof ReviewStepSchema>
export type Score = Type.Static<typeof ScoreSchema>
export type KpiRow = Type.Static<typeof KpiRowSchema>
export type Group = Type.Static<typeof GroupSchema>
export type Scorecard = Type.Static<typeof ScorecardSchema>
export type KpiAnswer = Type.Static<typeof KpiSchema>
export type KpiPoint = Type.Static<typeof KpiPointSchema>
export type FindingRow = Type.Static<typeof FindingSchema>
export type AlignmentAnswer = Type.Static<typeof AlignmentSchema>
export type Explanation = Type.Static<typeof ExplanationSchema>
export type Files = Type.Static<typeof FilesSchema>
export type Plan = Type.Static<typeof PlanSchema>
export type Value = Type.Static<typeof ValueSchema>
export type ValuesAnswer = Type.Static<typeof ValuesSchema>
export type Events = Type.Static<typeof EventsSchema>
export type Cascade = Type.Static<typeof CascadeSchema>
export type StrategyMap = Type.Static<typeof MapSchema>
export type CheckIns = Type.Static<typeof CheckInsSchema>
export type EditsAnswer = Type.Static<typeof EditsSchema>
export type Repair = Type.Static<typeof RepairSchema>
export type AlignmentTrend = Type.Static<typeof TrendSchema>
export type Model = Type.Static<typeof ModelSchema>
export type KpiOutlook = Type.Static<typeof KpiOutlookSchema>
export type Outlooks = Type.Static<typeof OutlooksSchema>
export type Tile = Type.Static<typeof TileSchema>
export type Board = Type.Static<typeof BoardSchema>
export type BoardRow = Type.Static<typeof BoardRowSchema>
export type BoardNumbers = Type.Static<typeof BoardNumbersSchema>
export type BoardShare = Type.Static<typeof BoardShareSchema>
export type NewBoardShare = Type.Static<typeof NewBoardShareSchema>
export type SharedBoard = Type.Static<typeof SharedBoardSchema>
export type Comment = Type.Static<typeof CommentSchema>
export type Comments = Type.Static<typeof CommentsSchema>
export type NegotiationRow = Type.Static<typeof NegotiationRowSchema>
export type Negotiation = Type.Static<typeof NegotiationSchema>
export type Agreements = Type.Static<typeof AgreementsSchema>
export type Effect = Type.Static<typeof EffectSchema>
export type NewToken = Type.Static<typeof NewTokenSchema>
export type Webhook = Type.Static<typeof WebhookSchema>
export type NewWebhook = Type.Static<typeof NewWebhookSchema>
export type DeliveryLog = Type.Static<typeof DeliveryLogSchema>
export type Audit = Type.Static<typeof AuditSchema>
export type AuditRow = Type.Static<typeof AuditRowSchema>
export type Chain = Type.Static<typeof ChainSchema>
export type History = Type.Static<typeof HistorySchema>
export type News = Type.Static<typeof NewsSchema>
export type Settings = Type.Static<typeof SettingsSchema>
export type FiscalCalendar = Type.Static<typeof CalendarSchema>
export type CalendarPreview = Type.Static<typeof CalendarPreviewSchema>
export type Smart = Type.Static<typeof SmartSchema>
export type SmartTargets = Type.Static<typeof SmartTargetsSchema>
export type WhatIf = Type.Static<typeof WhatIfSchema>
export type Sought = Type.Static<typeof SoughtSchema>
export type ImportDraft = Type.Static<typeof ImportDraftSchema>
export type ImportRow = Type.Static<typeof ImportRowSchema>
export type ImportList = Type.Static<typeof ImportListSchema>
export type ImportMoved = Type.Static<typeof ImportMovedSchema>
export type ImportPreview = Type.Static<typeof ImportPreviewSchema>
export type ImportMapping = Type.Static<typeof MappingSchema>
