import { percent } from '../../quantity/unit.ts'
import type { Id, RollUp, Strategy, Weight } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'
import type { NamedChild } from '../naive/nodes.ts'
import { childrenOf, rollUpOf } from '../naive/nodes.ts'
import type { Counting } from '../naive/roll-up.ts'
import { countingOf } from '../naive/roll-up.ts'
import type { NodeKind } from '../nodes.ts'
import type { Results, ScoreCell } from '../results.ts'
import type { Draft, Share } from './explanation.ts'
import type { KpiExplainer } from './kpi.ts'

/** Takes a roll-up apart into its children, each with its weight and its part of the sum. */
export class NodeExplainer {
  readonly #results: Results
  readonly #kpis: KpiExplainer

  constructor(results: Results, kpis: KpiExplainer) {
    this.#results = results
    this.#kpis = kpis
  }

  draft(kind: NodeKind, id: Id, index: number, share: Share | undefined): Draft | undefined {
    const { strategy, grain } = this.#results
    const cell = this.#results.node(kind, id, index)
    const rollUp = rollUpOf(strategy, kind, id)
    if (!cell || !rollUp) return undefined
    const { first, lastDay } = this.#results.timeline(grain)
    const { score, reason, coverage, ageDays, status, isEstimate } = cell
    return {
      kind,
      id,
      name: nameOf(strategy, kind, id),
      period: { grain, ordinal: first + index },
      periodName: strategy.organisation.calendar.name(grain, first + index),
      value: score,
      unit: percent,
      reason,
      coverage,
      ageDays,
      status,
      isEstimate,
      rules: rulesOf(kind, cell),
      origin: {
        kind: 'rolled-up',
        rule: rollUp.rule,
        missing: rollUp.missing,
        coverageLimit: rollUp.coverageLimit,
      },
      share,
      below: () => (reason === 'not-due' ? [] : this.#below(kind, id, rollUp, lastDay[index] as number)),
    }
  }

  #below(kind: NodeKind, id: Id, rollUp: RollUp, day: Day): readonly Draft[] {
    const children = childrenOf(this.#results.strategy, kind, id).map((child) => {
      const counting = countingOf(this.#results, child, day, rollUp.freshnessDays)
      return { child, ...standingOf(counting, rollUp), weight: counting.weight }
    })
    const present = children.filter(({ standing }) => standing !== 'absent')
    const all = present.reduce((sum, { weight }) => sum + weight, 0)
    return children.flatMap(({ child, standing, index, score, weight }) => {
      const part =
        rollUp.rule === 'weighted-mean' && standing !== 'absent' ? (weight * score) / all : Number.NaN
      const share: Share = {
        role: 'child',
        standing,
        weight,
        weightFrom: validSince(child.weight, day),
        part,
      }
      return this.#child(child, index, share) ?? []
    })
  }

  #child({ kind, id }: NamedChild, index: number, share: Share): Draft | undefined {
    return kind === 'kpi' ? this.#kpis.draft(id, index, share) : this.draft(kind, id, index, share)
  }
}

/** How a child takes part, and the index of the period it takes part with. */
function standingOf(
  { weight, now, before }: Counting,
  { missing }: RollUp,
): { readonly standing: Share['standing']; readonly index: number; readonly score: number } {
  const index = now?.index ?? 0
  if (weight === 0) return { standing: 'absent', index, score: Number.NaN }
  if (now?.cell.reason === 'present') return { standing: 'counts', index, score: now.cell.score }
  if (missing === 'zero' && now?.cell.reason === 'not-observed') return { standing: 'zero', index, score: 0 }
  const last = missing === 'carry-forward' ? before() : undefined
  return last
    ? { standing: 'carried', index: last.index, score: last.cell.score }
    : { standing: 'absent', index, score: Number.NaN }
}

function validSince(weight: Weight, day: Day): Day | undefined {
  const from = (weight.findLast((version) => version.from <= day) ?? weight[0])?.from
  return from !== undefined && Number.isFinite(from) ? from : undefined
}

function nameOf(
  { objectives, departments, perspectives, organisation }: Strategy,
  kind: NodeKind,
  id: Id,
): string {
  if (kind === 'organisation') return organisation.name
  const items = kind === 'objective' ? objectives : kind === 'department' ? departments : perspectives
  return items.get(id)?.name ?? id
}

function rulesOf(kind: NodeKind, { reason, coverage }: ScoreCell): readonly string[] {
  if (reason === 'not-due') return ['R15']
  const judged = kind === 'objective' ? 'R1' : kind === 'department' ? 'R2' : 'R3'
  const rules = [judged, 'R4', 'R5', 'R7']
  if (coverage < 1) rules.push('R9')
  if (reason === 'below-coverage') return [...rules, 'R10']
  return reason === 'child-missing' ? [...rules, 'R11'] : [...rules, 'R8', 'R12', 'R13']
}
