import type { Group, KpiRow, Results, RollUp, Score, ScoreCell } from '@keelson/core'
import { formatNumber, scoreOf } from '@keelson/core'
import type { Paint } from './paint.ts'
import { alignColumns } from './paint.ts'
import { percentText, statusText } from './status.ts'

/** Draws the scorecard as a table for a terminal. */
export function drawScorecard(
  engine: Results,
  groups: readonly Group[],
  whole: ScoreCell | undefined,
  period: string,
  paint: Paint,
): string {
  const { name, rollUp } = engine.strategy.organisation
  const score = scoreOf(whole)
  const parts = [
    paint.bold(name),
    period,
    statusText(score.status, paint),
    `score ${percentText(score.score)}`,
  ]
  const head = [...parts, `coverage ${percentText(score.coverage)}`, paint.dim(ruleText(rollUp))]
    .join('  ')
    .trimEnd()
  const rows: string[][] = [['', 'actual', 'target', 'difference', 'score', 'status', ''].map(paint.dim)]
  for (const group of groups) {
    rows.push(groupCells(group, paint))
    for (const row of group.kpis) rows.push(kpiCells(row, paint))
  }
  return `${head}\n\n${alignColumns(rows, [1, 2, 3, 4]).join('\n')}\n`
}

function groupCells({ id, name, rollUp, score }: Group, paint: Paint): string[] {
  const status = id === '' ? '' : statusText(score.status, paint)
  const note = id === '' ? '' : noteOf(score, rollUp)
  return [paint.bold(name), '', '', '', paint.bold(percentText(score.score)), status, paint.dim(note)]
}

/** What a reader must know of a score: how complete and old it is, and rules other than the usual ones. */
function noteOf({ coverage, ageDays, isEstimate }: Score, rollUp: RollUp | null): string {
  const notes = [
    coverage < 1 ? `coverage ${percentText(coverage)}` : '',
    isEstimate ? 'with estimates' : '',
    ageDays > 0 ? `up to ${ageDays} days old` : '',
    rollUp ? ruleText(rollUp) : '',
  ]
  return notes.filter((note) => note !== '').join('; ')
}

/** The rule and the policy for missing scores, where they are not the usual ones. */
function ruleText({ rule, missing }: RollUp): string {
  const parts = [
    rule === 'weighted-mean' ? '' : `the ${rule} counts`,
    missing === 'leave-out' ? '' : `missing: ${missing.replace('-', ' ')}`,
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function kpiCells(row: KpiRow, paint: Paint): string[] {
  const { actual, target, high, difference, original, unit, trend, why, ageDays } = row
  const show = (value: number, name = unit) => (Number.isNaN(value) ? '–' : withUnit(value, name))
  const wanted = Number.isNaN(high) ? show(target) : `${show(target)} to ${show(high)}`
  const notes = [
    why?.replaceAll('-', ' ') ?? '',
    trend && trend !== 'unknown' ? `within a year ${trend.replace('-', ' ')}` : '',
    Number.isNaN(original) ? '' : `originally ${show(original)}`,
    ageDays > 0 ? `${ageDays} days old` : '',
  ]
  const note = notes.filter((one) => one !== '').join('; ')
  const gap = show(difference, unit === '%' ? 'pp' : unit)
  return [
    `  ${row.name}`,
    show(actual),
    wanted,
    gap,
    percentText(row.score),
    statusText(row.status, paint),
    paint.dim(note),
  ]
}

function withUnit(value: number, unit: string): string {
  return unit === '1' || unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`
}
