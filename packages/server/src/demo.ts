import { dayIn, readObservations, readStrategy } from '@keelson/core'
import { perlbeckFiles } from '@keelson/demo'
import { system } from './accounts/actor.ts'
import { applyStrategy } from './commands/apply-strategy.ts'
import { foundOrganisation, stepOf } from './commands/organisation.ts'
import type { GivenValue } from './commands/record-values.ts'
import { recordValues } from './commands/record-values.ts'
import type { Parts } from './commands/run.ts'

export const demoSlug = 'perlbeck'

/** The strategy files and values of the demo company, as of a day. */
export function demoCompany(today: number): {
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly values: readonly GivenValue[]
} {
  const files = perlbeckFiles(today).filter(({ path }) => path !== 'answers.yaml')
  const strategyFiles = files.filter(({ path }) => path.endsWith('.yaml'))
  const { strategy } = readStrategy(strategyFiles.map(({ path, text }) => ({ name: path, text })))
  const tables = files.filter(({ path }) => !path.endsWith('.yaml'))
  const { observations } = readObservations(
    tables.map(({ path, text }) => ({ name: path, text })),
    strategy,
  )
  const values = Array.from({ length: observations.count }, (_, row) => {
    const value = observations.value[row] as number
    return {
      row: row + 1,
      measure: observations.measureIds[observations.measure[row] as number] as string,
      ordinal: observations.ordinal[row] as number,
      value: Number.isNaN(value) ? null : value,
      recorded: observations.recorded[row] as number,
      isDated: true,
      ...observations.notes.get(row),
    }
  })
  return { files: strategyFiles, values }
}

/** Founds the demo company as of today, with its strategy and all its values. Gives its id. */
export async function loadDemo(parts: Parts): Promise<string> {
  const { files, values } = demoCompany(dayIn('Europe/Berlin', parts.clock()))
  const comment = 'The demo company'
  return foundOrganisation(parts, demoSlug, true, system, [
    stepOf(applyStrategy, { base: 0, files, whole: true, comment }),
    stepOf(recordValues, { values, rejected: [] }),
  ])
}
