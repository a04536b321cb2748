import type { Day, Grain } from '@keelson/core'
import { Engine } from '@keelson/core'
import type { Context, Option } from './command.ts'
import { Refusal } from './command.ts'
import type { Reading } from './files.ts'
import { asOfDay, isLong, readCompany } from './files.ts'

/** Options of every command that reads a company. */
export const companyOptions = {
  'as-of': { type: 'string', value: 'date', doc: 'what was known on this day; today by default' },
} as const satisfies Record<string, Option>

export type Computed = Reading & { readonly engine: Engine; readonly asOf: Day }

/** Reads the company at the first argument (the current folder by default) and computes it. */
export function computeCompany(context: Context, grain?: Grain, path = context.args[0] ?? '.'): Computed {
  return compute(context, readCompany(context, path), grain)
}

/** Computes a company as known on a day: that of `--as-of`, its own, or today. */
export function compute(
  context: Context,
  reading: Reading,
  grain?: Grain,
  asOf = asOfDay(context, reading.strategy),
): Computed {
  context.progress.step('Computing', isLong(reading.sources))
  const options = { asOf, isLasting: true, ...(grain && { grain }) }
  return { ...reading, asOf, engine: new Engine(reading.strategy, reading.observations, options) }
}

/** The sentence for an id that is not there, with the one that was probably meant. */
export async function refuseUnknown(what: string, id: string, known: Iterable<string>): Promise<never> {
  const { nearest } = await import('@keelson/core')
  const meant = nearest(id, known)
  throw new Refusal(`there is no ${what} "${id}"${meant === undefined ? '.' : `; did you mean ${meant}?`}`)
}
