import type { Clock } from '../clock.ts'
import type { DemoFile } from '../demo-file.ts'
import type { KpiText, TargetText } from '../kpi-text.ts'
import { writeKpi } from '../kpi-text.ts'

/** What the KPIs of every department are written with. */
export type Kit = ReturnType<typeof makeKit>

export function makeKit(clock: Clock) {
  const year = clock.fiscalYear()
  const reviewed = clock.quarterEnd(0)
  const agreed = clock.yearStart()
  return {
    clock,
    year,
    agreed,
    /** What every KPI of a department, or of the company, has in common. */
    by: (department: string, owner: string) => ({ department, owner, reviewed }),
    company: (owner: string) => ({ owner, reviewed }),
    rising: (baseline: string, value: string): TargetText[] => [
      { for: year, baseline, value, trajectory: 'linear', agreed },
    ],
    seasonal: (baseline: string, value: string): TargetText[] => [
      { for: year, baseline, value, trajectory: 'seasonal', agreed },
    ],
    /** This year's target, after last year's: the first months of a year are judged by quarters of the last one. */
    after: (last: { baseline: string; value: string; each?: string }, now: TargetText): TargetText[] => [
      { for: clock.fiscalYear(-1), ...last, agreed: clock.yearStart(-1) },
      now,
    ],
  }
}

/** A measure that is not judged itself, in one line. */
export function plainMeasure(id: string, name: string, unit: string, kind: string): string {
  return `  ${id}: { name: ${name}, unit: ${unit}, kind: ${kind} }\n`
}

/** The file of a department: its plain measures, then its KPIs. */
export function departmentFile(
  path: string,
  about: string,
  measures: readonly string[],
  kpis: readonly KpiText[],
): DemoFile {
  const head = measures.length === 0 ? '' : `measures:\n${measures.join('')}\n`
  return { path, text: `# ${about}\n${head}kpis:\n${kpis.map(writeKpi).join('\n')}` }
}
