import type { Bounds, ForecastRequest, Results, Wanted } from '@keelson/core'
import { formatAmount, formatNumber, kpiRequest, unitOf } from '@keelson/core'
import type { Context, Option } from './command.ts'
import { Refusal } from './command.ts'
import { refuseUnknown } from './company.ts'

/** Options of every command that forecasts the KPIs of a company. */
export const kpiOptions = {
  kpi: { type: 'string', value: 'id', doc: 'the KPI' },
  low: { type: 'string', value: 'number', doc: 'values cannot lie below, as 0 for a count or a percentage' },
  high: { type: 'string', value: 'number', doc: 'values cannot lie above, as 1 for 100 %' },
} as const satisfies Record<string, Option>

/** The KPI named by --kpi. */
export async function kpiOf({ options }: Context, { strategy }: Results): Promise<string> {
  const id = options.kpi
  if (typeof id !== 'string') throw new Refusal('say which KPI, such as: --kpi revenue.')
  if (!strategy.kpis.has(id)) await refuseUnknown('KPI', id, strategy.kpis.keys())
  return id
}

/** What is asked of a forecast of a KPI by the periods it is judged by. */
export function requestOf(context: Context, engine: Results, id: string, horizon: number): ForecastRequest {
  return kpiRequest(engine, id, horizon, boundsOf(context))
}

/** The bounds of --low and --high. */
export function boundsOf({ options }: Context): Bounds {
  const read = (name: 'low' | 'high'): number | undefined => {
    const written = options[name]
    if (written === undefined) return undefined
    const value = typeof written === 'string' && written.trim() !== '' ? Number(written) : Number.NaN
    if (!Number.isFinite(value)) throw new Refusal(`--${name} takes a number, not "${written}".`)
    return value
  }
  const [low, high] = [read('low'), read('high')]
  if (low !== undefined && high !== undefined && !(low < high)) throw new Refusal('--low lies below --high.')
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) }
}

/** A number of periods written after --horizon. */
export function horizonOf({ options }: Context, otherwise: number): number {
  const written = options.horizon
  if (written === undefined) return otherwise
  if (typeof written !== 'string' || !/^[1-9]\d{0,2}$/.test(written)) {
    throw new Refusal(`--horizon takes a number of periods from 1 to 999, not "${written}".`)
  }
  return Number(written)
}

/** Prints values of a KPI in its unit. */
export function printerOf(engine: Results, id: string): (value: number) => string {
  const unit = unitOf(engine, id)
  return (value) => (unit ? formatAmount(value, unit) : formatNumber(value))
}

/** Prints what is wanted: `at least 5 EUR`. */
export function printWanted(wanted: Wanted, print: (value: number) => string): string {
  if (wanted.polarity === 'range') return `${print(wanted.low)} to ${print(wanted.high)}`
  return `${wanted.polarity === 'higher' ? 'at least' : 'at most'} ${print(wanted.target)}`
}
