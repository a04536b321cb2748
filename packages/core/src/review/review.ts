import type { Terms, WrittenAmount } from '../catchball/terms.ts'
import type { Id, RevisionReason } from '../strategy/model.ts'
import type { AgendaItem } from './agenda.ts'
import type { ReviewSubject } from './cycle.ts'

/** Where a review stands. `planned`: its agenda may be looked at, and nothing was done yet. */
export type ReviewState = 'planned' | 'open' | 'closed' | 'signed' | 'cancelled'

/**
 * What everybody in a review looks at: the numbers as known on a day, after an event of the organisation's history;
 * `hash` is of the snapshot of them.
 */
export type Seen = { readonly asOf: string; readonly seq: number; readonly hash: string }

export const choices = [
  'keep',
  'adjust-target',
  'replace',
  'retire',
  'start-initiative',
  'stop-initiative',
  'resolve',
] as const
export type Choice = (typeof choices)[number]

/** Work that a review starts, as strategy files have it. */
export type StartedInitiative = {
  readonly id: Id
  readonly name: string
  readonly kpis: readonly Id[]
  readonly owner?: Id
  readonly from?: string
  readonly due?: string
  readonly budget?: WrittenAmount
}

/** What is decided on an item, why, and on what evidence. */
export type ReviewDecision = {
  readonly choice: Choice
  readonly reason: string
  readonly evidence?: readonly string[]
  /** adjust-target: the period and the terms that are offered. */
  readonly period?: string
  readonly terms?: Terms
  readonly reasonCode?: RevisionReason
  /** replace: the KPI that takes its place. */
  readonly by?: Id
  /** retire, replace: the last day the KPI is judged on. */
  readonly until?: string
  readonly initiative?: StartedInitiative
}

/** Work that is agreed in a review. */
export type ReviewAction = {
  readonly id: string
  /** The item it follows from; empty for none. */
  readonly item: string
  readonly what: string
  readonly owner: Id
  /** A date such as 2026-11-30. */
  readonly due: string
}

type Made = { readonly by: Id; readonly at: number }
type People = { readonly leads: readonly Id[]; readonly participants: readonly Id[] }
type Opened = People & { readonly seen: Seen; readonly agenda: readonly AgendaItem[] }

/** What happened: appended, never changed. Moments are milliseconds since 1970 UTC. */
export type ReviewStep =
  | (Made & Opened & { readonly kind: 'open' | 'refresh' })
  | (Made & { readonly kind: 'join' })
  | (Made & { readonly kind: 'present'; readonly item: string })
  | (Made & { readonly kind: 'add-item'; readonly item: AgendaItem })
  | (Made & { readonly kind: 'note'; readonly item: string; readonly text: string })
  | (Made & { readonly kind: 'decide'; readonly item: string; readonly decision: ReviewDecision })
  | (Made & { readonly kind: 'undecide'; readonly item: string; readonly choice: Choice })
  | (Made & { readonly kind: 'park'; readonly item: string; readonly reason: string })
  | (Made & { readonly kind: 'assign'; readonly action: ReviewAction })
  | (Made & { readonly kind: 'close' | 'sign-off'; readonly hash: string })
  | (Made & { readonly kind: 'cancel'; readonly reason: string })
  | (Made & {
      readonly kind: 'finish-action' | 'drop-action'
      readonly action: string
      readonly note: string
    })
  | (Made & {
      readonly kind: 'move-action'
      readonly action: string
      readonly due: string
      readonly note: string
    })

export type ReviewStepKind = ReviewStep['kind']

/** A decision or a note with who made it and when. */
export type Decided = Made & { readonly decision: ReviewDecision }
export type Note = Made & { readonly text: string }

/** An item of the agenda and what came of it. */
export type ReviewItem = AgendaItem & {
  readonly decisions: readonly Decided[]
  readonly notes: readonly Note[]
  /** Why it was put off; undefined where it was not. */
  readonly parked: (Made & { readonly reason: string }) | undefined
  /** How long it was presented, in milliseconds. */
  readonly shownMs: number
}

export type ActionState = 'open' | 'done' | 'dropped'

export type KeptAction = ReviewAction & {
  readonly state: ActionState
  readonly assignedBy: Id
  /** What was said when it was finished, dropped or moved last. */
  readonly note: string | undefined
  /** How often its day was moved. */
  readonly moves: number
}

export type Review = {
  readonly subject: ReviewSubject
  readonly state: ReviewState
  /** How many steps were taken: the version that a command rests on. */
  readonly version: number
  readonly leads: readonly Id[]
  readonly participants: readonly Id[]
  /** Who took part, the first first. */
  readonly present: readonly Id[]
  readonly seen: Seen | undefined
  readonly items: readonly ReviewItem[]
  /** The key of the item that is presented, and since when. */
  readonly shown: string | undefined
  readonly shownSince: number
  readonly notes: readonly Note[]
  readonly actions: readonly KeptAction[]
  readonly openedAt: number
  readonly closedAt: number
  readonly closedBy: Id | undefined
  /** Of the minutes. */
  readonly hash: string | undefined
  readonly signed: readonly Id[]
  /** Why it was cancelled. */
  readonly reason: string | undefined
}

/** A review of which nothing happened yet. */
export function plannedReview(subject: ReviewSubject): Review {
  return {
    subject,
    state: 'planned',
    version: 0,
    leads: [],
    participants: [],
    present: [],
    seen: undefined,
    items: [],
    shown: undefined,
    shownSince: Number.NaN,
    notes: [],
    actions: [],
    openedAt: Number.NaN,
    closedAt: Number.NaN,
    closedBy: undefined,
    hash: undefined,
    signed: [],
    reason: undefined,
  }
}

/** Whether something was concluded on an item. */
export function isSettled({ decisions, parked }: Pick<ReviewItem, 'decisions' | 'parked'>): boolean {
  return decisions.length > 0 || parked !== undefined
}
