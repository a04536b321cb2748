import type { Span } from '../text/span.ts'

/**
 * A strategy file as read: scalars, lists and tables with their offsets. `end` is exclusive.
 * A node reached through an alias is shared, not copied.
 */
export type Tree = Scalar | List | Table

export type Scalar = {
  readonly kind: 'scalar'
  readonly value: string | number | boolean | null
  /** The characters as written, without quotes. */
  readonly text: string
  readonly start: number
  readonly end: number
}

export type List = {
  readonly kind: 'list'
  readonly items: readonly Tree[]
  readonly start: number
  readonly end: number
}

export type Entry = {
  readonly key: string
  readonly keyStart: number
  readonly keyEnd: number
  readonly value: Tree
}

export type Table = {
  readonly kind: 'table'
  readonly entries: readonly Entry[]
  readonly start: number
  readonly end: number
}

export function entryOf(table: Table, key: string): Entry | undefined {
  return table.entries.find((entry) => entry.key === key)
}

/** The span of an entry's key; of the character before it where the key is empty. */
export function keySpan(file: string, { keyStart, keyEnd }: Entry): Span {
  return { file, start: keyEnd > keyStart ? keyStart : Math.max(0, keyStart - 1), end: keyEnd }
}

/** The span of a scalar, or of the first character of a list or table; of the character before what is empty. */
export function treeSpan(file: string, tree: Tree): Span {
  const end = tree.kind === 'scalar' ? tree.end : Math.min(tree.end, tree.start + 1)
  return {
    file,
    start: end > tree.start ? tree.start : Math.max(0, tree.start - 1),
    end: Math.max(end, tree.start),
  }
}

/** Whether two trees read alike: the same keys in the same order, the same values and texts. */
export function sameReading(a: Tree, b: Tree): boolean {
  if (a.kind === 'scalar') return b.kind === 'scalar' && Object.is(a.value, b.value) && a.text === b.text
  if (a.kind === 'list') {
    if (b.kind !== 'list' || a.items.length !== b.items.length) return false
    return a.items.every((item, index) => sameReading(item, b.items[index] as Tree))
  }
  if (b.kind !== 'table' || a.entries.length !== b.entries.length) return false
  return a.entries.every(({ key, value }, index) => {
    const other = b.entries[index] as Entry
    return key === other.key && sameReading(value, other.value)
  })
}

/** Reads a scalar by the core schema of YAML 1.2.2, section 10.3.2. */
export function resolvePlain(text: string): string | number | boolean | null {
  const first = text.charCodeAt(0)
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46
  if (numeric) {
    if (/^[-+]?[0-9]+$/.test(text) || /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text)) {
      return Number(text)
    }
    if (/^0o[0-7]+$/.test(text) || /^0x[0-9a-fA-F]+$/.test(text)) return Number(text)
    if (/^[-+]?\.(inf|Inf|INF)$/.test(text)) {
      return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
    }
    if (/^\.(nan|NaN|NAN)$/.test(text)) return Number.NaN
    return text
  }
  switch (text) {
    case '':
    case '~':
    case 'null':
    case 'Null':
    case 'NULL':
      return null
    case 'true':
    case 'True':
    case 'TRUE':
      return true
    case 'false':
    case 'False':
    case 'FALSE':
      return false
    default:
      return text
  }
}
