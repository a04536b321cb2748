import type { Reconciliation, Results } from '@keelson/core'
import { formatAmount, reconcileAll } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions, computeCompany, refuseUnknown } from '../company.ts'
import type { Paint } from '../paint.ts'
import { alignColumns } from '../paint.ts'

export const reconcileCommand: Command = {
  usage: '[folder] [kpi …]',
  about: 'All KPIs with contribution links, or those named. Exit code 1 where a target does not add up.',
  arguments: { sort: 'folder', most: Number.POSITIVE_INFINITY },
  options: { ...companyOptions, json: jsonOption },
  run: runReconcile,
}

async function runReconcile(context: Context): Promise<Exit> {
  const { engine } = computeCompany(context)
  const wanted = context.args.slice(1)
  const { kpis } = engine.strategy
  for (const id of wanted) if (!kpis.has(id)) await refuseUnknown('KPI', id, kpis.keys())
  const all = reconcileAll(engine).filter(({ parent }) => wanted.length === 0 || wanted.includes(parent))
  if (context.options.json)
    context.out(
      `${JSON.stringify(
        all.map((one) => plain(engine, one)),
        null,
        2,
      )}\n`,
    )
  else context.out(all.map((one) => print(engine, one, context.paint)).join('\n'))
  return all.some(({ verdict }) => verdict === 'gap' || verdict === 'over-allocated') ? 1 : 0
}

function plain(engine: Results, one: Reconciliation) {
  const { calendar } = engine.strategy.organisation
  const finite = (value: number) => (Number.isFinite(value) ? value : null)
  return {
    kpi: one.parent,
    period: calendar.name(one.period.grain, one.period.ordinal),
    verdict: one.verdict,
    wanted: finite(one.wanted),
    produced: finite(one.produced),
    gap: finite(one.gap),
    coverage: one.coverage,
    obstacles: one.obstacles,
    children: one.parts.map(({ link, value, amount, sensitivity }) => ({
      kpi: link.from,
      kind: link.kind,
      target: finite(value),
      part: finite(amount),
      sensitivity: finite(sensitivity),
      assumption: link.kind === 'influences',
    })),
  }
}

function print(engine: Results, one: Reconciliation, paint: Paint): string {
  const { kpis, measures, organisation } = engine.strategy
  const unitOf = (id: string) => measures.get(kpis.get(id)?.measure ?? '')?.unit
  const show = (id: string, value: number) => {
    const unit = unitOf(id)
    return unit ? formatAmount(value, unit) : 'n/a'
  }
  const period = organisation.calendar.name(one.period.grain, one.period.ordinal)
  const name = kpis.get(one.parent)?.name ?? one.parent
  const rows = one.parts.map(({ link, value, amount }) => {
    const part = Number.isNaN(amount) ? '' : show(one.parent, amount)
    const note = link.kind === 'influences' ? 'assumption' : ''
    return [
      `    ${kpis.get(link.from)?.name ?? link.from}`,
      link.kind,
      show(link.from, value),
      part,
      paint.dim(note),
    ]
  })
  const verdicts = {
    'adds-up': paint.blue('● adds up'),
    gap: paint.red(`◆ gap ${show(one.parent, one.gap)}`),
    'over-allocated': paint.yellow(`▲ over-allocated by ${show(one.parent, -one.gap)}`),
    'not-checkable': paint.dim(
      `○ not checkable: ${one.obstacles.map(({ code, kpi }) => `${code.replaceAll('-', ' ')} (${kpi})`).join(', ')}`,
    ),
  }
  const head = `${paint.bold(name)}  ${period}  target ${show(one.parent, one.wanted)}, produced ${show(one.parent, one.produced)}  ${verdicts[one.verdict]}`
  return `${[head, ...alignColumns(rows, [2, 3])].join('\n')}\n`
}
