import type { Grain, Reconciliation, Results, Unit } from '@keelson/core'
import {
  explainObstacle,
  formatAmount,
  formatNumber,
  grains,
  parseUnit,
  reconcileAll,
  reconcilePeriods,
} from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions, computeCompany, refuseUnknown } from '../company.ts'
import type { Paint } from '../paint.ts'
import { alignColumns } from '../paint.ts'

export const reconcileCommand: Command = {
  usage: '[folder] [kpi …]',
  about:
    'Each target is compared in its own period; with --by in every such period, by the trajectories. All KPIs with contribution links, or those named. The exit code is 1 where something is lacking or over-allocated.',
  arguments: { sort: 'folder', most: Number.POSITIVE_INFINITY },
  options: {
    ...companyOptions,
    by: { type: 'string', value: 'period', choices: grains, doc: 'in every month, quarter …' },
    json: jsonOption,
  },
  run: runReconcile,
}

async function runReconcile(context: Context): Promise<Exit> {
  const { engine } = computeCompany(context)
  const wanted = context.args.slice(1)
  const { kpis } = engine.strategy
  for (const id of wanted) if (!kpis.has(id)) await refuseUnknown('KPI', id, kpis.keys())
  const grain = context.options.by as Grain | undefined
  const found = grain
    ? [...engine.strategy.kpis.keys()].flatMap((id) => reconcilePeriods(engine, id, grain))
    : reconcileAll(engine)
  const all = found.filter(({ parent }) => wanted.length === 0 || wanted.includes(parent))
  if (context.options.json) {
    const data = all.map((one) => plain(engine, one))
    context.out(`${JSON.stringify(data, null, 2)}\n`)
  } else {
    const page = new Page(engine, context.paint)
    const blocks = grain
      ? [...Map.groupBy(all, ({ parent }) => parent).values()].map((some) => page.periods(some))
      : all.map((one) => page.whole(one))
    context.out(blocks.join('\n'))
  }
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
    range: one.range ?? null,
    produced: finite(one.produced),
    gap: finite(one.gap),
    tolerance: finite(one.tolerance),
    padding: finite(one.padding),
    baseline: finite(one.baseline),
    coverage: one.coverage,
    obstacles: one.obstacles,
    children: one.parts.map(({ link, value, amount, sensitivity }) => ({
      kpi: link.from,
      kind: link.kind,
      target: finite(value),
      part: finite(amount),
      sensitivity: finite(sensitivity),
      assumption: one.assumptions.includes(link.from) && link.kind === 'influences',
    })),
  }
}

/** Writes reconciliations for people. */
class Page {
  readonly #engine: Results
  readonly #paint: Paint

  constructor(engine: Results, paint: Paint) {
    this.#engine = engine
    this.#paint = paint
  }

  /** A target with every child. */
  whole(one: Reconciliation): string {
    const { parent, produced } = one
    const rows = one.parts.map(({ link, value, amount }) => [
      `    ${this.#name(link.from)}`,
      link.kind,
      Number.isNaN(value) ? 'no target' : this.#amount(link.from, value),
      Number.isNaN(amount) ? '' : this.#amount(parent, amount),
      this.#paint.dim(this.#noteOn(one, link)),
    ])
    const sums = `target ${this.#wanted(one)}, produced ${this.#amount(parent, produced)}`
    const head = `${this.#paint.bold(this.#name(parent))}  ${this.#period(one)}  ${sums}  ${this.#verdict(one)}`
    return `${[head, ...alignColumns(rows, [2, 3])].join('\n')}\n`
  }

  /** A KPI's periods, one a line. */
  periods(all: readonly Reconciliation[]): string {
    const titles = ['', 'target', 'produced', 'tolerance', 'padding', 'coverage', '']
    const rows = all.map((one) => [
      `    ${this.#period(one)}`,
      this.#wanted(one),
      this.#amount(one.parent, one.produced),
      this.#difference(one.parent, one.tolerance),
      this.#difference(one.parent, one.padding),
      `${formatNumber(100 * one.coverage, 3)} %`,
      this.#verdict(one),
    ])
    const name = this.#paint.bold(this.#name((all[0] as Reconciliation).parent))
    const lines = alignColumns([titles.map(this.#paint.dim), ...rows], [1, 2, 3, 4, 5])
    return `${[name, ...lines].join('\n')}\n`
  }

  #noteOn({ silent }: Reconciliation, link: Reconciliation['parts'][number]['link']): string {
    if (link.kind !== 'influences') return ''
    return silent.includes(link.from) && link.elasticity === undefined
      ? 'no elasticity: adds nothing'
      : 'assumption'
  }

  #verdict(one: Reconciliation): string {
    const paint = this.#paint
    switch (one.verdict) {
      case 'adds-up':
        return paint.blue('● adds up')
      case 'gap':
        return paint.red(`◆ gap ${this.#difference(one.parent, one.gap)}`)
      case 'over-allocated':
        return paint.yellow(`▲ over-allocated by ${this.#difference(one.parent, -one.gap)}`)
      default: {
        const why = one.obstacles.map((obstacle) => explainObstacle(obstacle, this.#name(obstacle.kpi)))
        return paint.dim(`○ not checkable: ${why.join('; ')}`)
      }
    }
  }

  #wanted({ parent, wanted, range }: Reconciliation): string {
    if (!range) return this.#amount(parent, wanted)
    return `${this.#amount(parent, range.low)} to ${this.#amount(parent, range.high)}`
  }

  #amount(kpi: string, value: number): string {
    const unit = this.#unit(kpi)
    return unit && !Number.isNaN(value) ? formatAmount(value, unit) : 'n/a'
  }

  /** The difference of two percentages is in points. */
  #difference(kpi: string, value: number): string {
    const unit = this.#unit(kpi)
    if (!unit || Number.isNaN(value)) return 'n/a'
    return formatAmount(value, unit.form === 'percent' ? (parseUnit('pp') ?? unit) : unit)
  }

  #unit(kpi: string): Unit | undefined {
    const { kpis, measures } = this.#engine.strategy
    return measures.get(kpis.get(kpi)?.measure ?? '')?.unit
  }

  #name(kpi: string): string {
    return this.#engine.strategy.kpis.get(kpi)?.name ?? kpi
  }

  #period({ period }: Reconciliation): string {
    return this.#engine.strategy.organisation.calendar.name(period.grain, period.ordinal)
  }
}
