import { kpiOutlook, propose, seasonOf } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import { boundsOf, kpiOf, kpiOptions, printerOf } from '../kpi-series.ts'

export const proposeCommand: Command = {
  usage: '[folder] --kpi <id>',
  about:
    'Options for a review. Nothing is changed: who reviews chooses, and writes the revision with its reason.',
  arguments: { sort: 'folder', most: 1 },
  options: { ...companyOptions, ...kpiOptions, json: jsonOption },
  run: runPropose,
}

async function runPropose(context: Context): Promise<Exit> {
  const { engine, strategy } = computeCompany(context)
  const id = await kpiOf(context, engine)
  const outlook = kpiOutlook(engine, id, boundsOf(context))
  if ('why' in outlook) throw new Refusal(`there is nothing to propose for ${id}: ${outlook.why}`)
  const { goal, quantile, due } = outlook
  const { wanted, left, isTotal } = goal
  if (wanted.polarity === 'range')
    throw new Refusal(`${id} is kept within a range; proposals are for one direction.`)
  const grain = engine.kpiGrain(id) ?? engine.grain
  const proposal = propose({
    quantile,
    history: engine.actuals(id),
    year: grain === 'day' ? 365 : seasonOf(grain),
    polarity: wanted.polarity,
    target: isTotal ? Number.NaN : wanted.target,
    left,
  })
  if (context.options.json) {
    context.out(`${JSON.stringify({ id, due, target: wanted.target, isTotal, ...proposal }, null, 2)}\n`)
    return 0
  }
  const print = printerOf(engine, id)
  const { options, best, last, yearBefore, paceNeeded, paceKept } = proposal
  const lines = [
    `${strategy.kpis.get(id)?.name ?? id}, ${due}${isTotal ? ' in total' : ''}: ${print(wanted.target)} is agreed`,
    ...options.map(({ chance, value }) => `  ${(100 * chance).toFixed(0)} % chance  ${print(value)}`),
    `  beside: best period ${print(best)}, last ${print(last)}, a year before ${print(yearBefore)}`,
    ...(isTotal
      ? []
      : [`  pace needed ${print(paceNeeded)} a period; kept over the past year ${print(paceKept)}`]),
  ]
  context.out(`${lines.join('\n')}\n`)
  return 0
}
