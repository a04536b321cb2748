import type { SourceFile } from '../strategy/collect.ts'
import { draftEdits } from '../strategy/draft.ts'
import type { Strategy, Target } from '../strategy/model.ts'
import { readStrategy } from '../strategy/read.ts'
import type { Tree } from '../strategy/tree.ts'
import { samePeriod } from '../time/period.ts'
import type { Subject, Terms } from './terms.ts'
import { faultOfTerms } from './terms.ts'
import type { MovedTarget } from './unsigned.ts'
import { movedTargets } from './unsigned.ts'

export type FilesOfStrategy = { readonly files: readonly SourceFile[]; readonly strategy: Strategy }

/** Files without the targets that they would move, and those targets as offers; `left` cannot be offered from files. */
export type OffersInFiles = {
  readonly files: readonly SourceFile[]
  readonly offers: readonly { readonly subject: Subject; readonly terms: Terms }[]
  readonly left: readonly MovedTarget[]
}

/**
 * Takes the targets that files set or move out of them, as offers (rule B16): each stands in the files as it stood
 * before, or not at all where it is new. What files remove, or what cannot be taken out and leave the rest as it is, is
 * left.
 */
export function offersInFiles(before: FilesOfStrategy, after: FilesOfStrategy): OffersInFiles {
  const moved = movedTargets(before.strategy, after.strategy)
  const found = moved.map((one) => {
    const [was, is] = [before, after].map(({ strategy }) => targetOf(strategy, one))
    const subject: Subject = { kind: 'target', ...one }
    const terms = is && termsIn(is, was)
    // Of a baseline, a band or a tolerance that moves nothing is offered: terms do not hold it.
    const isSame = was !== undefined && JSON.stringify(terms) === JSON.stringify(termsIn(was, undefined))
    const isOffer = terms !== undefined && !isSame && faultOfTerms(subject, terms) === undefined
    return { one, was, is, subject, terms: isOffer ? terms : undefined }
  })
  const files = takeOut(before, after, found)
  const left = found.filter(({ terms }) => !terms).map(({ one }) => one)
  const rest = readStrategy(files)
  const still = movedTargets(before.strategy, rest.strategy)
  const isSound = !rest.diagnostics.some(({ severity }) => severity === 'error')
  if (left.length > 0 || still.length > 0 || !isSound)
    return { files: after.files, offers: [], left: left.length > 0 ? left : moved }
  return { files, offers: found.map(({ subject, terms }) => ({ subject, terms: terms as Terms })), left }
}

function targetOf({ kpis, organisation }: Strategy, { kpi, period }: MovedTarget): Target | undefined {
  const meant = organisation.calendar.parse(period)
  if ('fault' in meant) return undefined
  return kpis.get(kpi)?.targets.find((target) => samePeriod(target.period, meant))
}

/** What a target says now: its last revision where one was added, or else the target itself. */
function termsIn(is: Target, was: Target | undefined): Terms {
  const isRevised = was !== undefined && is.revisions.length > was.revisions.length
  const { value, change, between, trajectory, reason } = fieldsOf(
    (isRevised ? is.revisions.at(-1) : undefined)?.at.table ?? is.at.table,
  )
  const said = { value, change, between, trajectory, reason }
  return Object.fromEntries(Object.entries(said).filter(([, one]) => one !== undefined)) as Terms
}

function fieldsOf(tree: Tree): Readonly<Record<string, unknown>> {
  return tree.kind === 'table'
    ? Object.fromEntries(tree.entries.map(({ key, value }) => [key, plainOf(value)]))
    : {}
}

function plainOf(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value
  return tree.kind === 'list' ? tree.items.map(plainOf) : fieldsOf(tree)
}

type Found = MovedTarget & { readonly was: Target | undefined; readonly is: Target | undefined }

function takeOut(
  before: FilesOfStrategy,
  after: FilesOfStrategy,
  found: readonly (Omit<Found, keyof MovedTarget> & { readonly one: MovedTarget })[],
): readonly SourceFile[] {
  const textIn = (files: readonly SourceFile[], name: string) =>
    files.find((file) => file.name === name)?.text ?? ''
  const replaced = after.files.map(({ name, text }) => {
    const spans = found
      .flatMap(({ was, is }) => (was && is && is.at.file === name ? [{ was: was.at, is: is.at.table }] : []))
      .sort((a, b) => b.is.start - a.is.start)
    let own = text
    for (const { was, is } of spans) {
      const old = textIn(before.files, was.file).slice(was.table.start, was.table.end)
      own = own.slice(0, is.start) + old + own.slice(is.end)
    }
    return { name, text: own }
  })
  const added = found.filter(({ was, is }) => !was && is)
  if (added.length === 0) return replaced
  const edits = added.map(({ one: { kpi, period } }) => ({
    kind: 'remove' as const,
    item: 'target' as const,
    id: kpi,
    period,
  }))
  const draft = draftEdits(replaced, readStrategy(replaced).strategy, edits)
  if (draft.kind === 'refused') return replaced
  const changed = new Map(draft.files.map(({ name, text }) => [name, text]))
  return replaced.map(({ name, text }) => ({ name, text: changed.get(name) ?? text }))
}
