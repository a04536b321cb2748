import { setFlagsFromString } from 'node:v8'
import type { Future, SimulateOptions, Simulation } from '@keelson/core'
import { futureOf, simulate } from '@keelson/core'
import type { Context, Option } from './command.ts'
import { Refusal } from './command.ts'
import { refuseUnknown } from './company.ts'
import { asOfDay, readCompany } from './files.ts'

export const drawOptions = {
  draws: { type: 'string', value: 'number', doc: 'how many futures are drawn; 10000 by default' },
} as const satisfies Record<string, Option>

/** Reads a company and forecasts everything observed in it. */
export function readFuture(context: Context): Future {
  const { strategy, observations } = readCompany(context, context.args[0] ?? '.')
  context.progress.step('Forecasting')
  const future = futureOf(strategy, observations, asOfDay(context, strategy))
  if (future.goals.length === 0) throw new Refusal('no KPI has a target that binds the coming period.')
  return future
}

/** Draws a future as often as --draws says, with progress. */
export function drawFuture(context: Context, future: Future, options: SimulateOptions = {}): Simulation {
  const { draws: written } = context.options
  if (written !== undefined && (typeof written !== 'string' || !/^[1-9]\d{1,6}$/.test(written))) {
    throw new Refusal(`--draws takes a number from 10 to 9999999, not "${written}".`)
  }
  // Thousands of runs of the same formulas pay for the slowest compiler.
  setFlagsFromString('--turbofan')
  const progress = (share: number): void =>
    context.progress.step(`Drawing, ${(100 * share).toFixed(0)} % done`)
  const draws = written === undefined ? 10_000 : Number(written)
  return simulate(future, { ...options, draws, progress }) as Simulation
}

/** The measure of an id, which must be one that is observed and forecast. */
export async function leafOf(future: Future, id: string): Promise<string> {
  const leaves = future.leaves.map(({ measure }) => measure)
  if (leaves.includes(id)) return id
  const why = future.unforecast.find(({ measure }) => measure === id)?.why
  if (why) throw new Refusal(`${id} has no forecast. ${why}`)
  if (future.engine.strategy.measures.has(id)) {
    throw new Refusal(
      `${id} is not observed but computed, or nothing is made from it; change what it is made of.`,
    )
  }
  return refuseUnknown('observed measure', id, leaves)
}

/** A share written as `20%` or `0.2`. */
export function shareOf(name: string, written: string): number {
  const [, number, percent] = /^([+-]?\d+(?:\.\d+)?)(%?)$/.exec(written.trim()) ?? []
  if (number === undefined) throw new Refusal(`${name} takes a share such as 20% or 0.2, not "${written}".`)
  return percent ? Number(number) / 100 : Number(number)
}
