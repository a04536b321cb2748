import { writeFileSync } from 'node:fs'
import type { Fix } from '@keelson/core'
import { align, applyEdits, Engine, readObservations, readStrategy } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption } from '../command.ts'
import { companyOptions } from '../company.ts'
import type { Reading } from '../files.ts'
import { asOfDay, isStrategyFile, readCompany } from '../files.ts'
import { drawChanges } from '../line-changes.ts'

export const fix: Command = {
  usage: '[folder]',
  about:
    'Repairs that leave no doubt, such as a misspelt id or field. Shows what would change; with --write it is written. Exit code 1 where repairs were shown and not written.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    write: { type: 'boolean', doc: 'writes the changes' },
    json: jsonOption,
  },
  run: runFix,
}

type Repaired = { readonly titles: readonly string[]; readonly sources: ReadonlyMap<string, string> }

function runFix(context: Context): Exit {
  const { args, options, out, talk, paint } = context
  const before = readCompany(context, args[0] ?? '.')
  const { titles, sources } = repairAll(context, before)
  const changed = [...sources].filter(([name, text]) => before.sources.get(name) !== text)
  if (options.write) for (const [name, text] of changed) writeFileSync(name, text)
  if (options.json) {
    const files = changed.map(([name]) => name)
    out(`${JSON.stringify({ repairs: titles, files, isWritten: options.write === true }, null, 2)}\n`)
  } else {
    for (const [name, text] of changed) out(drawChanges(name, before.sources.get(name) ?? '', text, paint))
    talk(sentence(titles.length, options.write === true))
  }
  return titles.length > 0 && !options.write ? 1 : 0
}

function sentence(count: number, isWritten: boolean): string {
  if (count === 0) return 'There is nothing to repair.'
  const repairs = `${count} ${count === 1 ? 'repair' : 'repairs'}`
  return isWritten ? `${repairs} written.` : `${repairs} shown; keelson fix --write writes them.`
}

/** One repair may bring another fault to light, so the company is read again after each round. */
const mostRounds = 20

function repairAll(context: Context, reading: Reading): Repaired {
  const titles: string[] = []
  let { sources } = reading
  for (let round = 0; round < mostRounds; round++) {
    context.progress.step(`Repairing, round ${round + 1}`)
    const fixes = fixesOf(context, sources)
    if (fixes.length === 0) break
    const repaired = repairOnce(sources, fixes)
    titles.push(...repaired.titles)
    sources = repaired.sources
  }
  return { titles, sources }
}

function fixesOf(context: Context, sources: ReadonlyMap<string, string>): readonly Fix[] {
  const files = [...sources].map(([name, text]) => ({ name, text }))
  const { strategy, diagnostics } = readStrategy(files.filter(({ name }) => isStrategyFile(name)))
  const observed = readObservations(
    files.filter(({ name }) => !isStrategyFile(name)),
    strategy,
  )
  const engine = new Engine(strategy, observed.observations, { asOf: asOfDay(context, strategy) })
  const open = align(engine).findings.filter(({ waiver }) => !waiver)
  return [...diagnostics, ...observed.diagnostics, ...open].flatMap((told) => told.fix ?? [])
}

/** Of repairs that touch the same place the first is made; the others come in a later round, if they still stand. */
function repairOnce(sources: ReadonlyMap<string, string>, fixes: readonly Fix[]): Repaired {
  const taken: Fix['edits'][number][] = []
  const titles: string[] = []
  for (const { title, edits } of fixes) {
    const isFree = edits.every((edit) =>
      taken.every(
        ({ span }) =>
          span.file !== edit.span.file || span.end <= edit.span.start || edit.span.end <= span.start,
      ),
    )
    if (!isFree) continue
    taken.push(...edits)
    titles.push(title)
  }
  const edited = new Map(sources)
  for (const [file, edits] of Map.groupBy(taken, ({ span }) => span.file)) {
    const text = sources.get(file)
    if (text !== undefined) edited.set(file, applyEdits(text, edits))
  }
  return { titles, sources: edited }
}
