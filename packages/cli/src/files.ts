import type { Dirent } from 'node:fs'
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { basename, extname, join, relative, sep } from 'node:path'
import process from 'node:process'
import type { Day, Diagnostic, Observations, SourceFile, Strategy } from '@keelson/core'
import { dayIn, parseDay, printDay, readObservations, readStrategy } from '@keelson/core'
import type { Context } from './command.ts'
import { Refusal } from './command.ts'

/** A company as read from a folder or a file. */
export type Reading = {
  readonly strategy: Strategy
  readonly observations: Observations
  readonly diagnostics: readonly Diagnostic[]
  /** Every file read, by the name that spans carry. */
  readonly sources: ReadonlyMap<string, string>
}

const largestFile = 64e6
/** So much text takes longer than a moment to read and to compute. */
export const longText = 8e6
const ignoreMark = /^\ufeff?#\s*keelson:\s*ignore\b/

/** Reads every strategy file and observation file at a path. */
export function readCompany({ progress }: Context, path: string): Reading {
  const files = listFiles(path)
  const sourceOf = (file: string, at: number, all: readonly string[]) => {
    progress.step(`Reading ${at + 1} of ${all.length} files`)
    return readSource(file)
  }
  const strategyFiles = files
    .filter(isStrategyFile)
    .map(sourceOf)
    .filter(({ text }) => !isIgnored(text))
  if (strategyFiles.length === 0) {
    throw new Refusal(`there is no strategy file (*.yaml) in ${path}. keelson init writes a first one.`)
  }
  const observationFiles = files.filter(isObservationFile).map(sourceOf)
  const sources = new Map([...strategyFiles, ...observationFiles].map(({ name, text }) => [name, text]))
  progress.step('Reading the strategy', isLong(sources))
  const { strategy, diagnostics } = readStrategy(strategyFiles)
  progress.step('Reading the observations', isLong(sources))
  const observed = readObservations(observationFiles, strategy)
  return {
    strategy,
    observations: observed.observations,
    diagnostics: [...diagnostics, ...observed.diagnostics],
    sources,
  }
}

/** Whether a file says in its first line that it is no strategy. */
export function isIgnored(text: string): boolean {
  return ignoreMark.test(text)
}

export function isLong(sources: ReadonlyMap<string, string>): boolean {
  let length = 0
  for (const text of sources.values()) length += text.length
  return length > longText
}

const earliest = parseDay('1900-01-01') as Day
const latest = parseDay('2199-12-31') as Day

/** The day of `--as-of`, of the organisation's own `as-of`, or today where the organisation is. */
export function asOfDay({ options, now }: Context, { organisation }: Strategy): Day {
  const written = options['as-of']
  if (typeof written === 'string') return readDay('as-of', written)
  return organisation.asOf ?? dayIn(organisation.timeZone, now())
}

/** The day that an option names. */
export function readDay(option: string, written: string): Day {
  const day = parseDay(written)
  if (day === undefined) throw new Refusal(`--${option} takes a date such as 2026-03-03, not "${written}".`)
  if (day >= earliest && day <= latest) return day
  throw new Refusal(
    `--${option} takes a date from ${printDay(earliest)} to ${printDay(latest)}, not "${written}".`,
  )
}

/** The files at a path, in the order of their names; hidden ones, `node_modules` and `expected` are left out. */
export function listFiles(path: string): string[] {
  const status = statSync(path, { throwIfNoEntry: false })
  if (!status) throw new Refusal(`there is no file or folder ${path}.`)
  if (status.isFile()) return [path]
  if (!status.isDirectory()) throw new Refusal(`${path} is neither a file nor a folder.`)
  const found: string[] = []
  walk(path, found, new Set())
  return found.sort()
}

/** Links are followed; a folder that was seen is not entered again. */
function walk(folder: string, found: string[], seen: Set<string>): void {
  const real = realpathSync(folder)
  if (seen.has(real)) return
  seen.add(real)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || entry.name === 'expected') continue
    const inner = join(folder, entry.name)
    const sort = sortOf(entry, inner)
    if (sort === 'folder') walk(inner, found, seen)
    else if (sort === 'file') found.push(inner)
  }
}

function sortOf(entry: Dirent, path: string): 'folder' | 'file' | 'other' {
  const known = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry
  if (known?.isDirectory()) return 'folder'
  return known?.isFile() ? 'file' : 'other'
}

export function isStrategyFile(path: string): boolean {
  return ['.yaml', '.yml'].includes(extname(path))
}

export function isObservationFile(path: string): boolean {
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
  const shown = name.startsWith('..') ? path : name
  return { name: shown.split(sep).join('/'), text: readFileSync(path, 'utf8') }
}
