import { seek } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions } from '../company.ts'
import { leafOf, readFuture, shareOf } from '../future.ts'
import { kpiOf, kpiOptions, printerOf, printWanted } from '../kpi-series.ts'

export const seekCommand: Command = {
  usage: '[folder] --kpi <id> --levers <measure>,…',
  about:
    'A scenario: shares by which every future value of the levers changes, as small as possible together. Exit code 1 where they do not reach so far.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    kpi: kpiOptions.kpi,
    levers: { type: 'string', value: 'measures', doc: 'what may be changed, with commas between' },
    most: { type: 'string', value: 'share', doc: 'no lever changes by more; 20% by default' },
    json: jsonOption,
  },
  run: runSeek,
}

async function runSeek(context: Context): Promise<Exit> {
  const { levers: written, most: bound } = context.options
  if (typeof written !== 'string')
    throw new Refusal('say what may be changed, such as: --levers dealer-sales,online-sales.')
  const most = typeof bound === 'string' ? shareOf('--most', bound) : 0.2
  if (!(most > 0)) throw new Refusal('--most is above 0.')
  const future = readFuture(context)
  const id = await kpiOf(context, future.engine)
  const at = future.goals.findIndex(({ kpi }) => kpi === id)
  const goal = future.goals[at]
  if (!goal)
    throw new Refusal(`${id} has nothing to seek. ${future.without.find(({ kpi }) => kpi === id)?.why}`)
  const levers: string[] = []
  for (const lever of written.split(',')) levers.push(await leafOf(future, lever.trim()))
  const sought = seek(future, at, levers, most)
  const exit = sought.isMet ? 0 : 1
  if (context.options.json) {
    const factors = Object.fromEntries(sought.factors)
    context.out(
      `${JSON.stringify({ scenario: true, kpi: id, wanted: goal.wanted, ...sought, factors }, null, 2)}\n`,
    )
    return exit
  }
  const print = printerOf(future.engine, id)
  const wanted = printWanted(goal.wanted, print)
  const reached = sought.isMet ? 'is met' : 'is not met within the bounds'
  context.out(`Scenario: ${wanted} ${reached}; ${print(sought.before)} → ${print(sought.after)}\n`)
  for (const [measure, factor] of sought.factors) {
    context.out(`  ${measure} ${factor < 1 ? '−' : '+'}${Math.abs(100 * (factor - 1)).toFixed(2)} %\n`)
  }
  return exit
}
