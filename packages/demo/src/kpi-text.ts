/** One target as written: everything is text, in the unit of the measure. */
export type TargetText = {
  readonly for: string
  readonly baseline?: string
  readonly value?: string
  readonly change?: string
  readonly between?: string
  readonly each?: string
  readonly trajectory?: string
  readonly revisions?: readonly string[]
  readonly agreed?: string
}

/** One KPI as written in a strategy file. */
export type KpiText = {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly unit: string
  readonly kind: string
  readonly polarity: 'higher' | 'lower' | 'range'
  readonly formula?: string
  readonly grain?: string
  readonly kpiGrain?: string
  readonly timing: 'leading' | 'lagging'
  readonly nature?: 'financial' | 'non-financial'
  readonly source?: string
  readonly objective?: string
  readonly department?: string
  readonly shared?: string
  readonly owner: string
  readonly weight?: number
  readonly reviewed: string
  readonly targets: readonly TargetText[]
  readonly contributes?: readonly string[]
  /** The measure of another KPI, instead of one of its own. */
  readonly measure?: string
}

/** Writes a KPI the way a person would. */
export function writeKpi(kpi: KpiText): string {
  const lines = [`  ${kpi.id}:`, `    name: ${kpi.name}`]
  if (kpi.objective) lines.push(`    objective: ${kpi.objective}`)
  if (kpi.department) lines.push(`    department: ${kpi.department}`)
  if (kpi.shared) lines.push(`    shared-with: ${kpi.shared}`)
  lines.push(`    owner: ${kpi.owner}`)
  if (kpi.weight !== undefined) lines.push(`    weight: ${kpi.weight}`)
  if (kpi.kpiGrain) lines.push(`    grain: ${kpi.kpiGrain}`)
  lines.push(`    reviewed: ${kpi.reviewed}`)
  if (kpi.measure) lines.push(`    measure: ${kpi.measure}`)
  else lines.push('    measure:', ...writeMeasure(kpi).map((line) => `      ${line}`))
  lines.push('    targets:')
  for (const target of kpi.targets) lines.push(...writeTarget(target).map((line) => `      ${line}`))
  if (kpi.contributes) {
    lines.push('    contributes:')
    for (const link of kpi.contributes) lines.push(`      - ${link}`)
  }
  return `${lines.join('\n')}\n`
}

function writeMeasure(kpi: KpiText): string[] {
  const lines = [`description: ${kpi.description}`, `unit: ${kpi.unit}`, `kind: ${kpi.kind}`]
  lines.push(`polarity: ${kpi.polarity}`, `timing: ${kpi.timing}`)
  if (kpi.grain) lines.push(`grain: ${kpi.grain}`)
  if (kpi.formula) lines.push(`formula: ${kpi.formula}`)
  if (kpi.nature) lines.push(`nature: ${kpi.nature}`)
  if (kpi.source) lines.push(`source: ${kpi.source}`)
  return lines
}

function writeTarget(target: TargetText): string[] {
  const { revisions, ...plain } = target
  const lines = Object.entries(plain).map(([name, value], at) => `${at === 0 ? '- ' : '  '}${name}: ${value}`)
  if (revisions) lines.push('  revisions:', ...revisions.map((line) => `    ${line}`))
  return lines
}
