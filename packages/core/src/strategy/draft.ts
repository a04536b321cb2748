import { nearest } from '../text/nearest.ts'
import type { SourceFile } from './collect.ts'
import type { FileChange } from './edit.ts'
import { editFile } from './edit.ts'
import type { Strategy } from './model.ts'
import type { Place } from './shape.ts'
import type { Table, Tree } from './tree.ts'
import { entryOf } from './tree.ts'
import type { Path } from './value.ts'
import { readYaml } from './yaml.ts'

/** Items that stand in a table of their kind under an id. */
export const namedItems = {
  person: 'people',
  department: 'departments',
  perspective: 'perspectives',
  theme: 'themes',
  objective: 'objectives',
  measure: 'measures',
  kpi: 'kpis',
  initiative: 'initiatives',
  review: 'reviews',
} as const

/** Items without an id: found by what they are of. */
export const listedItems = ['target', 'contribution', 'causal-link', 'waiver'] as const

export type DraftItem = keyof typeof namedItems | (typeof listedItems)[number] | 'organisation'

/**
 * Which item is meant. A target: `id` of its KPI and the name of its `period`; a link: `id` of the child or cause and
 * `to`; a waiver: `id` of what it is on and the code of its `check`; the organisation: nothing.
 */
export type ItemName = {
  readonly item: DraftItem
  readonly id?: string | undefined
  readonly to?: string | undefined
  readonly period?: string | undefined
  readonly check?: string | undefined
}

/** A field of strategy files with its value as it would be written there. */
export type DraftFields = Readonly<Record<string, unknown>>

/**
 * A change of the strategy by what it is about, not by where it is written: `set` changes fields (null removes one),
 * `add` a whole item, `remove` one, `revise` appends a revision to a target.
 */
export type StrategyEdit = ItemName &
  (
    | { readonly kind: 'set'; readonly fields: DraftFields }
    | { readonly kind: 'add'; readonly fields: DraftFields; readonly file?: string | undefined }
    | { readonly kind: 'revise'; readonly fields: DraftFields }
    | { readonly kind: 'remove' }
  )

/** The files that edits change, with their new texts; or why the edit at `at` cannot be made. */
export type Draft =
  | { readonly kind: 'drafted'; readonly files: readonly SourceFile[] }
  | { readonly kind: 'refused'; readonly at: number; readonly why: string }

/**
 * Makes edits in the files of a sound strategy. Comments, layout and order stay: see `editFile`. What the edits make is
 * not checked here; read the files again.
 */
export function draftEdits(
  files: readonly SourceFile[],
  strategy: Strategy,
  edits: readonly StrategyEdit[],
): Draft {
  const draft = new Drafting(files, strategy)
  for (const [at, edit] of edits.entries()) {
    const why = draft.take(edit)
    if (why !== undefined) return { kind: 'refused', at, why }
  }
  return { kind: 'drafted', files: draft.made() }
}

class Drafting {
  readonly #texts: ReadonlyMap<string, string>
  readonly #strategy: Strategy
  readonly #trees = new Map<string, Tree | undefined>()
  readonly #changes = new Map<string, FileChange[]>()
  readonly #removals = new Map<string, Path[]>()
  /** How long lists have become by what was appended to them. */
  readonly #lengths = new Map<string, number>()

  constructor(files: readonly SourceFile[], strategy: Strategy) {
    this.#texts = new Map(files.map(({ name, text }) => [name, text]))
    this.#strategy = strategy
  }

  /** Takes an edit in; gives why it cannot be made. */
  take(edit: StrategyEdit): string | undefined {
    if (edit.kind === 'add') return this.#add(edit)
    const place = placeOf(this.#strategy, edit)
    if (typeof place === 'string') return place
    const path = this.#pathOf(place)
    if (!path) return `${titleOf(edit)} is not written in a file of its own place.`
    if (edit.kind === 'remove') push(this.#removals, place.file, path)
    else if (edit.kind === 'revise') this.#append(place.file, [...path, 'revisions'], edit.fields)
    else {
      for (const [field, value] of Object.entries(edit.fields)) {
        const change = { path: [...path, field], value: value === null ? undefined : value }
        push(this.#changes, place.file, change)
      }
    }
    return undefined
  }

  /** The files that changed. Removals come last and from behind, so that no place shifts before it is used. */
  made(): readonly SourceFile[] {
    const names = new Set([...this.#changes.keys(), ...this.#removals.keys()])
    return [...names].flatMap((name) => {
      const before = this.#texts.get(name) ?? ''
      const removals = (this.#removals.get(name) ?? [])
        .toSorted((a, b) => (Number(b.at(-1)) || 0) - (Number(a.at(-1)) || 0))
        .map((path) => ({ path, value: undefined }))
      const text = editFile(before, [...(this.#changes.get(name) ?? []), ...removals])
      return text === before ? [] : [{ name, text }]
    })
  }

  #add(edit: Extract<StrategyEdit, { kind: 'add' }>): string | undefined {
    const { item, id, to, fields } = edit
    if (item === 'organisation') return 'There is one organisation only; set its fields.'
    if (item in namedItems) {
      const section = namedItems[item as keyof typeof namedItems]
      if (id === undefined || id === '') return `Say the id of the new ${item}.`
      if (itemsOf(this.#strategy, item as keyof typeof namedItems).get(id)?.at)
        return `There is a ${item} "${id}" already; choose another id, or set its fields.`
      const file = edit.file ?? this.#homeOf(section, fields)
      push(this.#changes, file, { path: [section, id], value: fields })
      return undefined
    }
    if (item === 'target' || item === 'contribution') {
      const kpi = placeOf(this.#strategy, { item: 'kpi', id })
      if (typeof kpi === 'string') return kpi
      const path = this.#pathOf(kpi)
      if (!path) return `The KPI "${id}" is not written in a file of its own place.`
      const value = item === 'target' ? fields : { to, ...fields }
      this.#append(kpi.file, [...path, item === 'target' ? 'targets' : 'contributes'], value)
      return undefined
    }
    const section = item === 'waiver' ? 'waivers' : 'causal-links'
    const value = item === 'waiver' ? { check: edit.check, on: id, ...fields } : { from: id, to, ...fields }
    this.#append(edit.file ?? this.#homeOf(section, fields), [section], value)
    return undefined
  }

  #append(file: string, list: Path, value: unknown): void {
    const key = `${file} ${JSON.stringify(list)}`
    const before = this.#lengths.get(key) ?? lengthAt(this.#treeOf(file), list)
    this.#lengths.set(key, before + 1)
    // A list of one item may stand without brackets.
    if (before === -1) {
      this.#lengths.set(key, 2)
      const own = plainOf(treeAt(this.#treeOf(file), list))
      push(this.#changes, file, { path: list, value: [own, value] })
    } else push(this.#changes, file, { path: [...list, Math.max(0, before)], value })
  }

  /** The file where most items of the kind stand, those of the same department before others; else the first file. */
  #homeOf(section: string, { department }: DraftFields): string {
    const scores = [...this.#texts.keys()].map((name) => {
      const tree = this.#treeOf(name)
      const own = treeAt(tree, [section])
      if (own?.kind === 'list') return { name, count: own.items.length }
      if (own?.kind !== 'table') return { name, count: 0 }
      const isNear = (one: Tree) => treeText(one, 'department') === department && department !== undefined
      return {
        name,
        count: own.entries.length + 1000 * own.entries.filter(({ value }) => isNear(value)).length,
      }
    })
    const best = scores.reduce((a, b) => (b.count > a.count ? b : a), { name: '', count: 0 })
    return best.count > 0 ? best.name : ([...this.#texts.keys()][0] ?? 'strategy.yaml')
  }

  #treeOf(file: string): Tree | undefined {
    if (!this.#trees.has(file)) this.#trees.set(file, readYaml(this.#texts.get(file) ?? '', file).tree)
    return this.#trees.get(file)
  }

  #pathOf({ file, table }: Place): Path | undefined {
    return pathTo(this.#treeOf(file), table.start, table.end)
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Where an item stands; a sentence where there is none of that name. */
function placeOf(strategy: Strategy, name: ItemName): Place | string {
  const { item, id = '', to = '', period = '', check = '' } = name
  if (item === 'organisation') return strategy.organisation.at
  if (item === 'target') {
    const { calendar } = strategy.organisation
    const kpi = strategy.kpis.get(id)
    if (!kpi) return missing('KPI', id, strategy.kpis.keys())
    const meant = calendar.parse(period)
    const target = kpi.targets.find(
      (one) =>
        !('fault' in meant) && one.period.grain === meant.grain && one.period.ordinal === meant.ordinal,
    )
    return target?.at ?? `The KPI "${id}" has no target for "${period}".`
  }
  if (item === 'contribution')
    return (
      strategy.contributions.find((one) => one.from === id && one.to === to)?.at ??
      `"${id}" does not contribute to "${to}".`
    )
  if (item === 'causal-link')
    return (
      strategy.causalLinks.find((one) => one.from === id && one.to === to)?.at ??
      `There is no causal link from "${id}" to "${to}".`
    )
  if (item === 'waiver')
    return (
      strategy.waivers.find((one) => one.on === id && one.check === check)?.at ??
      `"${check}" is not waived for "${id}".`
    )
  const items = itemsOf(strategy, item)
  return items.get(id)?.at ?? missing(item, id, items.keys())
}

function itemsOf(
  strategy: Strategy,
  item: keyof typeof namedItems,
): ReadonlyMap<string, { readonly at: Place | undefined }> {
  return strategy[namedItems[item]]
}

function missing(what: string, id: string, known: Iterable<string>): string {
  const meant = nearest(id, known)
  return `There is no ${what} "${id}"${meant === undefined ? '.' : `; did you mean ${meant}?`}`
}

function titleOf({ item, id = '', to }: ItemName): string {
  return `The ${item} "${id}${to === undefined ? '' : ` → ${to}`}"`
}

/** The way from the root of a file to the table that stands at these offsets. */
function pathTo(tree: Tree | undefined, start: number, end: number): Path | undefined {
  if (tree === undefined || tree.kind === 'scalar') return undefined
  if (tree.kind === 'table' && tree.start === start && tree.end === end) return []
  const inner: readonly (readonly [string | number, Tree])[] =
    tree.kind === 'list'
      ? tree.items.map((item, at) => [at, item] as const)
      : tree.entries.map(({ key, value }) => [key, value] as const)
  for (const [step, child] of inner) {
    const rest = pathTo(child, start, end)
    if (rest) return [step, ...rest]
  }
  return undefined
}

function treeAt(tree: Tree | undefined, path: Path): Tree | undefined {
  let at = tree
  for (const step of path) {
    if (at?.kind === 'table') at = entryOf(at, String(step))?.value
    else if (at?.kind === 'list') at = at.items[Number(step)]
    else return undefined
  }
  return at
}

/** How many items a list has; −1 where one item stands without brackets. */
function lengthAt(tree: Tree | undefined, path: Path): number {
  const at = treeAt(tree, path)
  if (at === undefined || (at.kind === 'scalar' && at.value === null)) return 0
  return at.kind === 'list' ? at.items.length : -1
}

function treeText(tree: Tree, key: string): unknown {
  if (tree.kind !== 'table') return undefined
  const value = entryOf(tree as Table, key)?.value
  return value?.kind === 'scalar' ? value.value : undefined
}

function plainOf(tree: Tree | undefined): unknown {
  if (tree === undefined) return null
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(plainOf)
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plainOf(value)]))
}
