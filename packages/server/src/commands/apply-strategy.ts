import type {
  Diagnostic,
  FilesOfStrategy,
  ItemChange,
  MovedTarget,
  NegotiationSubject,
  OffersInFiles,
  SourceFile,
  Strategy,
  StrategyComparison,
} from '@keelson/core'
import { compareStrategies, offersInFiles, readStrategy } from '@keelson/core'
import { personOf } from '../accounts/actor.ts'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { addDocuments, type DocumentVersion } from '../store/write/document.ts'
import { addSteps } from '../store/write/negotiation.ts'
import type { Command } from './command.ts'
import { locate } from './locate.ts'
import { offerAll } from './offer.ts'

/** Strategy files to apply. `whole`: files that are not given are gone; else they stay. */
export type StrategyInput = {
  /** The event that the sender's strategy rests on: `strategySeq` of an export or a plan. */
  readonly base: number
  readonly files: readonly { readonly path: string; readonly text: string }[]
  readonly whole: boolean
  readonly comment?: string | undefined
}

export type StrategyAnswer = {
  /** The event to rest the next change on. */
  readonly base: number
  readonly files: { readonly added: number; readonly changed: number; readonly removed: number }
  readonly changes: readonly Told[]
  /** Targets that are signed before they count: they were offered, and are not in the files. */
  readonly offered: readonly { readonly negotiation: string; readonly subject: NegotiationSubject }[]
}

/** A change of a definition, as events and answers tell it. */
export type Told = Pick<ItemChange, 'kind' | 'change' | 'id' | 'name' | 'formerId' | 'fields'>

/** Applies strategy files: all of what is given, or, where they have errors or rest on an older strategy, nothing. */
export const applyStrategy: Command<StrategyInput, StrategyAnswer> = {
  kind: 'strategy-applied',
  async run({ tenant, live, actor, at, seq }, input) {
    const prepared = prepare(live, input)
    refuseUnsound(prepared.reading.diagnostics, prepared.reading.files)
    const { files: given, offers } = offeredIn(live, prepared.reading)
    const { versions, changes } = offers.length === 0 ? prepared : prepare(live, { ...input, files: given })
    const files = countFiles(live, versions)
    if (versions.length === 0 && offers.length === 0)
      return { answer: { base: live.strategySeq, files, changes: [], offered: [] } }
    const negotiations =
      offers.length === 0 ? [] : await offerAll(tenant, live, at, personOf(actor, 'offered'), offers)
    for (const one of negotiations) await addSteps(tenant, live.orgId, seq, one)
    await addDocuments(tenant, live.orgId, seq, versions)
    const told = changes.map(toldOf)
    const offered = negotiations.map(({ id, subject }) => ({ negotiation: id, subject }))
    return {
      answer: { base: versions.length === 0 ? live.strategySeq : seq, files, changes: told, offered },
      payload: { files: versions, changes: told, comment: input.comment ?? null, negotiations },
    }
  },
}

export type Prepared = {
  readonly versions: readonly DocumentVersion[]
  readonly reading: {
    readonly strategy: Strategy
    readonly diagnostics: readonly Diagnostic[]
    readonly files: readonly SourceFile[]
  }
  readonly changes: StrategyComparison['changes']
  readonly renames: StrategyComparison['renames']
}

/** What the strategy would be; throws `stale-base` where it rests on an older one. */
export function prepare(live: LiveOrganisation, { base, files, whole }: StrategyInput): Prepared {
  if (base !== live.strategySeq) {
    throw new Failure(
      'stale-base',
      `The strategy is at ${live.strategySeq}, and what was sent rests on ${base}.`,
      {
        base: live.strategySeq,
      },
    )
  }
  const before = new Map(live.files.map(({ name, text }) => [name, text]))
  const given = new Map(files.map(({ path, text }) => [path, text]))
  if (given.size < files.length) throw new Failure('invalid-request', 'A file is given twice.')
  const versions: DocumentVersion[] = []
  for (const [path, text] of given) if (before.get(path) !== text) versions.push({ path, text })
  if (whole) for (const path of before.keys()) if (!given.has(path)) versions.push({ path, text: null })
  const after = whole ? given : new Map([...before, ...given])
  const sources = [...after].map(([name, text]) => ({ name, text }))
  const { strategy, diagnostics } = readStrategy(sources)
  const { changes, renames } = compareStrategies(live.strategy, strategy)
  return { versions, reading: { strategy, diagnostics, files: sources }, changes, renames }
}

/** How many strategy files versions add, change and remove. */
export function countFiles(
  { files }: LiveOrganisation,
  versions: readonly DocumentVersion[],
): StrategyAnswer['files'] {
  const had = new Set(files.map(({ name }) => name))
  const given = versions.filter(({ text }) => text !== null)
  const added = given.filter(({ path }) => !had.has(path)).length
  return { added, changed: given.length - added, removed: versions.length - given.length }
}

/** Throws `strategy-unsound` with every error and its place. */
export function refuseUnsound(diagnostics: readonly Diagnostic[], files: readonly SourceFile[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return
  const place = locate(files)
  throw new Failure('strategy-unsound', `${errors.length} ${errors.length === 1 ? 'error' : 'errors'}.`, {
    diagnostics: errors
      .slice(0, 100)
      .map(({ code, message, span }) => ({ code, message, place: place(span) })),
  })
}

/**
 * The targets that files would move although the rule in force has them signed first, as offers, and the files without
 * them. Throws `signature-needed` with those that cannot be offered from files.
 */
export function offeredIn(
  live: LiveOrganisation,
  { strategy, files }: Prepared['reading'],
): { readonly files: StrategyInput['files']; readonly offers: OffersInFiles['offers'] } {
  const split = splitOffers(live, { strategy, files })
  if (split) refuseUnsigned(split.left)
  const { files: rest, offers } = split ?? { files, offers: [] }
  return { files: rest.map(({ name, text }) => ({ path: name, text })), offers }
}

/** Undefined where targets in files need no signature. */
export function splitOffers(live: LiveOrganisation, after: FilesOfStrategy): OffersInFiles | undefined {
  return live.strategy.organisation.signOff?.files ? offersInFiles(live, after) : undefined
}

function refuseUnsigned(targets: readonly MovedTarget[]): void {
  if (targets.length === 0) return
  const named = targets.slice(0, 10).map(({ kpi, period }) => `${kpi} ${period}`)
  const more = targets.length > named.length ? ` and ${targets.length - named.length} more` : ''
  throw new Failure(
    'signature-needed',
    `These targets cannot be taken out of the files and offered: ${named.join(', ')}${more}.`,
    {
      unsigned: targets.slice(0, 100),
    },
  )
}

export function toldOf({ kind, change, id, name, formerId, fields }: ItemChange): Told {
  return { kind, change, id, name, formerId, fields }
}
