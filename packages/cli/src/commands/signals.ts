import type { Results, SeriesReading } from '@keelson/core'
import { meaningOf, readSeries, seasonOf } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import { kpiOf, kpiOptions, printerOf } from '../kpi-series.ts'

export const signalsCommand: Command = {
  usage: '[folder] [--kpi <id>]',
  about:
    'Every KPI, or the one named: its natural limits, and whether its last value is a signal or within the usual variation.',
  arguments: { sort: 'folder', most: 1 },
  options: { ...companyOptions, kpi: kpiOptions.kpi, json: jsonOption },
  run: runSignals,
}

async function runSignals(context: Context): Promise<Exit> {
  const { engine, strategy } = computeCompany(context)
  const ids = context.options.kpi === undefined ? [...strategy.kpis.keys()] : [await kpiOf(context, engine)]
  const rows = ids.map((id) => {
    const grain = engine.kpiGrain(id) ?? engine.grain
    return { id, grain, reading: readSeries(engine.actuals(id), seasonOf(grain)) }
  })
  if (context.options.json) {
    const data = rows.map(({ id, grain, reading }) => ({
      id,
      limits: reading?.limits ?? null,
      isSeasonal: reading?.isSeasonal ?? null,
      isProvisional: reading?.isProvisional ?? null,
      signals:
        reading?.signals.map(({ at, rules }) => ({ period: nameAt(engine, grain, at), rules })) ?? null,
    }))
    context.out(`${JSON.stringify(data, null, 2)}\n`)
    return 0
  }
  for (const { id, reading } of rows) {
    context.out(
      `${strategy.kpis.get(id)?.name ?? id}: ${reading ? tell(engine, id, reading) : 'fewer than 5 values have no limits'}\n`,
    )
  }
  return 0
}

function nameAt(engine: Results, grain: Parameters<Results['timeline']>[0], at: number): string {
  return engine.strategy.organisation.calendar.name(grain, engine.timeline(grain).first + at)
}

function tell(engine: Results, id: string, reading: SeriesReading): string {
  const print = printerOf(engine, id)
  const values = engine.actuals(id)
  const at = values.findLastIndex((value) => Number.isFinite(value))
  const grain = engine.kpiGrain(id) ?? engine.grain
  const taken = reading.season[at] as number
  const limits = reading.limits.at(-1)
  if (!limits) return 'fewer than 5 values have no limits'
  const usual = `${print(limits.low + taken)} to ${print(limits.high + taken)}${reading.isProvisional ? ', provisional' : ''}`
  const rules = reading.signals.find((signal) => signal.at === at)?.rules.join(', ')
  const status = engine.kpi(id, at)?.status
  const what = status === undefined || status === 'unknown' ? '' : ` (${status})`
  const meaning =
    meaningOf(reading, at) === 'noise' ? 'noise, within the usual variation' : `a signal, ${rules}; usual are`
  return `${nameAt(engine, grain, at)} ${print(values[at] as number)}${what} is ${meaning}${rules ? ` ${usual}` : `, ${usual}`}`
}
