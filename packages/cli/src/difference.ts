import type {
  FieldChange,
  FindingChange,
  ItemChange,
  ItemKind,
  Reconciliation,
  ReconciliationChange,
  ResultComparison,
  ScoreChange,
  Standing,
  Strategy,
  ValueChange,
} from '@keelson/core'
import { formatAmount } from '@keelson/core'
import type { Paint } from './paint.ts'
import { alignColumns } from './paint.ts'
import type { Reporter } from './report.ts'
import { statusText } from './status.ts'

/** Two strategies compared, with all that is needed to tell it. */
export type Difference = {
  readonly before: string
  readonly after: string
  readonly asOf: string
  readonly changes: readonly ItemChange[]
  readonly results: ResultComparison
  /** Faults of reading on either side: what they left out is not compared. */
  readonly unread: { readonly before: number; readonly after: number }
  readonly strategies: { readonly before: Strategy; readonly after: Strategy }
  readonly reporter: Reporter
}

const percent = { name: '%', dimension: '1', form: 'percent' } as const

const headings: Readonly<Record<ItemKind, string>> = {
  organisation: 'Organisation',
  currency: 'Currencies',
  person: 'People',
  department: 'Departments',
  perspective: 'Perspectives',
  theme: 'Themes',
  objective: 'Objectives',
  measure: 'Measures',
  kpi: 'KPIs',
  target: 'Targets',
  contribution: 'Contribution links',
  'causal-link': 'Causal links',
  initiative: 'Initiatives',
  review: 'Reviews',
  scorecard: 'Scorecard',
  waiver: 'Waivers',
}

/** The difference for people: what changed, kind by kind, then what follows. */
export function drawDifference(difference: Difference, paint: Paint): string {
  const { before, after, asOf, changes, results, unread, reporter } = difference
  const sections = [
    ...[...Map.groupBy(changes, ({ kind }) => kind)].map(([kind, some]) => [
      paint.bold(headings[kind]),
      ...some.flatMap((change) => drawItem(change, reporter, paint)),
    ]),
    section('Values', alignColumns(results.values.map(valueRow)), paint),
    section('Scores', alignColumns(results.scores.map((change) => scoreRow(change, paint))), paint),
    section(
      'Reconciliation',
      results.reconciliations.map((one) => drawGap(one, difference, paint)),
      paint,
    ),
    section(
      'Findings',
      results.findings.map((change) => drawFinding(change, paint)),
      paint,
    ),
  ].filter((lines) => lines.length > 0)
  const head = `${before} → ${after}, both as of ${asOf}`
  const { alignment } = results
  const same = sections.length === 0
  const end = same
    ? 'They mean the same.'
    : `alignment ${alignment.before.toFixed(1)} → ${alignment.after.toFixed(1)} of 100`
  const partial =
    unread.before + unread.after > 0
      ? '\nSome things could not be read, and were not compared: see keelson check.'
      : ''
  return `${[head, ...sections.map((lines) => lines.join('\n')), paint.bold(end)].join('\n\n')}${partial}\n`
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return lines.length === 0 ? [] : [paint.bold(title), ...lines.map((line) => `  ${line}`)]
}

function drawItem(change: ItemChange, reporter: Reporter, paint: Paint): string[] {
  const { kind, id, formerId, name, fields, before, after } = change
  const known = id === '' || id === name || kind === 'target' || name.includes(' → ') ? '' : ` (${id})`
  const span = after ?? before
  const place = span && span.file !== '' ? paint.dim(`  ${reporter.place(span)}`) : ''
  const sign = {
    added: paint.blue('+'),
    removed: paint.red('−'),
    renamed: paint.yellow('~'),
    changed: paint.yellow('~'),
  }[change.change]
  const was = formerId === undefined ? '' : `, formerly ${formerId}`
  const head = `  ${sign} ${name}${known}${was}${place}`
  if (change.change === 'added' || change.change === 'removed') {
    const target = fields.find(({ field }) => field === 'target')
    return [target ? `${head}\n      target ${target.after ?? target.before}` : head]
  }
  return [head, ...fields.map((field) => `      ${drawField(field)}`)]
}

function drawField({ field, before, after }: FieldChange): string {
  return `${field} ${before ?? 'not said'} → ${after ?? 'not said'}`
}

function valueRow({ name, added, removed, changed }: ValueChange): string[] {
  const counts = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'changed'],
  ] as const
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`)
  return [name, told.join(', ')]
}

function scoreRow({ kind, name, before, after }: ScoreChange, paint: Paint): string[] {
  const isSame = before?.status === after?.status
  const show = (standing: Standing | undefined, isJudged: boolean) => {
    if (!standing) return 'not there'
    const score = Number.isNaN(standing.score) ? '–' : formatAmount(standing.score, percent, 4)
    return isJudged ? `${score} ${statusText(standing.status, paint)}` : score
  }
  const [was, is] = [show(before, !isSame), show(after, true)]
  const period = after?.period ?? before?.period ?? ''
  return [kind === 'kpi' ? 'KPI' : kind, name, paint.dim(period), was, '→', is]
}

function drawGap(
  { name, period, before, after }: ReconciliationChange,
  difference: Difference,
  paint: Paint,
): string {
  const { strategies } = difference
  const [was, is] = [gapText(before, strategies.before), gapText(after, strategies.after)]
  return `${name}, ${paint.dim(period)}: ${was} → ${is}`
}

function gapText(one: Reconciliation | undefined, { kpis, measures }: Strategy): string {
  if (!one) return 'not there'
  const unit = measures.get(kpis.get(one.parent)?.measure ?? '')?.unit
  const show = (value: number) => (unit ? formatAmount(value, unit) : String(value))
  const sums = `${show(one.produced)} of ${show(one.wanted)}`
  switch (one.verdict) {
    case 'gap':
      return `gap ${show(one.gap)} (${sums})`
    case 'over-allocated':
      return `over-allocated by ${show(-one.gap)} (${sums})`
    case 'adds-up':
      return `adds up (${sums})`
    case 'not-checkable':
      return 'not checkable'
  }
}

function drawFinding({ before, after }: FindingChange, paint: Paint): string {
  if (before && after) {
    const waived =
      after.waiver && !before.waiver
        ? ', now waived'
        : before.waiver && !after.waiver
          ? ', no longer waived'
          : ''
    return `${paint.yellow('~')} ${after.severity}: ${after.code}${waived}  ${after.message}`
  }
  const sign = after ? paint.red('+') : paint.blue('−')
  const one = after ?? before
  return one ? `${sign} ${one.severity}: ${one.code}  ${one.message}` : ''
}

/** The difference as JSON has it: null for what is missing, places for spans. */
export function plainDifference(difference: Difference): unknown {
  const { before, after, asOf, changes, results, unread, reporter } = difference
  const place = (span: ItemChange['before']) => (span && span.file !== '' ? reporter.locate(span) : null)
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  const standing = (one: Standing | undefined) => (one ? { ...one, score: finite(one.score) } : null)
  const reconciliation = (one: Reconciliation | undefined) =>
    one
      ? {
          verdict: one.verdict,
          wanted: finite(one.wanted),
          produced: finite(one.produced),
          gap: finite(one.gap),
        }
      : null
  const finding = (one: FindingChange['before']) =>
    one
      ? {
          code: one.code,
          severity: one.severity,
          subject: one.subject,
          message: one.message,
          isWaived: one.waiver !== undefined,
        }
      : null
  return {
    before,
    after,
    asOf,
    unread,
    alignment: results.alignment,
    changes: changes.map((change) => ({
      ...change,
      formerId: change.formerId ?? null,
      fields: change.fields.map((one) => ({
        field: one.field,
        before: one.before ?? null,
        after: one.after ?? null,
      })),
      before: place(change.before),
      after: place(change.after),
    })),
    values: results.values,
    scores: results.scores.map((one) => ({
      ...one,
      before: standing(one.before),
      after: standing(one.after),
    })),
    reconciliations: results.reconciliations.map((one) => ({
      ...one,
      before: reconciliation(one.before),
      after: reconciliation(one.after),
    })),
    findings: results.findings.map((one) => ({ before: finding(one.before), after: finding(one.after) })),
  }
}
