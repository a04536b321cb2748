import type { Strategy } from '../strategy/model.ts'
import type { Span } from '../text/span.ts'
import { describe } from './describe.ts'
import type { Item, ItemKind, Renames } from './item.ts'
import { itemKinds } from './item.ts'

/** What is said of a thing in one strategy and in the other; undefined: nothing. */
export type FieldChange = {
  readonly field: string
  readonly before: string | undefined
  readonly after: string | undefined
}

/** A thing that is not the same in both strategies. `fields` of one that was added or removed are all it says. */
export type ItemChange = {
  readonly kind: ItemKind
  readonly change: 'added' | 'removed' | 'renamed' | 'changed'
  readonly id: string
  /** The id before, where it was renamed. */
  readonly formerId: string | undefined
  readonly name: string
  readonly fields: readonly FieldChange[]
  readonly before: Span | undefined
  readonly after: Span | undefined
}

export type StrategyComparison = { readonly changes: readonly ItemChange[]; readonly renames: Renames }

/**
 * Says what differs between two strategies in what they mean: the layout, the order and the files of items have no part
 * in it. An item whose id changed is told as renamed where its name, or all else it says, is that of one item only.
 */
export function compareStrategies(before: Strategy, after: Strategy): StrategyComparison {
  const now = describe(after)
  const renames = findRenames(before, now)
  const formerIds = new Map([...renames].map(([key, id]) => [`${key.slice(0, key.indexOf(':'))}:${id}`, key]))
  const earlier = byKey(describe(before, renames))
  const later = byKey(now)
  const changes: ItemChange[] = []
  for (const [key, item] of later) {
    const former = formerIds.get(key)?.slice(item.kind.length + 1)
    const change = changeOf(earlier.get(key), item, former)
    if (change) changes.push(change)
  }
  for (const [key, item] of earlier) {
    if (!later.has(key)) changes.push({ ...itemWith(item, 'removed', item, undefined), before: item.span })
  }
  return { changes: changes.sort(compareChanges), renames }
}

function byKey(items: readonly Item[]): ReadonlyMap<string, Item> {
  return new Map(items.map((item) => [`${item.kind}:${item.id}`, item]))
}

function changeOf(
  before: Item | undefined,
  after: Item,
  formerId: string | undefined,
): ItemChange | undefined {
  if (!before) return itemWith(after, 'added', undefined, after)
  const change = itemWith(after, formerId === undefined ? 'changed' : 'renamed', before, after)
  if (formerId !== undefined) return { ...change, formerId }
  return change.fields.length === 0 ? undefined : change
}

function itemWith(
  { kind, id, name }: Item,
  change: ItemChange['change'],
  before: Item | undefined,
  after: Item | undefined,
): ItemChange {
  const names = new Set([...(before?.fields.keys() ?? []), ...(after?.fields.keys() ?? [])])
  const fields = [...names].flatMap((field) => {
    const [was, is] = [before?.fields.get(field), after?.fields.get(field)]
    return was === is ? [] : [{ field, before: was, after: is }]
  })
  return { kind, change, id, formerId: undefined, name, fields, before: before?.span, after: after?.span }
}

function compareChanges(a: ItemChange, b: ItemChange): number {
  const order = itemKinds.indexOf(a.kind) - itemKinds.indexOf(b.kind)
  return order || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}

const renamable: readonly ItemKind[] = [
  'person',
  'department',
  'perspective',
  'theme',
  'objective',
  'measure',
  'kpi',
  'initiative',
  'review',
]

/** Kind after kind, because a KPI can only be told again once its department and measure have been. */
function findRenames(before: Strategy, now: readonly Item[]): Renames {
  const renames = new Map<string, string>()
  for (const kind of renamable) {
    const earlier = describe(before, renames).filter((item) => item.kind === kind)
    const later = now.filter((item) => item.kind === kind)
    const gone = without(earlier, later)
    const come = without(later, earlier)
    if (gone.length === 0 || come.length === 0) continue
    for (const same of [({ name, id }: Item) => (name === id ? undefined : name), contents]) {
      for (const [was, is] of pairs(gone, come, same)) renames.set(`${kind}:${was.id}`, is.id)
    }
  }
  return renames
}

function without(items: readonly Item[], others: readonly Item[]): Item[] {
  const ids = new Set(others.map(({ id }) => id))
  return items.filter(({ id }) => !ids.has(id))
}

/** All that an item says but its name; an item that says little has no likeness. */
function contents({ fields }: Item): string | undefined {
  const said = [...fields].filter(([field]) => field !== 'name')
  return said.length < 3 ? undefined : JSON.stringify(said.sort())
}

/** Takes out of both lists the items that are alike, where no third one is. */
function pairs(gone: Item[], come: Item[], likeness: (item: Item) => string | undefined): [Item, Item][] {
  const groups = Map.groupBy([...gone, ...come], likeness)
  const found: [Item, Item][] = []
  for (const [like, group] of groups) {
    const [was, is] = group
    if (like === undefined || group.length !== 2 || !was || !is) continue
    const [at, to] = [gone.indexOf(was), come.indexOf(is)]
    if (at < 0 || to < 0) continue
    gone.splice(at, 1)
    come.splice(to, 1)
    found.push([was, is])
  }
  return found
}
