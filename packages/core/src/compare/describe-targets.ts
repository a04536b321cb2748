import type { Unit } from '../quantity/unit.ts'
import type { Kpi, Revision, Strategy, Target } from '../strategy/model.ts'
import type { Place } from '../strategy/shape.ts'
import type { Calendar } from '../time/calendar.ts'
import {
  amountWords,
  dayWords,
  goalWords,
  methodWords,
  percentWords,
  periodWords,
  trajectoryWords,
} from './words.ts'

/** A target in words, under the name of its period. */
export type TargetWords = {
  readonly period: string
  readonly at: Place
  readonly fields: Readonly<Record<string, string | undefined>>
}

type PersonOf = (id: string | undefined) => string | undefined

/** Says what the targets of a KPI are: the goalpost in force, and every one before it. */
export function describeTargets(strategy: Strategy, kpi: Kpi, personOf: PersonOf): readonly TargetWords[] {
  const { calendar } = strategy.organisation
  const unit = strategy.measures.get(kpi.measure)?.unit
  if (!unit) return []
  return kpi.targets.map((target) => ({
    period: periodWords(calendar, target.period) as string,
    at: target.at,
    fields: fieldsOf(target, unit, calendar, personOf),
  }))
}

function fieldsOf(target: Target, unit: Unit, calendar: Calendar, personOf: PersonOf) {
  const { revisions, baseline, scale, each } = target
  const first = revisions[0] as Revision
  const last = revisions.at(-1) as Revision
  const per = each ? ` each ${each}` : ''
  return {
    target: `${goalWords(last.goalpost, unit)}${per}`,
    'first agreed': revisions.length > 1 ? `${goalWords(first.goalpost, unit)}${per}` : undefined,
    revisions: revisions
      .slice(1)
      .map((one) => revisionWords(one, unit, personOf))
      .join('; '),
    trajectory: trajectoryWords(last.trajectory, calendar, unit),
    baseline:
      baseline.kind === 'value'
        ? amountWords(baseline.value, unit)
        : `as measured in ${periodWords(calendar, baseline.period) ?? 'the period before'}`,
    agreed: dayWords(target.agreed),
    status: methodWords(target.method, unit),
    score: target.score,
    scale: scale && `${amountWords(scale.min, unit)} to ${amountWords(scale.max, unit)}`,
    tolerance: percentWords(target.tolerance),
    padding: percentWords(target.padding),
    owner: personOf(target.owner),
    'signed by': target.signedBy.map(personOf).join(', '),
  }
}

function revisionWords(
  { goalpost, from, recorded, reason, reasonCode, by, decidedIn }: Revision,
  unit: Unit,
  personOf: PersonOf,
): string {
  const who = by === undefined ? '' : ` by ${personOf(by)}`
  const why = reason === undefined ? '' : `: ${reason}`
  const sort = reasonCode === undefined ? '' : ` (${reasonCode})`
  const where = decidedIn === undefined ? '' : `, in ${decidedIn}`
  return `${goalWords(goalpost, unit)} from ${dayWords(from)}, decided ${dayWords(recorded)}${who}${why}${sort}${where}`
}
