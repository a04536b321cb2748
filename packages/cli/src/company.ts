import type { Grain } from '@keelson/core'
import { Engine } from '@keelson/core'
import type { Context, Option } from './command.ts'
import type { Loaded } from './files.ts'
import { loadCompany } from './files.ts'

/** Options of every command that reads a company. */
export const companyOptions = {
  'as-of': { type: 'string', value: 'date', doc: 'what was known on this day; today by default' },
} as const satisfies Record<string, Option>

export type Computed = Loaded & { readonly engine: Engine }

/** Loads the company at the first argument (the current folder by default) and computes it. */
export function computeCompany(context: Context, grain?: Grain, path = context.args[0] ?? '.'): Computed {
  const loaded = loadCompany(context, path)
  const options = grain ? { asOf: loaded.asOf, grain } : { asOf: loaded.asOf }
  return { ...loaded, engine: new Engine(loaded.strategy, loaded.observations, options) }
}
