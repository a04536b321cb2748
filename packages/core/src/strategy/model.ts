import type { Formula } from '../formula/ast.ts'
import type { Kind, Polarity } from '../quantity/kind.ts'
import type { Unit } from '../quantity/unit.ts'
import type { Span } from '../text/span.ts'
import type { Calendar } from '../time/calendar.ts'
import type { Day } from '../time/day.ts'
import type { Duration } from '../time/duration.ts'
import type { Grain } from '../time/grain.ts'
import type { Period } from '../time/period.ts'
import type { Place } from './shape.ts'
import type { revisionReasons } from './target-shapes.ts'

/** A stable slug. */
export type Id = string

export type MissingPolicy = 'unknown' | 'leave-out' | 'carry-forward' | 'zero' | 'peer-mean'
export type RollUpRule = 'weighted-mean' | 'worst' | 'best'

/** How scores below become one score above. `freshnessDays` bounds `carry-forward`. */
export type RollUp = {
  readonly rule: RollUpRule
  readonly missing: MissingPolicy
  /** Share of weight, 0 to 1. */
  readonly coverageLimit: number
  readonly freshnessDays: number
}

/** Scores from which a status is on track, at risk; below: off track. */
export type Bands = { readonly onTrack: number; readonly atRisk: number }

/** Weights valid from a day, the earliest first; before the first of them the first holds. */
export type Weight = readonly { readonly from: Day; readonly value: number }[]

/** Who must sign the targets that are negotiated. */
export type SignOff = {
  readonly by: readonly ('owner' | 'head' | 'sharing-heads' | 'parent-heads')[]
  /** The department whose head signs besides where it is about money. */
  readonly finance: Id | undefined
  /** Share of the seats, 0 to 1. */
  readonly quorum: number
  readonly deadlineDays: number
  /** Whether targets changed in files need signatures too. */
  readonly files: boolean
  /** Who may sign for a person. */
  readonly delegates: ReadonlyMap<Id, readonly Id[]>
}

export type Organisation = {
  readonly id: Id
  readonly name: string
  readonly timeZone: string
  readonly currency: string | undefined
  readonly calendar: Calendar
  /** The period of the scorecard. */
  readonly grain: Grain
  readonly bands: Bands
  readonly rollUp: RollUp
  /** Shares of the target: 0.005 is half a per cent. */
  readonly tolerance: number
  readonly padding: number
  readonly review: Grain
  readonly kpiLimit: number
  /** Undefined: the usual rule, and nothing that comes in files needs signatures. */
  readonly signOff: SignOff | undefined
  /** The day that an archived or example strategy describes. */
  readonly asOf: Day | undefined
  readonly at: Place
}

export type Person = {
  readonly id: Id
  readonly name: string
  readonly department: Id | undefined
  readonly email: string | undefined
  readonly at: Place
}

export type Department = {
  readonly id: Id
  readonly name: string
  readonly parent: Id | undefined
  readonly head: Id | undefined
  readonly weight: Weight
  readonly rollUp: RollUp
  readonly at: Place
}

export type Perspective = {
  readonly id: Id
  readonly name: string
  readonly financial: boolean
  readonly rollUp: RollUp
  readonly at: Place
}

export type Theme = { readonly id: Id; readonly name: string; readonly at: Place }

export type Objective = {
  readonly id: Id
  readonly name: string
  readonly description: string | undefined
  readonly parent: Id | undefined
  readonly perspective: Id | undefined
  readonly theme: Id | undefined
  /** Undefined: an objective of the company. */
  readonly department: Id | undefined
  readonly owner: Id | undefined
  readonly period: Period | undefined
  readonly weight: Weight
  readonly judgedBy: 'kpis' | 'objectives' | 'both' | undefined
  readonly rollUp: RollUp
  readonly at: Place
}

export type Measure = {
  readonly id: Id
  readonly name: string
  readonly description: string | undefined
  readonly unit: Unit
  readonly kind: Kind
  readonly polarity: Polarity | undefined
  readonly grain: Grain
  /** Resolved: see `resolveFormula`. */
  readonly formula: Formula | undefined
  readonly formulaText: string | undefined
  /** Measures of departments that make up this one, with their weight measures where given. */
  readonly aggregates: readonly Id[]
  readonly weightBy: readonly Id[]
  readonly missing: MissingPolicy
  readonly overTime: 'sum' | 'last' | 'mean' | 'min' | 'max' | 'parts' | undefined
  /** Days for which the last value stands in for a missing one; 0: none. */
  readonly carryDays: number
  readonly nature: 'financial' | 'non-financial'
  readonly timing: 'leading' | 'lagging' | undefined
  readonly owner: Id | undefined
  readonly department: Id | undefined
  readonly source: string | undefined
  readonly bounds: { readonly min: number; readonly max: number }
  readonly at: Place
}

export type Kpi = {
  readonly id: Id
  readonly name: string
  readonly measure: Id
  readonly objective: Id | undefined
  /** Undefined: the company answers for it. */
  readonly department: Id | undefined
  readonly sharedWith: readonly Id[]
  readonly owner: Id | undefined
  /** The period it is judged by. */
  readonly grain: Grain
  readonly weight: Weight
  /** In the order of their periods. */
  readonly targets: readonly Target[]
  readonly review: Grain
  readonly reviewed: Day | undefined
  /** The last day it is judged on. */
  readonly retired: Day | undefined
  readonly at: Place
}

/** Where a target wants to be, in stored units: fractions for per cent. */
export type Goalpost =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'change'; readonly by: number; readonly relative: boolean }
  | { readonly kind: 'between'; readonly low: number; readonly high: number }

export type Trajectory =
  | { readonly kind: 'step' | 'linear' | 'seasonal' }
  | { readonly kind: 'custom'; readonly values: readonly (readonly [Period, number])[] }

export type Revision = {
  /** In force for periods that end on or after this day … */
  readonly from: Day
  /** … and that had not ended when it was decided. */
  readonly recorded: Day
  readonly goalpost: Goalpost
  readonly trajectory: Trajectory
  readonly reason: string | undefined
  readonly reasonCode: RevisionReason | undefined
  readonly by: Id | undefined
  /** The review or negotiation that decided it. */
  readonly decidedIn: string | undefined
  readonly at: Place
}

/** The sort of reason for which a target moves. */
export type RevisionReason = (typeof revisionReasons)[number]

export type StatusMethod =
  | ({ readonly kind: 'attainment' } & Bands)
  | { readonly kind: 'trajectory'; readonly tolerance: number; readonly relative: boolean }
  | ({ readonly kind: 'growth' } & Bands)

export type Baseline =
  | { readonly kind: 'value'; readonly value: number }
  /** Undefined period: the one before the target's own, of the same length. */
  | { readonly kind: 'measured'; readonly period: Period | undefined }

export type Target = {
  readonly kpi: Id
  readonly period: Period
  readonly first: Day
  readonly due: Day
  readonly baseline: Baseline
  readonly each: Grain | undefined
  /** At least one: the target first agreed, then its changes, by the day they were decided. */
  readonly revisions: readonly Revision[]
  readonly agreed: Day | undefined
  readonly method: StatusMethod
  readonly score: 'attainment' | 'progress' | 'performance'
  readonly scale: { readonly min: number; readonly max: number } | undefined
  readonly tolerance: number
  readonly padding: number
  readonly owner: Id | undefined
  readonly signedBy: readonly Id[]
  readonly at: Place
}

export type ContributionKind =
  | 'share'
  | 'mean'
  | 'numerator'
  | 'denominator'
  | 'factor'
  | 'min'
  | 'max'
  | 'influences'

/** A typed link from a child KPI to its parent. */
export type Contribution = {
  readonly from: Id
  readonly to: Id
  readonly kind: ContributionKind
  readonly share: number
  readonly shareUnit: Unit | undefined
  readonly of: 'total' | 'change'
  readonly weightBy: Id | undefined
  readonly elasticity: number | undefined
  readonly assumption: string | undefined
  readonly at: Place
}

export type CausalLink = {
  readonly from: Id
  readonly to: Id
  readonly sign: 1 | -1
  readonly lag: Duration | undefined
  readonly strength: 'weak' | 'medium' | 'strong' | undefined
  readonly evidence: string | undefined
  readonly at: Place
}

export type Initiative = {
  readonly id: Id
  readonly name: string
  readonly objective: Id | undefined
  readonly kpis: readonly Id[]
  readonly owner: Id | undefined
  readonly from: Day | undefined
  readonly due: Day | undefined
  readonly budget: number | undefined
  readonly state: 'planned' | 'running' | 'done' | 'stopped'
  readonly milestones: readonly Milestone[]
  readonly at: Place
}

export type Milestone = { readonly name: string; readonly due: Day; readonly done: Day | undefined }

/** A review that is held again and again. */
export type ReviewCycle = {
  readonly id: Id
  readonly name: string
  /** Held after each such period of the fiscal calendar. */
  readonly grain: Grain
  /** Undefined: the company is reviewed. */
  readonly department: Id | undefined
  readonly lead: Id | undefined
  /** Empty: those concerned. */
  readonly participants: readonly Id[]
  /** Days from the end of the period to the review. */
  readonly afterDays: number
  /** Undefined for the cycle that is held where none is described. */
  readonly at: Place | undefined
}

export type ScorecardWeights = {
  readonly from: Day
  readonly weights: ReadonlyMap<Id, number>
  readonly at: Place
}

export type Waiver = {
  readonly check: string
  readonly on: string
  readonly person: Id
  readonly reason: string
  readonly until: Day
  readonly at: Place
}

/** How many of a currency one unit of the organisation's currency buys, from a day on. */
export type Rates = readonly { readonly from: Day; readonly rate: number }[]

/** A reference that leads nowhere, or to more than one item; the item it stands in was kept without it. */
export type Dangling = { readonly what: string; readonly id: string; readonly span: Span }

/** A company's whole strategy. Maps keep the order of the files; nothing depends on it. */
export type Strategy = {
  readonly organisation: Organisation
  readonly currencies: ReadonlyMap<string, Rates>
  readonly people: ReadonlyMap<Id, Person>
  readonly departments: ReadonlyMap<Id, Department>
  readonly perspectives: ReadonlyMap<Id, Perspective>
  readonly themes: ReadonlyMap<Id, Theme>
  readonly objectives: ReadonlyMap<Id, Objective>
  readonly measures: ReadonlyMap<Id, Measure>
  readonly kpis: ReadonlyMap<Id, Kpi>
  readonly contributions: readonly Contribution[]
  readonly causalLinks: readonly CausalLink[]
  readonly initiatives: ReadonlyMap<Id, Initiative>
  /** At least one. */
  readonly reviews: ReadonlyMap<Id, ReviewCycle>
  readonly scorecard: readonly ScorecardWeights[]
  readonly waivers: readonly Waiver[]
  readonly dangling: readonly Dangling[]
}
