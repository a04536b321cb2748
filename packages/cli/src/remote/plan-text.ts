import type { Paint } from '../paint.ts'
import type { Change, Plan } from './answers.ts'

/** What a plan or an apply changes, for people. */
export function drawChanges(changes: readonly Change[], paint: Paint): string[] {
  return changes.flatMap(({ kind, change, id, name, fields }) => [
    `${sign(change, paint)} ${kind} ${paint.bold(id)}${name === id || name === '' ? '' : `  ${name}`}`,
    ...(change === 'changed' || change === 'renamed'
      ? fields.map(({ field, before, after }) => `    ${field}: ${before ?? '–'} → ${after ?? '–'}`)
      : []),
  ])
}

function sign(change: string, paint: Paint): string {
  if (change === 'added') return paint.blue('+')
  return change === 'removed' ? paint.red('−') : paint.yellow('~')
}

/** The plan for people: files, definitions, what follows, and where to go from here. */
export function drawPlan(plan: Plan, paint: Paint): string {
  const { files, diagnostics, changes, offered, unsigned, scores, gaps, findings, alignment, base, isSound } =
    plan
  const { added, changed, removed } = files
  if (added + changed + removed + offered.length + unsigned.length === 0)
    return `The server has these files already. Base ${base}.\n`
  const lines = [`Files: ${added} added, ${changed} changed, ${removed} removed. Base ${base}.`]
  const section = (title: string, rows: readonly string[]) => {
    if (rows.length > 0) lines.push('', paint.bold(title), ...rows.map((row) => `  ${row}`))
  }
  section(
    'Faults',
    diagnostics.map(
      ({ severity, message, place }) =>
        `${severity}: ${place.file}:${place.line}:${place.column}  ${message}`,
    ),
  )
  section('Definitions', drawChanges(changes, paint))
  section(
    'Offered for signature, in place of being applied',
    offered.map(({ kpi, period }) => `${kpi} ${period}`),
  )
  section(
    'Needs signatures',
    unsigned.map(({ kpi, period }) => `keelson negotiate offer ${kpi} ${period}`),
  )
  section(
    'Scores',
    scores.map(({ name, before, after, statusBefore, statusAfter }) => {
      const status = statusBefore === statusAfter ? '' : `  ${statusBefore ?? '–'} → ${statusAfter ?? '–'}`
      return `${name}: ${share(before)} → ${share(after)}${status}`
    }),
  )
  section(
    'Gaps',
    gaps.map(({ name, period, before, after }) => `${name}, ${period}: ${amount(before)} → ${amount(after)}`),
  )
  section(
    'Findings',
    findings.map(({ change, code, message }) => `${change}: ${code}  ${message}`),
  )
  lines.push('', `Alignment ${alignment.before.toFixed(1)} → ${alignment.after.toFixed(1)} of 100.`)
  if (!isSound) lines.push('It has errors and cannot be applied.')
  else if (unsigned.length > 0)
    lines.push('It moves targets that are signed first, and cannot be applied with them.')
  else lines.push('The same command with apply instead of plan writes it.')
  return `${lines.join('\n')}\n`
}

function share(score: number | null): string {
  return score === null ? '–' : `${(score * 100).toFixed(0)} %`
}

function amount(gap: number | null): string {
  return gap === null ? '–' : Number(gap.toPrecision(6)).toLocaleString('en')
}
