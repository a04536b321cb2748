import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, extname, join, relative } from 'node:path'
import type { Day, Diagnostic, Observations, SourceFile, Strategy } from '@keelson/core'
import { dayIn, parseDay, readObservations, readStrategy } from '@keelson/core'
import type { Context } from './command.ts'
import { Refusal } from './command.ts'

/** A company as read from a folder or a file. */
export type Loaded = {
  readonly strategy: Strategy
  readonly observations: Observations
  readonly diagnostics: readonly Diagnostic[]
  /** Every file read, by the name that spans carry. */
  readonly sources: ReadonlyMap<string, string>
  readonly asOf: Day
}

const largestFile = 64e6
const notStrategy = /^#\s*keelson:\s*ignore\b/

/** Reads every strategy file and observation file at a path; `--as-of` or today decides what is known. */
export function loadCompany(context: Context, path: string): Loaded {
  const files = listFiles(path)
  const strategyFiles = files
    .filter(isStrategyFile)
    .map(readSource)
    .filter(({ text }) => !notStrategy.test(text))
  if (strategyFiles.length === 0) {
    throw new Refusal(`there is no strategy file (*.yaml) in ${path}. keelson init writes a first one.`)
  }
  const { strategy, diagnostics } = readStrategy(strategyFiles)
  const observationFiles = files.filter(isObservationFile).map(readSource)
  const observed = readObservations(observationFiles, strategy)
  const sources = new Map([...strategyFiles, ...observationFiles].map(({ name, text }) => [name, text]))
  return {
    strategy,
    observations: observed.observations,
    diagnostics: [...diagnostics, ...observed.diagnostics],
    sources,
    asOf: asOfDay(context, strategy),
  }
}

/** The day of `--as-of`, of the organisation's own `as-of`, or today where the organisation is. */
export function asOfDay({ options, now }: Context, { organisation }: Strategy): Day {
  const written = options['as-of']
  if (typeof written === 'string') {
    const day = parseDay(written)
    if (day === undefined) throw new Refusal(`--as-of takes a date such as 2026-03-03, not "${written}".`)
    return day
  }
  return organisation.asOf ?? dayIn(organisation.timeZone, now())
}

function listFiles(path: string): string[] {
  const found: string[] = []
  const walk = (at: string) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === 'expected') continue
      const inner = join(at, entry.name)
      if (entry.isDirectory()) walk(inner)
      else if (entry.isFile()) found.push(inner)
    }
  }
  const status = statSync(path, { throwIfNoEntry: false })
  if (!status) throw new Refusal(`there is no file or folder ${path}.`)
  if (status.isFile()) return [path]
  walk(path)
  return found.sort()
}

function isStrategyFile(path: string): boolean {
  return ['.yaml', '.yml'].includes(extname(path))
}

function isObservationFile(path: string): boolean {
  if (extname(path) === '.csv') return true
  return extname(path) === '.json' && basename(join(path, '..')) === 'observations'
}

/** Names are relative to where the person stands, so that they can be clicked. */
export function readSource(path: string): SourceFile {
  const { size } = statSync(path)
  if (size > largestFile) {
    throw new Refusal(
      `${path} has ${Math.ceil(size / 1e6)} MB; files are read up to ${largestFile / 1e6} MB. Split it.`,
    )
  }
  const name = relative(process.cwd(), path) || path
  return { name: name.startsWith('..') ? path : name, text: readFileSync(path, 'utf8') }
}
