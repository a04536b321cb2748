import type { Grain, KpiCell, NodeKind, Results, ScoreCell, Status } from '@keelson/core'
import { formatAmount, formatDifference, printDay } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import type { Paint } from '../paint.ts'
import { alignColumns } from '../paint.ts'
import { percentText, statusText } from '../status.ts'

export const scorecard: Command = {
  usage: '[folder]',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    by: {
      type: 'string',
      value: 'what',
      doc: 'how KPIs are grouped',
      choices: ['perspective', 'department', 'objective'],
    },
    period: {
      type: 'string',
      value: 'period',
      doc: 'such as 2026-10, FY27-Q2; the last one that has ended by default',
    },
    json: jsonOption,
  },
  run: runScorecard,
}

function runScorecard(context: Context): Exit {
  const { options } = context
  const by = String(options.by ?? 'perspective')
  const { engine, strategy, asOf } = computeWithPeriod(context)
  const { calendar } = strategy.organisation
  const index = periodIndex(context, engine)
  const timeline = engine.timeline(engine.grain)
  const name = calendar.name(engine.grain, timeline.first + index)
  const groups = groupsOf(engine, by, index)
  const whole = engine.node('organisation', '', index)
  if (options.json) {
    const data = {
      organisation: strategy.organisation.name,
      asOf: printDay(asOf),
      period: name,
      by,
      ...plainScore(whole),
      groups,
    }
    context.out(`${JSON.stringify(data, jsonNumber, 2)}\n`)
    return 0
  }
  context.out(printScorecard(engine, groups, whole, name, context.paint))
  return 0
}

/** A period of another grain than the scorecard's makes the scorecard one of that grain. */
function computeWithPeriod(context: Context) {
  const company = computeCompany(context)
  const written = context.options.period
  if (typeof written !== 'string') return company
  const period = company.strategy.organisation.calendar.parse(written)
  if ('fault' in period) throw new Refusal(`"${written}" is no period of this calendar.`)
  return period.grain === company.engine.grain ? company : computeCompany(context, period.grain)
}

function periodIndex({ options }: Context, engine: Results): number {
  const closed = engine.closed(engine.grain)
  if (typeof options.period !== 'string') return closed - 1
  const period = engine.strategy.organisation.calendar.parse(options.period)
  if ('fault' in period) throw new Refusal(`"${options.period}" is no period of this calendar.`)
  const index = period.ordinal - engine.timeline(engine.grain).first
  if (index < 0 || index >= closed)
    throw new Refusal(`${options.period} has no values: it lies before the first ones, or has not ended.`)
  return index
}

type Row = {
  readonly id: string
  readonly name: string
  readonly owner: string | null
  readonly actual: string
  readonly target: string
  readonly original: string | null
  readonly difference: string
  readonly score: number
  readonly status: Status
  readonly coverage: number
  readonly why: string | null
  readonly ageDays: number
}

type Group = { readonly id: string; readonly name: string; readonly kpis: readonly Row[] } & ReturnType<
  typeof plainScore
>

function plainScore(cell: ScoreCell | undefined) {
  return {
    score: cell?.score ?? Number.NaN,
    status: cell?.status ?? ('unknown' as Status),
    coverage: cell?.coverage ?? 0,
    ageDays: cell?.ageDays ?? 0,
    why: cell && cell.reason !== 'present' ? cell.reason : null,
  }
}

function groupsOf(engine: Results, by: string, index: number): readonly Group[] {
  const { strategy } = engine
  const kind = by as NodeKind
  const items =
    by === 'department'
      ? strategy.departments
      : by === 'objective'
        ? strategy.objectives
        : strategy.perspectives
  const groups: Group[] = []
  const shown = new Set<string>()
  for (const { id, name } of items.values()) {
    const kpis = [...strategy.kpis.values()].filter((kpi) => belongs(engine, kpi.id, by, id))
    for (const kpi of kpis) shown.add(kpi.id)
    const rows = kpis.map((kpi) => rowOf(engine, kpi.id, index))
    groups.push({ id, name, ...plainScore(engine.node(kind, id, index)), kpis: rows })
  }
  const rest = [...strategy.kpis.keys()].filter((id) => !shown.has(id))
  if (rest.length > 0) {
    const name = by === 'department' ? 'Company' : `Without ${by}`
    groups.push({ id: '', name, ...plainScore(undefined), kpis: rest.map((id) => rowOf(engine, id, index)) })
  }
  return groups
}

function belongs({ strategy }: Results, id: string, by: string, group: string): boolean {
  const kpi = strategy.kpis.get(id)
  if (!kpi) return false
  if (by === 'department') return kpi.department === group || kpi.sharedWith.includes(group)
  if (by === 'objective') return kpi.objective === group
  return kpi.objective !== undefined && strategy.objectives.get(kpi.objective)?.perspective === group
}

function rowOf(engine: Results, id: string, index: number): Row {
  const { strategy } = engine
  const kpi = strategy.kpis.get(id) as NonNullable<ReturnType<typeof strategy.kpis.get>>
  const measure = strategy.measures.get(kpi.measure) as NonNullable<ReturnType<typeof strategy.measures.get>>
  const grain = engine.kpiGrain(id) ?? engine.grain
  const at = lastEndedIndex(engine, grain, index)
  const cell = engine.kpi(id, at)
  const show = (value: number) => (Number.isNaN(value) ? '–' : formatAmount(value, measure.unit))
  const difference = cell ? cell.actual.value - cell.target : Number.NaN
  return {
    id,
    name: kpi.name,
    owner: kpi.owner ?? null,
    actual: show(cell?.actual.value ?? Number.NaN),
    target: targetText(cell, show),
    original:
      cell && cell.original !== cell.target && !Number.isNaN(cell.original) ? show(cell.original) : null,
    difference: Number.isNaN(difference) ? '–' : formatDifference(difference, measure.unit),
    score: cell?.score ?? Number.NaN,
    status: cell?.status ?? 'unknown',
    coverage: cell?.coverage ?? 0,
    why: cell && cell.reason !== 'present' ? cell.reason : null,
    ageDays: cell?.ageDays ?? 0,
  }
}

function targetText(cell: KpiCell | undefined, show: (value: number) => string): string {
  if (!cell) return '–'
  return Number.isNaN(cell.high) ? show(cell.target) : `${show(cell.target)} to ${show(cell.high)}`
}

/** A KPI judged by longer periods is shown in its last one that ended by then. */
function lastEndedIndex(engine: Results, grain: Grain, index: number): number {
  if (grain === engine.grain) return index
  const day = engine.timeline(engine.grain).lastDay[index] as number
  const { lastDay } = engine.timeline(grain)
  let at = -1
  while (at + 1 < lastDay.length && (lastDay[at + 1] as number) <= day) at++
  return at
}

function printScorecard(
  engine: Results,
  groups: readonly Group[],
  whole: ScoreCell | undefined,
  period: string,
  paint: Paint,
): string {
  const { organisation } = engine.strategy
  const overall = plainScore(whole)
  const head = `${paint.bold(organisation.name)}  ${period}  ${statusText(overall.status, paint)}  score ${percentText(overall.score)}  coverage ${percentText(overall.coverage)}`
  const rows: string[][] = [['', 'actual', 'target', 'difference', 'score', 'status', ''].map(paint.dim)]
  for (const group of groups) {
    const note = group.coverage < 1 && group.id !== '' ? `coverage ${percentText(group.coverage)}` : ''
    const status = group.id === '' ? '' : statusText(group.status, paint)
    rows.push([
      paint.bold(group.name),
      '',
      '',
      '',
      paint.bold(percentText(group.score)),
      status,
      paint.dim(note),
    ])
    for (const row of group.kpis) {
      const notes = [row.why?.replaceAll('-', ' ') ?? '', row.original ? `originally ${row.original}` : '']
      const note = notes.filter((one) => one !== '').join('; ')
      rows.push([
        `  ${row.name}`,
        row.actual,
        row.target,
        row.difference,
        percentText(row.score),
        statusText(row.status, paint),
        paint.dim(note),
      ])
    }
  }
  return `${head}\n\n${alignColumns(rows, [1, 2, 3, 4]).join('\n')}\n`
}

/** JSON has no NaN: what is missing is null. */
function jsonNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}
