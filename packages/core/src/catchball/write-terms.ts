import type { SourceFile } from '../strategy/collect.ts'
import type { FileChange } from '../strategy/edit.ts'
import { editFile } from '../strategy/edit.ts'
import type { Id, Strategy, Target } from '../strategy/model.ts'
import { readStrategy } from '../strategy/read.ts'
import type { Place } from '../strategy/shape.ts'
import type { Tree } from '../strategy/tree.ts'
import type { Path } from '../strategy/value.ts'
import { readYaml } from '../strategy/yaml.ts'
import type { Day } from '../time/day.ts'
import { printDay } from '../time/day.ts'
import type { Subject, Terms } from './terms.ts'

/** What files come to with terms in them, and what is wrong with them there; `file` is the one that changed. */
export type WrittenTerms = { readonly file: SourceFile } | { readonly fault: string }

export type Signing = {
  readonly day: Day
  /** Who offered, or set, the terms. */
  readonly by: Id
  readonly signedBy: readonly Id[]
  /** Why a target that is there moves. */
  readonly reason: string
  /** Where it was decided, where the terms do not say. */
  readonly decidedIn?: string
}

/**
 * Writes terms into strategy files: a new target, a revision of one that is there with its reason, or the share of a
 * link. Only the lines concerned change (rule B12). A fault says why what was offered cannot be read as an amount.
 */
export function writeTerms(
  files: readonly SourceFile[],
  strategy: Strategy,
  subject: Subject,
  terms: Terms,
  signing: Signing,
): WrittenTerms {
  const place = placeOf(strategy, subject)
  if ('fault' in place) return place
  const { at, target } = place
  const source = files.find(({ name }) => name === at.file)
  const path = source && pathTo(source.text, at)
  if (!source || !path) return { fault: 'The item cannot be found in the strategy files.' }
  const changes =
    subject.kind === 'contribution'
      ? [{ path: [...path, 'share'], value: terms.share }]
      : targetChanges(source.text, path, target, subject.period, terms, signing)
  const file = { name: source.name, text: editFile(source.text, changes) }
  const others = files.filter(({ name }) => name !== file.name)
  const faults = newErrors(files, [...others, file])
  return faults[0] === undefined ? { file } : { fault: faults[0] }
}

type Found = { readonly at: Place; readonly target: Target | undefined }

function placeOf(strategy: Strategy, subject: Subject): Found | { readonly fault: string } {
  if (subject.kind === 'contribution') {
    const { from, to } = subject
    const link = strategy.contributions.find((one) => one.from === from && one.to === to)
    return link ? { at: link.at, target: undefined } : { fault: `${from} does not contribute to ${to}.` }
  }
  const kpi = strategy.kpis.get(subject.kpi)
  if (!kpi) return { fault: `There is no KPI "${subject.kpi}".` }
  const { calendar } = strategy.organisation
  const wanted = calendar.parse(subject.period)
  if ('fault' in wanted) return { fault: `"${subject.period}" is no period.` }
  const target = kpi.targets.findLast(
    ({ period }) => period.grain === wanted.grain && period.ordinal === wanted.ordinal,
  )
  return { at: target?.at ?? kpi.at, target }
}

function targetChanges(
  text: string,
  path: Path,
  target: Target | undefined,
  period: string,
  terms: Terms,
  { day, by, signedBy, reason, decidedIn: usually }: Signing,
): readonly FileChange[] {
  const { value, change, between, trajectory, reasonCode, decidedIn } = terms
  const goalpost = withoutUnsaid({ value, change, between, trajectory })
  const signed = signedBy.length > 0 ? { 'signed-by': signedBy } : {}
  if (!target) {
    const list = [...path, 'targets']
    const written = { for: period, ...goalpost, agreed: printDay(day), ...signed }
    return [{ path: [...list, lengthAt(text, list)], value: written }]
  }
  const list = [...path, 'revisions']
  const sort = withoutUnsaid({ 'reason-code': reasonCode, 'decided-in': decidedIn ?? usually })
  const revision = { from: printDay(day), ...goalpost, reason, by, ...sort }
  const now = signedBy.length > 0 ? [{ path: [...path, 'signed-by'], value: signedBy }] : []
  return [{ path: [...list, lengthAt(text, list)], value: revision }, ...now]
}

function withoutUnsaid(item: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined))
}

/** The way to a table of a file by keys and places in lists. */
function pathTo(text: string, { file, table }: Place): Path | undefined {
  const { tree } = readYaml(text, file)
  return tree && walk(tree, table.start, [])
}

function walk(tree: Tree, start: number, path: Path): Path | undefined {
  if (tree.kind === 'table') {
    if (tree.start === start) return path
    for (const { key, value } of tree.entries) {
      const found = walk(value, start, [...path, key])
      if (found) return found
    }
  }
  if (tree.kind === 'list') {
    for (const [place, item] of tree.items.entries()) {
      const found = walk(item, start, [...path, place])
      if (found) return found
    }
  }
  return undefined
}

function lengthAt(text: string, path: Path): number {
  let tree = readYaml(text, '').tree as Tree | undefined
  for (const step of path) {
    if (tree?.kind === 'table') tree = tree.entries.find(({ key }) => key === step)?.value
    else if (tree?.kind === 'list') tree = tree.items[step as number]
  }
  return tree?.kind === 'list' ? tree.items.length : 0
}

function newErrors(before: readonly SourceFile[], after: readonly SourceFile[]): readonly string[] {
  const errors = (files: readonly SourceFile[]) =>
    readStrategy(files)
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ message }) => message)
  const known = new Set(errors(before))
  return errors(after).filter((message) => !known.has(message))
}
