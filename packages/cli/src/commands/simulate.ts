import type { Future, Simulation } from '@keelson/core'
import { driversOf, objectiveOutlooks, quantilesOf, valuesIfMet } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions } from '../company.ts'
import { drawFuture, drawOptions, readFuture } from '../future.ts'
import { printerOf, printWanted } from '../kpi-series.ts'

export const simulateCommand: Command = {
  usage: '[folder]',
  about: 'An objective is reached in a draw where all its KPIs meet their targets at their due days.',
  arguments: { sort: 'folder', most: 1 },
  options: { ...companyOptions, ...drawOptions, json: jsonOption },
  run: runSimulate,
}

function runSimulate(context: Context): Exit {
  const future = readFuture(context)
  const drawn = drawFuture(context, future)
  const ifMet = valuesIfMet(future)
  const data = {
    draws: drawn.draws,
    objectives: objectiveOutlooks(future, drawn),
    kpis: future.goals.map(({ kpi, wanted }, at) => {
      const [low, middle, high] = quantilesOf(drawn.values[at] as Float64Array, [0.1, 0.5, 0.9])
      const drivers = driversOf(future, drawn, at).slice(0, 5)
      return {
        kpi,
        wanted,
        chance: drawn.chances[at],
        low80: low,
        middle,
        high80: high,
        ifMet: ifMet[at],
        drivers,
      }
    }),
    without: future.without,
    unforecast: future.unforecast,
  }
  context.out(context.options.json ? `${JSON.stringify(data, null, 2)}\n` : draw(future, drawn, data))
  return 0
}

type Data = {
  readonly objectives: ReturnType<typeof objectiveOutlooks>
  readonly kpis: readonly {
    readonly low80: number | undefined
    readonly high80: number | undefined
    readonly ifMet: number | undefined
    readonly drivers: ReturnType<typeof driversOf>
  }[]
}

function draw({ engine, goals, unforecast }: Future, { draws, chances }: Simulation, data: Data): string {
  const { kpis, objectives } = engine.strategy
  const percent = (share: number): string =>
    Number.isNaN(share) ? 'unknown' : `${(100 * share).toFixed(0)} %`
  const lines = [`Objectives, by ${draws} futures`]
  for (const { objective, chance, kpis: own } of data.objectives) {
    lines.push(`  ${percent(chance)}  ${objectives.get(objective)?.name ?? objective} (${own.join(', ')})`)
  }
  lines.push('KPIs')
  for (const [at, { kpi, wanted }] of goals.entries()) {
    const row = data.kpis[at] as Data['kpis'][number]
    const print = printerOf(engine, kpi)
    const range = `${print(row.low80 as number)} to ${print(row.high80 as number)}`
    const first = row.drivers[0]
    const driver = first
      ? `; goes with ${first.measure}${first.department ? ` of ${first.department}` : ''}, ${percent(first.share)}`
      : ''
    lines.push(
      `  ${percent(chances[at] as number)}  ${kpis.get(kpi)?.name ?? kpi}: ${printWanted(wanted, print)}; 80 % ${range}; ${print(row.ifMet as number)} if all just met theirs${driver}`,
    )
  }
  for (const { measure, why } of unforecast) lines.push(`  ${measure} has no forecast: ${why}`)
  return `${lines.join('\n')}\n`
}
