import { quantilesOf } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions } from '../company.ts'
import { drawFuture, drawOptions, leafOf, readFuture, shareOf } from '../future.ts'
import { printerOf } from '../kpi-series.ts'

export const whatifCommand: Command = {
  usage: '[folder] --set <measure>=<change>,…',
  about:
    'A scenario: every future value of the measures named is changed by that share, and the same futures are drawn with it and without it. Nothing is written.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    set: { type: 'string', value: 'changes', doc: 'such as dealer-sales=+10%,online-sales=-5%' },
    ...drawOptions,
    json: jsonOption,
  },
  run: runWhatif,
}

async function runWhatif(context: Context): Promise<Exit> {
  const written = context.options.set
  if (typeof written !== 'string') throw new Refusal('say what changes, such as: --set dealer-sales=+10%.')
  const future = readFuture(context)
  const factors = new Map<string, number>()
  for (const part of written.split(',')) {
    const [id = '', change] = part.split('=')
    if (change === undefined) throw new Refusal(`"${part}" is no change such as dealer-sales=+10%.`)
    factors.set(await leafOf(future, id.trim()), 1 + shareOf('--set', change))
  }
  const before = drawFuture(context, future)
  const after = drawFuture(context, future, { factors })
  const rows = future.goals.flatMap(({ kpi, wanted }, at) => {
    const [own, changed] = [before.values[at] as Float64Array, after.values[at] as Float64Array]
    if (own.every((value, draw) => Object.is(value, changed[draw]))) return []
    const range = (values: Float64Array) => quantilesOf(values, [0.1, 0.5, 0.9])
    const chances = { chanceBefore: before.chances[at] as number, chanceAfter: after.chances[at] as number }
    return [{ kpi, wanted, ...chances, before: range(own), after: range(changed) }]
  })
  if (context.options.json) {
    context.out(`${JSON.stringify({ scenario: Object.fromEntries(factors), kpis: rows }, null, 2)}\n`)
    return 0
  }
  context.out(`Scenario ${written}: ${rows.length} targets change\n`)
  for (const { kpi, chanceBefore, chanceAfter, before: from, after: to } of rows) {
    const print = printerOf(future.engine, kpi)
    const range = ([low, middle, high]: number[]) =>
      `${print(middle as number)} (${print(low as number)} to ${print(high as number)})`
    const percent = (share: number) => `${(100 * share).toFixed(0)} %`
    context.out(
      `  ${future.engine.strategy.kpis.get(kpi)?.name ?? kpi}: ${percent(chanceBefore)} → ${percent(chanceAfter)}; ${range(from)} → ${range(to)}\n`,
    )
  }
  return 0
}
