import { readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'
import type { Context } from '../command.ts'
import { Refusal } from '../command.ts'
import { isIgnored, isStrategyFile, listFiles } from '../files.ts'
import type { Client } from './client.ts'

export type StrategyBody = {
  readonly base: number
  readonly whole: boolean
  readonly files: readonly { readonly path: string; readonly text: string }[]
}

/** The strategy files of a folder as they are sent: by their paths inside it. */
export async function strategyBody({ args, options }: Context, client: Client): Promise<StrategyBody> {
  const folder = args[0] ?? '.'
  const files = listFiles(folder)
    .filter(isStrategyFile)
    .map((path) => ({
      path: (relative(folder, path) || (path.split(sep).at(-1) as string)).split(sep).join('/'),
      text: readFileSync(path, 'utf8'),
    }))
    .filter(({ text }) => !isIgnored(text))
  if (files.length === 0) throw new Refusal(`there is no strategy file (*.yaml) in ${folder}.`)
  const base =
    typeof options.base === 'string'
      ? numberOf(options.base)
      : (await client.json<{ readonly base: number }>('/strategy/files')).base
  return { base, whole: !options.only, files }
}

function numberOf(text: string): number {
  const base = Number(text)
  if (Number.isInteger(base) && base >= 0) return base
  throw new Refusal(`--base takes the number that a plan or an export printed, not "${text}".`)
}
