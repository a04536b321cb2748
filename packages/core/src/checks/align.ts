import type { Results } from '../engine/results.ts'
import type { Severity } from '../text/diagnostic.ts'
import { printDay } from '../time/day.ts'
import { checks } from './all.ts'
import type { Check, Finding } from './check.ts'
import { toFinding } from './check.ts'
import { Company } from './company.ts'
import { inForce, retiredMeasures } from './in-force.ts'

/** What is found about a company's alignment, and its score. */
export type Alignment = {
  /** Errors first; waived findings too, with their waiver. */
  readonly findings: readonly Finding[]
  /** 0 to 100: rule L3. */
  readonly score: number
  readonly company: Company
}

/** Runs every check over a company and judges its alignment. */
export function align(results: Results, selected: readonly Check[] = checks): Alignment {
  const steps = alignInSteps(results, selected)
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * The same check by check, for whoever has other things to do in between. Nothing of the company may change until it is
 * done; where something does, it is to be begun again.
 */
export function* alignInSteps(
  results: Results,
  selected: readonly Check[] = checks,
): Generator<undefined, Alignment, undefined> {
  const isOver = retiredMeasures(results)
  const company = new Company(
    inForce(results),
    checks.map(({ code }) => code),
  )
  const findings: Finding[] = []
  for (const check of selected) {
    yield
    for (const sighting of check.run(company)) {
      const { kind, id } = sighting.subject
      if (kind !== 'measure' || !isOver.has(id)) findings.push(toFinding(check, sighting))
    }
  }
  const judged = findings.map((finding) => withWaiver(finding, company)).sort(compareFindings)
  return { findings: judged, score: alignmentScore(company, judged), company }
}

function withWaiver(finding: Finding, { strategy, today }: Company): Finding {
  const waiver = strategy.waivers.find(
    ({ check, on, until }) => check === finding.code && on === finding.subject.id && until >= today,
  )
  if (!waiver) return finding
  const { person, reason, until } = waiver
  return { ...finding, waiver: { person, reason, until: printDay(until) } }
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 }

function compareFindings(a: Finding, b: Finding): number {
  return (
    severityOrder[a.severity] - severityOrder[b.severity] ||
    compareText(a.code, b.code) ||
    compareText(a.span.file, b.span.file) ||
    a.span.start - b.span.start ||
    compareText(a.subject.id, b.subject.id)
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** How much a finding takes from its subject: rule L2. */
const losses: Readonly<Record<Severity, number>> = { error: 1, warning: 0.5, note: 0.1 }

/** Rules L1 to L3: 100 × (1 − Σ weight × loss / Σ weight) over the organisation, departments, perspectives, objectives, KPIs. */
export function alignmentScore({ strategy }: Company, findings: readonly Finding[]): number {
  const weights = new Map<string, number>([['organisation:', 3]])
  for (const id of strategy.departments.keys()) weights.set(`department:${id}`, 3)
  for (const id of strategy.perspectives.keys()) weights.set(`perspective:${id}`, 3)
  for (const id of strategy.objectives.keys()) weights.set(`objective:${id}`, 3)
  for (const id of strategy.kpis.keys()) weights.set(`kpi:${id}`, 1)
  const lost = new Map<string, number>()
  for (const finding of findings) {
    if (finding.waiver) continue
    const key = weightedSubject(finding, weights)
    lost.set(key, Math.max(lost.get(key) ?? 0, losses[finding.severity]))
  }
  let sum = 0
  let loss = 0
  for (const [key, weight] of weights) {
    sum += weight
    loss += weight * (lost.get(key) ?? 0)
  }
  return 100 * (1 - loss / sum)
}

/** A subject without a weight of its own counts as the organisation's. */
function weightedSubject({ subject }: Finding, weights: ReadonlyMap<string, number>): string {
  const key = `${subject.kind}:${subject.kind === 'organisation' ? '' : subject.id}`
  return weights.has(key) ? key : 'organisation:'
}
