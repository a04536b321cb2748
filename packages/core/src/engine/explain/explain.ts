import type { Observations } from '../../series/observations.ts'
import { rateOn } from '../../series/rates.ts'
import type { Id } from '../../strategy/model.ts'
import type { Day } from '../../time/day.ts'
import type { Grain } from '../../time/grain.ts'
import { cellOf, missingCell } from '../naive/cell.ts'
import { formulaCell } from '../naive/formula.ts'
import type { CountingRow } from '../naive/observed.ts'
import { countingRows } from '../naive/observed.ts'
import { Recipes } from '../naive/recipe.ts'
import type { NodeKind } from '../nodes.ts'
import type { Results } from '../results.ts'
import type { Draft, Explanation } from './explanation.ts'
import { KpiExplainer } from './kpi.ts'
import type { ReadCell } from './measure.ts'
import { MeasureExplainer } from './measure.ts'
import { NodeExplainer } from './node.ts'

/** What is to be explained; `grain` of a measure is its own where it is left out. */
export type ExplainSubject =
  | { readonly kind: NodeKind | 'kpi'; readonly id: Id }
  | { readonly kind: 'measure'; readonly id: Id; readonly grain?: Grain }

/** How large a tree may grow; the levels nearest to the subject are shown first. */
export type ExplainLimits = { readonly nodes: number; readonly depth: number }

const usualLimits: ExplainLimits = { nodes: 2000, depth: 64 }

/**
 * Derives a number from what it is made of, down to the observations: every node with its value, unit, period, reason,
 * the rules of SPEC.md that made it and the versions in force. `index` counts the periods of the subject's timeline, as
 * in `Results`; undefined where the results hold no such number.
 */
export function explain(
  results: Results,
  subject: ExplainSubject,
  index: number,
  limits: ExplainLimits = usualLimits,
): Explanation | undefined {
  const draft = draftOf(results, subject, index)
  return draft && grow(draft, limits)
}

function draftOf(results: Results, subject: ExplainSubject, index: number): Draft | undefined {
  const { strategy } = results
  const recipes = new Recipes(strategy)
  const measures = new MeasureExplainer(results, recipes, countingRowIn(results), reader(results, recipes))
  if (subject.kind === 'measure') {
    const grain = subject.grain ?? strategy.measures.get(subject.id)?.grain
    if (!grain || !results.measure(subject.id, grain, index)) return undefined
    return measures.draft(subject.id, grain, index, undefined)
  }
  const kpis = new KpiExplainer(results, measures)
  if (subject.kind === 'kpi') return kpis.draft(subject.id, index, undefined)
  return new NodeExplainer(results, kpis).draft(subject.kind, subject.id, index, undefined)
}

/** Reads what results hold; rates and the sides of divisions, which are no measures, are made from what they hold. */
function reader(results: Results, recipes: Recipes): ReadCell {
  const read: ReadCell = (name, grain, index) => {
    if (index < 0) return missingCell('before-start')
    const known = results.measure(name, grain, index)
    if (known) return known
    if (index >= results.closed(grain)) return missingCell('not-due')
    const recipe = recipes.of(name, grain)
    if (recipe.kind === 'formula') {
      return formulaCell(recipe.formula, index, results.timeline(grain), (input, at) =>
        read(input, grain, at),
      )
    }
    if (recipe.kind === 'rate') {
      const day = results.timeline(grain).lastDay[index] as number
      const rate = rateOn(results.strategy, recipe.from, recipe.to, day)
      return Number.isNaN(rate) ? missingCell('no-rate') : cellOf(rate, 0, 1)
    }
    return missingCell(recipe.kind === 'missing' ? recipe.reason : 'not-observed')
  }
  return read
}

const remembered = new WeakMap<Observations, { readonly asOf: Day; readonly countingRow: CountingRow }>()

/** Finding the records that count reads every row, so it is done once for the same observations and day. */
function countingRowIn({ observations, asOf }: Results): CountingRow {
  let known = remembered.get(observations)
  if (known?.asOf !== asOf) {
    known = { asOf, countingRow: countingRows(observations, asOf) }
    remembered.set(observations, known)
  }
  return known.countingRow
}

type Growing = { readonly draft: Draft; readonly depth: number; children: Growing[]; more: number }

/** Level by level, so that what is left out is what lies farthest away. */
function grow(root: Draft, limits: ExplainLimits): Explanation {
  const top: Growing = { draft: root, depth: 1, children: [], more: 0 }
  const open = [top]
  for (const growing of open) {
    const below = growing.draft.below()
    const room = growing.depth < limits.depth ? Math.max(0, limits.nodes - open.length) : 0
    const depth = growing.depth + 1
    growing.children = below.slice(0, room).map((draft) => ({ draft, depth, children: [], more: 0 }))
    growing.more = below.length - growing.children.length
    open.push(...growing.children)
  }
  return finish(top)
}

function finish({ draft: { below: _, ...shown }, children, more }: Growing): Explanation {
  return { ...shown, children: children.map(finish), more }
}
