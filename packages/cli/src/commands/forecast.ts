import type { Backtest, Forecast } from '@keelson/core'
import { backtest, forecast, interval, namesAhead, usualHorizon } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import { jsonlOptions, runJsonl } from '../jsonl/run.ts'
import { horizonOf, kpiOf, kpiOptions, printerOf, requestOf } from '../kpi-series.ts'

export const forecastCommand: Command = {
  usage: '[folder] --kpi <id>',
  about:
    'The middle of what is to be expected, and the intervals that hold the value with 50, 80 and 95 % chance; beside them what the same method would have forecast in the past. With --jsonl each line of stdin is a series, {id, freq, season, horizon, values}, and null in values is a period without one.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    ...kpiOptions,
    horizon: { type: 'string', value: 'periods', doc: 'how far ahead; a year or a season by default' },
    ...jsonlOptions,
    json: jsonOption,
  },
  run: (context) => (context.options.jsonl ? runJsonl(context, 'forecast') : runForecast(context)),
}

async function runForecast(context: Context): Promise<Exit> {
  const { engine, strategy } = computeCompany(context)
  const id = await kpiOf(context, engine)
  const grain = engine.kpiGrain(id) ?? engine.grain
  const horizon = horizonOf(context, usualHorizon(grain))
  const request = requestOf(context, engine, id, horizon)
  const made = forecast(request)
  if (made.kind === 'refused') throw new Refusal(`there is no forecast of ${id}. ${made.message}`)
  const periods = namesAhead(engine, grain, horizon)
  const past = backtest(request)
  if (context.options.json) {
    context.out(`${JSON.stringify(plain(id, periods, made, past), null, 2)}\n`)
    return 0
  }
  const kpi = strategy.kpis.get(id)
  const print = printerOf(engine, id)
  context.out(draw(kpi?.name ?? id, periods, made, past, print))
  return 0
}

function plain(id: string, periods: readonly string[], made: Forecast, past: Backtest | undefined): object {
  const bounds = (share: number) => interval(made, share)
  const [half, most, all] = [bounds(0.5), bounds(0.8), bounds(0.95)]
  return {
    id,
    method: made.method,
    points: made.points,
    gaps: made.gaps,
    periods: periods.map((period, step) => ({
      period,
      mean: made.mean[step],
      50: [half.low[step], half.high[step]],
      80: [most.low[step], most.high[step]],
      95: [all.low[step], all.high[step]],
    })),
    backtest: past ?? null,
  }
}

function draw(
  name: string,
  periods: readonly string[],
  made: Forecast,
  past: Backtest | undefined,
  print: (value: number) => string,
): string {
  const [most, all] = [interval(made, 0.8), interval(made, 0.95)]
  const pair = ({ low, high }: typeof most, step: number) =>
    `${print(low[step] as number)} to ${print(high[step] as number)}`
  const rows = [
    ['', 'forecast', '80 %', '95 %'],
    ...periods.map((period, step) => [
      period,
      print(made.mean[step] as number),
      pair(most, step),
      pair(all, step),
    ]),
  ]
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => (row[column] as string).length)))
  const table = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] as number) : cell.padStart(widths[column] as number),
      )
      .join('  '),
  )
  const gaps = made.gaps > 0 ? `, ${made.gaps} periods without a value left out` : ''
  return `${name}: ${made.method}, from ${made.points} values${gaps}\n${table.join('\n')}\n${tellPast(past)}\n`
}

function tellPast(past: Backtest | undefined): string {
  if (!past) return 'The history is too short to try the method on its own past.'
  const percent = (share: number) => `${(100 * share).toFixed(0)} %`
  return `Tried from ${past.origins} places in the past, ${past.compared} values: off by ${percent(past.smape)} (sMAPE; naive ${percent(past.naiveSmape)}); ${percent(past.within80)} lay within the 80 % interval, ${percent(past.within95)} within the 95 %.`
}
