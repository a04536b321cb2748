const spoken: readonly (readonly [RegExp, string])[] = [
  [/%/g, ' percent '],
  [/#/g, ' number '],
  [/&/g, ' and '],
  [/@/g, ' at '],
  [/\+/g, ' plus '],
]
const longest = 60

/**
 * A stable id for a name: lower case, without accents, `-` for what is no letter or digit, at most 60 characters. The
 * signs % # & @ + are spoken, so that "% of appeals" and "# of appeals" differ. Never empty.
 */
export function slug(name: string): string {
  const plain = spoken
    .reduce((text, [sign, word]) => text.replace(sign, word), name.normalize('NFKD'))
    .replace(/\p{M}+/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  if (plain.length <= longest) return plain === '' ? 'unnamed' : plain
  const cut = plain.slice(0, longest + 1)
  const end = cut.lastIndexOf('-')
  return (end > longest / 2 ? cut.slice(0, end) : cut.slice(0, longest)).replace(/-+$/, '')
}

/** Names that gave the same id: all of them got a longer one. */
export type Collision = {
  readonly id: string
  readonly names: readonly string[]
  readonly ids: readonly string[]
}

/**
 * Ids for named things, in order. Each thing has paths from short to long, such as its name, then department and name;
 * where the ids of a path collide, all the things concerned take the next path, and in the end a number in the order of
 * their longest paths. So the ids do not depend on the order of the rows.
 */
export function uniqueIds(things: readonly (readonly string[])[]): {
  readonly ids: readonly string[]
  readonly collisions: readonly Collision[]
} {
  const giving: Giving = { things, ids: new Array<string>(things.length), taken: new Set() }
  let open = things.map((_, index) => index)
  const first = groupBySlug(giving, open, 0)
  for (let level = 0; open.length > 0; level += 1) open = giveAt(giving, open, level)
  const { ids } = giving
  const collisions = [...first]
    .filter(([id, group]) => group.length > 1 || ids[group[0] as number] !== id)
    .map(([id, group]) => ({
      id,
      names: group.map((index) => pathAt(giving, index, 0)),
      ids: group.map((index) => ids[index] as string),
    }))
  return { ids, collisions }
}

type Giving = {
  readonly things: readonly (readonly string[])[]
  readonly ids: string[]
  readonly taken: Set<string>
}

function groupBySlug(giving: Giving, open: readonly number[], level: number): Map<string, number[]> {
  return Map.groupBy(open, (index) => slug(pathAt(giving, index, level)))
}

/**
 * Gives ids to those that are alone with theirs at this level, then numbers to those that have no longer path, and
 * returns the others. Groups are taken in the order of their ids, so that the order of the things has no part in it.
 */
function giveAt(giving: Giving, open: readonly number[], level: number): number[] {
  const groups = [...groupBySlug(giving, open, level)].sort(([a], [b]) => (a < b ? -1 : 1))
  const shared: typeof groups = []
  for (const [id, group] of groups) {
    if (group.length === 1 && !giving.taken.has(id)) give(giving, group[0] as number, id)
    else shared.push([id, group])
  }
  const later: number[] = []
  for (const [id, group] of shared) {
    if (group.every((index) => level + 1 >= depth(giving, index))) giveNumbered(giving, group, id)
    else later.push(...group)
  }
  return later
}

function giveNumbered(giving: Giving, group: readonly number[], id: string): void {
  const longestPath = (index: number) => pathAt(giving, index, depth(giving, index))
  let count = 1
  for (const index of group.toSorted((a, b) => (longestPath(a) < longestPath(b) ? -1 : 1))) {
    while (giving.taken.has(numbered(id, count))) count += 1
    give(giving, index, numbered(id, count))
  }
}

function numbered(id: string, count: number): string {
  return count === 1 ? id : `${id}-${count}`
}

function give({ ids, taken }: Giving, index: number, id: string): void {
  ids[index] = id
  taken.add(id)
}

function depth({ things }: Giving, index: number): number {
  return (things[index] as readonly string[]).length
}

function pathAt({ things }: Giving, index: number, level: number): string {
  const paths = things[index] as readonly string[]
  return paths[Math.min(level, paths.length - 1)] ?? ''
}
