import type { Alignment } from '../checks/align.ts'
import type { Finding } from '../checks/check.ts'
import type { NodeKind } from '../engine/nodes.ts'
import type { Results, ScoreCell } from '../engine/results.ts'
import type { Reconciliation } from '../reconcile/reconcile.ts'
import type { Status } from '../score/status.ts'
import type { Id } from '../strategy/model.ts'
import type { ItemKind, Renames } from './item.ts'
import { renamed } from './item.ts'

/** A score, 0 to 1 or NaN, in the last period that has ended; undefined where the thing is not there. */
export type Standing = { readonly period: string; readonly score: number; readonly status: Status }

export type ScoreChange = {
  readonly kind: NodeKind | 'kpi'
  readonly id: Id
  readonly name: string
  readonly before: Standing | undefined
  readonly after: Standing | undefined
}

export type ReconciliationChange = {
  readonly kpi: Id
  readonly name: string
  readonly period: string
  readonly before: Reconciliation | undefined
  readonly after: Reconciliation | undefined
}

/** A finding that is only in one of the two, or says something else. */
export type FindingChange = { readonly before: Finding | undefined; readonly after: Finding | undefined }

/** How many values of a measure that is observed are only in the one, only in the other, or differ. */
export type ValueChange = {
  readonly measure: Id
  readonly name: string
  readonly added: number
  readonly removed: number
  readonly changed: number
}

/** What follows from the differences of two strategies, and of the values observed. */
export type ResultComparison = {
  readonly alignment: { readonly before: number; readonly after: number }
  readonly scores: readonly ScoreChange[]
  readonly reconciliations: readonly ReconciliationChange[]
  readonly findings: readonly FindingChange[]
  readonly values: readonly ValueChange[]
}

/** Compares what two strategies come to; both are to be computed as known on the same day. */
export function compareResults(before: Alignment, after: Alignment, renames: Renames): ResultComparison {
  return {
    alignment: { before: before.score, after: after.score },
    scores: compareScores(before.company.results, after.company.results, renames),
    reconciliations: compareReconciliations(before, after, renames),
    findings: compareFindings(before.findings, after.findings, renames),
    values: compareValues(before.company.results, after.company.results, renames),
  }
}

/** Pairs what is under one key, in the order of the later side, then what is only in the earlier one. */
function pair<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): [string, T | undefined, T | undefined][] {
  return [
    ...[...after].map(([key, item]): [string, T | undefined, T] => [key, before.get(key), item]),
    ...[...before]
      .filter(([key]) => !after.has(key))
      .map(([key, item]): [string, T, undefined] => [key, item, undefined]),
  ]
}

type Scored = Standing & Pick<ScoreChange, 'kind' | 'id' | 'name'>

function compareScores(before: Results, after: Results, renames: Renames): readonly ScoreChange[] {
  const pairs = pair(scoresOf(before, renames), scoresOf(after, new Map()))
  return pairs.flatMap(([, was, is]) => {
    const isSame = was && is && was.status === is.status && sameNumber(was.score, is.score)
    const one = is ?? was
    return isSame || !one
      ? []
      : [{ kind: one.kind, id: one.id, name: one.name, before: standing(was), after: standing(is) }]
  })
}

function standing(scored: Scored | undefined): Standing | undefined {
  return scored && { period: scored.period, score: scored.score, status: scored.status }
}

function scoresOf(results: Results, renames: Renames): Map<string, Scored> {
  const { strategy, grain } = results
  const { calendar } = strategy.organisation
  const found = new Map<string, Scored>()
  const add = (
    kind: Scored['kind'],
    id: Id,
    name: string,
    by: typeof grain,
    cellAt: (at: number) => ScoreCell | undefined,
  ) => {
    const at = results.closed(by) - 1
    const cell = cellAt(at)
    if (!cell) return
    const { score, status } = cell
    const now = renamed(renames, kind, id)
    const period = calendar.name(by, results.timeline(by).first + at)
    found.set(`${kind}:${now}`, { kind, id: now, name, period, score, status })
  }
  add('organisation', '', strategy.organisation.name, grain, (at) => results.node('organisation', '', at))
  for (const [kind, items] of [
    ['perspective', strategy.perspectives],
    ['department', strategy.departments],
    ['objective', strategy.objectives],
  ] as const) {
    for (const { id, name } of items.values()) add(kind, id, name, grain, (at) => results.node(kind, id, at))
  }
  for (const { id, name } of strategy.kpis.values()) {
    const own = results.kpiGrain(id)
    if (own) add('kpi', id, name, own, (at) => results.kpi(id, at))
  }
  return found
}

/** Results are the same to the bit where their inputs are; this spares a reader the noise of another order of sums. */
function sameNumber(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a), Math.abs(b))
}

function compareReconciliations(
  before: Alignment,
  after: Alignment,
  renames: Renames,
): readonly ReconciliationChange[] {
  const pairs = pair(reconciled(before, renames), reconciled(after, new Map()))
  return pairs.flatMap(([key, was, is]) => {
    const isSame =
      was &&
      is &&
      was.verdict === is.verdict &&
      sameNumber(was.wanted, is.wanted) &&
      sameNumber(was.produced, is.produced)
    const [side, any] = is ? [after, is] : [before, was]
    if (isSame || !any) return []
    const { company } = side
    const [kpi = ''] = key.split(' ')
    const period = company.periodName(any.period)
    return [{ kpi, name: company.kpiName(any.parent), period, before: was, after: is }]
  })
}

function reconciled({ company }: Alignment, renames: Renames): Map<string, Reconciliation> {
  return new Map(
    company.reconciliations.map((one) => [
      `${renamed(renames, 'kpi', one.parent)} ${company.periodName(one.period)}`,
      one,
    ]),
  )
}

function compareFindings(
  before: readonly Finding[],
  after: readonly Finding[],
  renames: Renames,
): readonly FindingChange[] {
  return pair(findingsOf(before, renames), findingsOf(after, new Map())).flatMap(([, was, is]) => {
    const isSame =
      was &&
      is &&
      was.message === is.message &&
      was.severity === is.severity &&
      Boolean(was.waiver) === Boolean(is.waiver)
    return isSame ? [] : [{ before: was, after: is }]
  })
}

/** Under check and subject; of several of one check on one subject each has a number. */
function findingsOf(findings: readonly Finding[], renames: Renames): Map<string, Finding> {
  const found = new Map<string, Finding>()
  for (const finding of findings) {
    const { kind, id } = finding.subject
    const key = `${finding.code} ${kind}:${renamed(renames, kind satisfies ItemKind, id)}`
    let number = 1
    while (found.has(`${key} ${number}`)) number++
    found.set(`${key} ${number}`, finding)
  }
  return found
}

function compareValues(before: Results, after: Results, renames: Renames): readonly ValueChange[] {
  const pairs = pair(valuesOf(before, renames), valuesOf(after, new Map()))
  return pairs.flatMap(([measure, was, is]) => {
    const change = { measure, name: (is ?? was)?.name ?? measure, added: 0, removed: 0, changed: 0 }
    for (const [, a, b] of pair<number>(was?.values ?? new Map(), is?.values ?? new Map())) {
      if (a === undefined) change.added++
      else if (b === undefined) change.removed++
      else if (!Object.is(a, b)) change.changed++
    }
    return change.added + change.removed + change.changed === 0 ? [] : [change]
  })
}

type Valued = { readonly name: string; readonly values: ReadonlyMap<string, number> }

function valuesOf(results: Results, renames: Renames): Map<Id, Valued> {
  const found = new Map<Id, Valued>()
  for (const { id, name, grain, formula, aggregates, carryDays } of results.strategy.measures.values()) {
    if (formula || aggregates.length > 0) continue
    const { first } = results.timeline(grain)
    const values = new Map<string, number>()
    for (let at = 0; at < results.closed(grain); at++) {
      const cell = results.measure(id, grain, at)
      // A value carried forward was not observed.
      if (cell?.reason !== 'present' || (carryDays > 0 && cell.ageDays > 0)) continue
      values.set(results.strategy.organisation.calendar.name(grain, first + at), cell.value)
    }
    found.set(renamed(renames, 'measure', id), { name, values })
  }
  return found
}
