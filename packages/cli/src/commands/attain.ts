import type { NoOutlook, Outlook } from '@keelson/core'
import { kpiOutlook } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import { jsonlOptions, runJsonl } from '../jsonl/run.ts'
import { boundsOf, kpiOf, kpiOptions, printerOf, printWanted } from '../kpi-series.ts'

export const attainCommand: Command = {
  usage: '[folder] [--kpi <id>]',
  about:
    'Every KPI, or the one named: the chance that its target in force is met when it is due, or why none is told.',
  arguments: { sort: 'folder', most: 1 },
  options: { ...companyOptions, ...kpiOptions, ...jsonlOptions, json: jsonOption },
  run: (context) => (context.options.jsonl ? runJsonl(context, 'attain') : runAttain(context)),
}

async function runAttain(context: Context): Promise<Exit> {
  const { engine, strategy } = computeCompany(context)
  const ids = context.options.kpi === undefined ? [...strategy.kpis.keys()] : [await kpiOf(context, engine)]
  const rows = ids.map((id) => ({ id, outlook: kpiOutlook(engine, id, boundsOf(context)) }))
  if (context.options.json) {
    context.out(
      `${JSON.stringify(
        rows.map(({ id, outlook }) => ({ id, ...plain(outlook) })),
        null,
        2,
      )}\n`,
    )
    return 0
  }
  for (const { id, outlook } of rows) {
    const print = printerOf(engine, id)
    context.out(`${strategy.kpis.get(id)?.name ?? id}: ${tell(outlook, print)}\n`)
  }
  return 0
}

function plain(outlook: Outlook | NoOutlook): object {
  if ('why' in outlook) return { chance: null, why: outlook.why }
  const { chance, goal, due, quantile } = outlook
  const { wanted, left } = goal
  return { chance, wanted, due, left, expected: quantile(0.5), low80: quantile(0.1), high80: quantile(0.9) }
}

function tell(outlook: Outlook | NoOutlook, print: (value: number) => string): string {
  if ('why' in outlook) return `no chance is told: ${outlook.why.replace(/\.$/, '')}`
  const { chance, goal, due, quantile } = outlook
  const target = printWanted(goal.wanted, print)
  const expected = `${print(quantile(0.5))} expected, ${print(quantile(0.1))} to ${print(quantile(0.9))} with 80 %`
  return `${(100 * chance).toFixed(0)} % for ${target} in ${due} (${expected})`
}
