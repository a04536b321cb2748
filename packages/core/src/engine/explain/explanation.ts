import type { Polarity } from '../../quantity/kind.ts'
import type { Reason } from '../../quantity/missing.ts'
import type { Unit } from '../../quantity/unit.ts'
import type { Status } from '../../score/status.ts'
import type {
  Goalpost,
  Id,
  MissingPolicy,
  RollUpRule,
  StatusMethod,
  Target,
  Trajectory,
} from '../../strategy/model.ts'
import type { Span } from '../../text/span.ts'
import type { Day } from '../../time/day.ts'
import type { Period } from '../../time/period.ts'
import type { NodeKind } from '../nodes.ts'

/** What a number is: the score of a node or a KPI, a target, a baseline, a measured value, a rate of exchange. */
export type ExplainedKind = NodeKind | 'kpi' | 'target' | 'baseline' | 'measure' | 'rate'

/** How a number came about, with the versions that were in force. */
export type Origin =
  | {
      readonly kind: 'rolled-up'
      readonly rule: RollUpRule
      readonly missing: MissingPolicy
      readonly coverageLimit: number
    }
  | {
      readonly kind: 'scored'
      readonly by: Target['score']
      readonly method: StatusMethod
      readonly polarity: Polarity | undefined
      readonly actual: number
      readonly target: number
      /** The upper bound of a range, NaN where it is none. */
      readonly high: number
      readonly base: number
      readonly goal: number
      readonly scale: Target['scale']
      /** The score before it was limited to 0 … 1. */
      readonly reached: number
    }
  | { readonly kind: 'unbound'; readonly trend: Status }
  | {
      readonly kind: 'target'
      readonly period: Period
      readonly each: Target['each']
      readonly agreed: Day | undefined
      /** 0: the first goalpost; else the revision in force, of `revisions` in all. */
      readonly revision: number
      readonly revisions: number
      readonly from: Day
      readonly recorded: Day
      readonly why: string | undefined
      readonly by: Id | undefined
      readonly goalpost: Goalpost
      readonly trajectory: Trajectory['kind']
      readonly high: number
      readonly base: number
      readonly goal: number
      /** What the first goalpost gives. */
      readonly original: number
      /** This is judged period `place` of `length`. */
      readonly place: number
      readonly length: number
      readonly span: Span
    }
  | { readonly kind: 'joined-targets'; readonly rule: 'sum' | 'last' }
  | { readonly kind: 'written'; readonly span: Span }
  | { readonly kind: 'measured' }
  | { readonly kind: 'formula'; readonly text: string; readonly span: Span }
  | {
      readonly kind: 'aggregated'
      readonly missing: MissingPolicy
      readonly rule: 'sum' | 'weighted-mean' | 'parts'
    }
  | { readonly kind: 'over-time'; readonly rule: 'sum' | 'last' | 'mean' | 'min' | 'max' }
  | {
      readonly kind: 'observed'
      /** The period observed, where its value was carried forward. */
      readonly carriedFrom: Period | undefined
      readonly file: string
      readonly offset: number
      readonly recorded: Day
      readonly source: string | undefined
      readonly note: string | undefined
    }
  /** A value that took the place of the observed one since the results were made. */
  | { readonly kind: 'changed'; readonly carriedFrom: Period | undefined }
  | { readonly kind: 'rate'; readonly from: string; readonly to: string; readonly day: Day }
  | { readonly kind: 'nothing' }

/** How a number takes part in the one above it. */
export type Share = {
  /** What it is there: a child, a numerator, a weight … */
  readonly role:
    | 'child'
    | 'value'
    | 'target'
    | 'baseline'
    | 'shape'
    | 'input'
    | 'numerator'
    | 'denominator'
    | 'weight'
    | 'period'
  /** `carried`: by its last score or value; `zero`: as 0; `absent`: not at all. */
  readonly standing: 'counts' | 'carried' | 'zero' | 'absent'
  readonly weight: number
  /** The day since which the weight is valid. */
  readonly weightFrom: Day | undefined
  /** Its part of the sum above, in the unit of that sum; NaN where it has none. */
  readonly part: number
}

/** A number, why it is what it is, and the numbers it is made from: plain data, a tree down to the observations. */
export type Explanation = {
  readonly kind: ExplainedKind
  readonly id: Id
  readonly name: string
  readonly period: Period
  /** The period's name in the calendar of the organisation. */
  readonly periodName: string
  /** NaN where `reason` is not `present`; scores from 0 to 1. */
  readonly value: number
  readonly unit: Unit | undefined
  readonly reason: Reason
  readonly ageDays: number
  readonly coverage: number
  /** Of scores. */
  readonly status: Status | undefined
  readonly isEstimate: boolean
  /** Rules of SPEC.md that made it. */
  readonly rules: readonly string[]
  readonly origin: Origin
  readonly share: Share | undefined
  readonly children: readonly Explanation[]
  /** How many numbers below are not shown, because the tree would grow beyond its limits. */
  readonly more: number
}

/** A number not yet taken apart: `below` gives what it is made from. */
export type Draft = Omit<Explanation, 'children' | 'more'> & { readonly below: () => readonly Draft[] }
