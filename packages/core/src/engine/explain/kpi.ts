import { percent } from '../../quantity/unit.ts'
import type { Kpi, Measure, Target } from '../../strategy/model.ts'
import { spanOf } from '../../strategy/shape.ts'
import type { Grain } from '../../time/grain.ts'
import type { Period } from '../../time/period.ts'
import { reachedOf } from '../naive/score.ts'
import type { Wanted } from '../naive/targets.ts'
import { NaiveTargets } from '../naive/targets.ts'
import type { KpiCell, Results } from '../results.ts'
import { trendOf } from '../trend.ts'
import type { Draft, Origin, Share } from './explanation.ts'
import type { MeasureExplainer } from './measure.ts'
import { shareOf } from './measure.ts'

/** Takes the score of a KPI apart: the value, and how its target came about. */
export class KpiExplainer {
  readonly #results: Results
  readonly #measures: MeasureExplainer

  constructor(results: Results, measures: MeasureExplainer) {
    this.#results = results
    this.#measures = measures
  }

  draft(id: string, index: number, share: Share | undefined): Draft | undefined {
    const kpi = this.#results.strategy.kpis.get(id)
    const cell = this.#results.kpi(id, index)
    const grain = this.#results.kpiGrain(id)
    if (!kpi || !cell || !grain) return undefined
    const ordinal = this.#results.timeline(grain).first + index
    const subject = new Subject(this.#results, this.#measures, kpi)
    const wanted = subject.targets.at(grain, ordinal)
    const { score, reason, coverage, ageDays, status, isEstimate } = cell
    return {
      kind: 'kpi',
      id,
      name: kpi.name,
      period: { grain, ordinal },
      periodName: this.#results.strategy.organisation.calendar.name(grain, ordinal),
      value: score,
      unit: percent,
      reason,
      coverage,
      ageDays,
      status,
      isEstimate,
      rules: rulesOf(cell, wanted),
      origin: this.#origin(cell, wanted, subject, index),
      share,
      below: () => {
        const value = this.#measures.draft(kpi.measure, grain, index, shareOf('value', cell.actual))
        return wanted.binding ? [value, subject.target(grain, ordinal, 'target')] : [value]
      },
    }
  }

  #origin(cell: KpiCell, wanted: Wanted, { kpi, measure }: Subject, index: number): Origin {
    const target = wanted.binding?.target
    if (!target) return { kind: 'unbound', trend: trendOf(this.#results, kpi.id, index) }
    const { low, high, base, goal } = wanted
    const { polarity } = measure
    const { actual } = cell
    const isKnown = actual.reason === 'present' && wanted.reason === 'present'
    const elapsedOf = () => ({ elapsed: 0, length: 0 })
    const reached = isKnown ? reachedOf(target, { actual, wanted, polarity, elapsedOf }) : Number.NaN
    const { score: by, method, scale } = target
    return {
      kind: 'scored',
      by,
      method,
      polarity,
      actual: actual.value,
      target: low,
      high,
      base,
      goal,
      scale,
      reached,
    }
  }
}

function rulesOf(cell: KpiCell, { binding, high }: Wanted): readonly string[] {
  if (cell.reason === 'not-due') return ['A13']
  if (!binding) return ['K9', 'K10']
  const { score, method } = binding.target
  const ofScore =
    score === 'progress' ? 'K3' : score === 'performance' ? 'K4' : Number.isNaN(high) ? 'K1' : 'K2'
  if (cell.reason === 'no-scale') return [ofScore, 'K12']
  if (cell.reason !== 'present') return ['K10']
  const ofStatus = method.kind === 'attainment' ? 'K6' : method.kind === 'trajectory' ? 'K7' : 'K8'
  return [ofScore, 'K5', ofStatus, 'K11']
}

/** A KPI with its measure and targets. */
class Subject {
  readonly kpi: Kpi
  readonly measure: Measure
  readonly targets: NaiveTargets
  readonly #results: Results
  readonly #measures: MeasureExplainer

  constructor(results: Results, measures: MeasureExplainer, kpi: Kpi) {
    this.#results = results
    this.#measures = measures
    this.kpi = kpi
    this.measure = results.strategy.measures.get(kpi.measure) as Measure
    this.targets = new NaiveTargets(kpi, this.measure, results, (grain, ordinal) => {
      const { first, count } = results.timeline(grain)
      const index = ordinal - first
      return index >= 0 && index < count ? measures.cell(kpi.measure, grain, index).value : Number.NaN
    })
  }

  get #calendar() {
    return this.#results.strategy.organisation.calendar
  }

  target(grain: Grain, ordinal: number, role: Share['role']): Draft {
    const wanted = this.targets.at(grain, ordinal)
    const isOwn = grain === this.kpi.grain
    const draft = this.#number('target', { grain, ordinal }, wanted.low, wanted.reason, role)
    const { binding } = wanted
    if (!binding) return { ...draft, rules: ['G1'], origin: { kind: 'nothing' } }
    if (!isOwn) {
      const rule = this.measure.kind === 'flow' ? 'sum' : 'last'
      const [first, last] = this.#calendar.range(grain, ordinal, this.kpi.grain)
      const below = () => {
        const periods = Array.from({ length: last - first + 1 }, (_, at) => first + at)
        return periods.slice(rule === 'last' ? -1 : 0).map((at) => this.target(this.kpi.grain, at, 'period'))
      }
      return { ...draft, rules: ['G12'], origin: { kind: 'joined-targets', rule }, below }
    }
    return {
      ...draft,
      rules: this.#rules(binding.target, binding.revision),
      origin: this.#origin(wanted, ordinal),
      below: () => this.#rests(binding.target, binding.revision, ordinal),
    }
  }

  #origin({ binding, high, base, goal, original }: Wanted, ordinal: number): Origin {
    const { target, revision } = binding as NonNullable<Wanted['binding']>
    const { from, recorded, goalpost, trajectory, reason, by, at } = target.revisions[
      revision
    ] as Target['revisions'][0]
    const [first, last] = this.#calendar.range(target.period.grain, target.period.ordinal, this.kpi.grain)
    return {
      kind: 'target',
      period: target.period,
      each: target.each,
      agreed: target.agreed,
      revision,
      revisions: target.revisions.length - 1,
      from,
      recorded,
      why: reason,
      by,
      goalpost,
      trajectory: target.each ? 'step' : trajectory.kind,
      high,
      base,
      goal,
      original,
      place: ordinal - first + 1,
      length: last - first + 1,
      span: spanOf(at),
    }
  }

  #rules(target: Target, revision: number): readonly string[] {
    const { goalpost } = target.revisions[revision] as Target['revisions'][0]
    const rules = ['G1', goalpost.kind === 'between' ? 'G9' : 'G3', target.each ? 'G5' : 'G4']
    return target.revisions.length > 1 ? [...rules, 'G7', 'G8'] : rules
  }

  /** The baseline, and the year before where the target has its shape. */
  #rests(target: Target, revision: number, ordinal: number): readonly Draft[] {
    const { goalpost, trajectory } = target.revisions[revision] as Target['revisions'][0]
    const needsBase =
      goalpost.kind === 'change' ||
      trajectory.kind === 'linear' ||
      target.score === 'progress' ||
      target.method.kind !== 'attainment'
    const drafts = needsBase ? [this.#baseline(target)] : []
    const isSeasonal = trajectory.kind === 'seasonal' && !target.each && goalpost.kind !== 'between'
    return isSeasonal ? [...drafts, ...this.#shape(target.period, ordinal)] : drafts
  }

  #baseline(target: Target): Draft {
    const value = this.targets.baseline(target)
    const reason = Number.isNaN(value) ? 'no-baseline' : 'present'
    const period = this.targets.baselinePeriod(target)
    const draft = { ...this.#number('baseline', period, value, reason, 'baseline'), rules: ['G2'] }
    if (target.baseline.kind === 'value') {
      return { ...draft, origin: { kind: 'written', span: spanOf(target.at, 'baseline') } }
    }
    return { ...draft, origin: { kind: 'measured' }, below: () => this.#measuredIn(period, 'value') }
  }

  #shape(of: Period, ordinal: number): readonly Draft[] {
    const own = this.kpi.grain
    const [first, last] = this.#calendar.range(of.grain, of.ordinal, own)
    const all = Array.from({ length: last - first + 1 }, (_, at) => first + at)
    const needed = this.measure.kind === 'flow' ? all : [...new Set([ordinal, last])]
    return needed.flatMap((at) =>
      this.#measuredIn({ grain: own, ordinal: this.#calendar.yearBefore(own, at) }, 'shape'),
    )
  }

  #measuredIn({ grain, ordinal }: Period, role: Share['role']): readonly Draft[] {
    const { first, count } = this.#results.timeline(grain)
    const index = ordinal - first
    if (index >= count) return []
    const { id } = this.measure
    return [this.#measures.draft(id, grain, index, shareOf(role, this.#measures.cell(id, grain, index)))]
  }

  #number(
    kind: 'target' | 'baseline',
    period: Period,
    value: number,
    reason: Draft['reason'],
    role: Share['role'],
  ): Draft {
    return {
      kind,
      id: this.kpi.id,
      name: this.kpi.name,
      period,
      periodName: this.#calendar.name(period.grain, period.ordinal),
      value,
      unit: this.measure.unit,
      reason,
      ageDays: 0,
      coverage: reason === 'present' ? 1 : 0,
      status: undefined,
      isEstimate: false,
      rules: [],
      origin: { kind: 'nothing' },
      share: shareOf(role, { value, reason }),
      below: () => [],
    }
  }
}
