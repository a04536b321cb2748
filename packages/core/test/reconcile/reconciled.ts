import { expect } from 'vitest'
import { Engine } from '../../src/engine/engine.ts'
import { evaluate } from '../../src/engine/naive/evaluate.ts'
import type { Results } from '../../src/engine/results.ts'
import type { Reconciliation } from '../../src/reconcile/reconcile.ts'
import { reconcileAll } from '../../src/reconcile/reconcile.ts'
import { reconcilePeriods } from '../../src/reconcile/reconcile-periods.ts'
import type { Grain } from '../../src/time/grain.ts'
import { company } from '../engine/company.ts'

type Draft = Parameters<typeof company>[0]
type Item = Record<string, unknown>

/** A KPI on an amount of money that is the better the higher, with a target for 2026. */
export function euros(value: number, more: Item = {}): Item {
  const measure = { unit: 'EUR', kind: 'flow', polarity: 'higher' }
  return { measure, targets: [{ for: '2026', value }], ...more }
}

/** A KPI on a measure of a unit and a kind, with a target for 2026. */
export function kpi(unit: string, kind: string, value: number | string, more: Item = {}): Item {
  return { measure: { unit, kind, polarity: 'higher' }, targets: [{ for: '2026', value }], ...more }
}

/** The link of a child to the KPI `whole`. */
export function to(kind: string, more: Item = {}): Item {
  return { contributes: [{ to: 'whole', kind, ...more }] }
}

/** Does the same on the naive evaluation and on the engine, and demands the same of both. */
export function onBoth<T>(draft: Draft, read: (results: Results) => T): T {
  const { strategy, observations, asOf } = company(draft)
  const found = read(new Engine(strategy, observations, { asOf }))
  expect(read(evaluate(strategy, observations, { asOf }))).toEqual(found)
  return found
}

/** The reconciliations of `whole`, or of another KPI: one for each target. */
export function allOf(draft: Draft, id = 'whole'): readonly Reconciliation[] {
  return onBoth(draft, (results) => reconcileAll(results).filter(({ parent }) => parent === id))
}

/** The reconciliation of the only target, or of the first. */
export function reconciled(draft: Draft, id = 'whole'): Reconciliation {
  const [first] = allOf(draft, id)
  if (!first) throw new Error(`${id} has no target that is reconciled`)
  return first
}

export function byPeriod(draft: Draft, grain: Grain, id = 'whole'): readonly Reconciliation[] {
  return onBoth(draft, (results) => reconcilePeriods(results, id, grain))
}

/** Obstacles as `code: kpi`. */
export function obstaclesOf({ obstacles }: Reconciliation): readonly string[] {
  return obstacles.map(({ code, kpi: id }) => `${code}: ${id}`)
}

/** What a child's target counts with, by its id. */
export function valuesOf({ parts }: Reconciliation): Readonly<Record<string, number>> {
  return Object.fromEntries(parts.map(({ link, value }) => [link.from, value]))
}

export function sensitivitiesOf({ parts }: Reconciliation): Readonly<Record<string, number>> {
  return Object.fromEntries(parts.map(({ link, sensitivity }) => [link.from, sensitivity]))
}
