import type { Id, Strategy, Target } from '../strategy/model.ts'
import { samePeriod } from '../time/period.ts'

/** A target that files would move, set or remove. */
export type MovedTarget = { readonly kpi: Id; readonly period: string }

/**
 * The targets that a strategy would have otherwise than the one before it: what they say, not who owns or signed them.
 * By a rule that wants signatures for files too (rule B16), each of them is negotiated instead.
 */
export function movedTargets(before: Strategy, after: Strategy): readonly MovedTarget[] {
  const { calendar } = before.organisation
  return [...new Set([...before.kpis.keys(), ...after.kpis.keys()])].flatMap((kpi) => {
    const was = before.kpis.get(kpi)?.targets ?? []
    const is = after.kpis.get(kpi)?.targets ?? []
    const moved = [
      ...is.filter((target) => !was.some((one) => saysTheSame(one, target))),
      ...was.filter((target) => !is.some(({ period }) => samePeriod(period, target.period))),
    ]
    const names = moved.map(({ period }) => calendar.name(period.grain, period.ordinal))
    return [...new Set(names)].map((period) => ({ kpi, period }))
  })
}

function saysTheSame(one: Target, other: Target): boolean {
  return samePeriod(one.period, other.period) && wordsOf(one) === wordsOf(other)
}

function wordsOf({ baseline, each, revisions, tolerance, padding, scale, method, score }: Target): string {
  const said = revisions.map(({ from, recorded, goalpost, trajectory }) => [
    from,
    recorded,
    goalpost,
    trajectory,
  ])
  return JSON.stringify([baseline, each, said, tolerance, padding, scale, method, score])
}
