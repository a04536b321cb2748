import { renderAfterColon, renderBlock, renderEntry, renderInline, renderItem, renderPair } from './render.ts'
import type { Entry, List, Table, Tree } from './tree.ts'
import { entryOf } from './tree.ts'
import type { Path, Value } from './value.ts'
import { valueOfTree, withChange } from './value.ts'

/** A stretch of the text and what stands there instead. */
export type Splice = { readonly start: number; readonly end: number; readonly text: string }

/**
 * The one stretch of a file to change so that a place has a value, or is gone; undefined where more than a stretch would
 * have to change, or it is not certain which. The caller reads the result again, so a wrong guess does no harm.
 */
export function spliceFor(
  text: string,
  tree: Tree | undefined,
  path: Path,
  value: Value | undefined,
): Splice | undefined {
  return new Splicer(text).change(tree, path, value)
}

class Splicer {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  change(tree: Tree | undefined, path: Path, value: Value | undefined): Splice | undefined {
    const [step, ...rest] = path
    if (tree === undefined)
      return value === undefined ? undefined : this.#append(withChange(null, path, value))
    if (step === undefined) return undefined
    if (tree.kind === 'table' && typeof step === 'string') return this.#inTable(tree, step, rest, value)
    if (tree.kind === 'list' && typeof step === 'number') return this.#inList(tree, step, rest, value)
    return undefined
  }

  /** To a file that says nothing yet. */
  #append(value: Value): Splice {
    const { length } = this.#text
    const gap = length > 0 && !this.#text.endsWith('\n') ? '\n' : ''
    return { start: length, end: length, text: `${gap}${renderBlock(value, 0)}\n` }
  }

  #inTable(table: Table, key: string, rest: Path, value: Value | undefined): Splice | undefined {
    const entry = entryOf(table, key)
    if (!entry)
      return value === undefined ? undefined : this.#addEntry(table, key, withChange(null, rest, value))
    if (value === undefined && rest.length === 0) return this.#removeEntry(table, entry)
    const isEnd = rest.length === 0 || (entry.value.kind === 'scalar' && entry.value.value === null)
    const small = smallValue(entry.value, rest, value)
    if (small !== undefined) return this.#setEntry(table, entry, withChange(small, rest, value))
    if (!isEnd) return this.change(entry.value, rest, value)
    return this.#setEntry(table, entry, withChange(null, rest, value))
  }

  #addEntry(table: Table, key: string, value: Value): Splice | undefined {
    if (this.#isFlow(table)) return this.#addToFlow(table, table.entries.length, renderPair(key, value))
    const last = table.entries.at(-1)
    if (!last) return undefined
    const column = this.#column((table.entries[0] as Entry).keyStart)
    return this.#lineAfter(this.#endOf(last.value, last.keyEnd + 1), column, renderEntry(key, value, column))
  }

  #setEntry(table: Table, entry: Entry, value: Value): Splice {
    const colon = this.#text.indexOf(':', entry.keyEnd) + 1
    const { value: old } = entry
    const isInline = this.#isFlow(table) || isFlat(value)
    if (
      isInline &&
      old.kind === 'scalar' &&
      old.end > old.start &&
      !'|>'.includes(this.#text[old.start] as string)
    ) {
      return { start: old.start, end: old.end, text: renderInline(value) }
    }
    const text = isInline
      ? ` ${renderInline(value)}`
      : renderAfterColon(value, this.#column(entry.keyStart) + 2)
    if (old.end === old.start && text.startsWith('\n')) return this.#lineAfter(colon, 0, text.slice(1))
    const end = Math.max(colon, this.#endOf(old, colon))
    // The remark behind the last line of what is replaced was about that line.
    const isBlock = old.kind !== 'scalar' && !this.#isFlow(old)
    return { start: colon, end: isBlock ? this.#lineEnd(end) : end, text }
  }

  #removeEntry(table: Table, entry: Entry): Splice | undefined {
    const index = table.entries.indexOf(entry)
    const next = table.entries[index + 1]
    const before = table.entries[index - 1]
    const end = this.#endOf(entry.value, entry.keyEnd + 1)
    if (this.#isFlow(table))
      return this.#removeFromFlow(
        entry.keyStart,
        end,
        next?.keyStart,
        before && this.#endOf(before.value, before.keyEnd + 1),
      )
    return this.#removeLines(entry.keyStart, end, next?.keyStart)
  }

  #inList(list: List, index: number, rest: Path, value: Value | undefined): Splice | undefined {
    const item = list.items[index]
    if (!item) return value === undefined ? undefined : this.#addItem(list, withChange(null, rest, value))
    if (rest.length > 0) return this.change(item, rest, value)
    if (value !== undefined) {
      const isFlat =
        item.kind === 'scalar' && item.end > item.start && !(value instanceof Map) && !Array.isArray(value)
      return isFlat ? { start: item.start, end: item.end, text: renderInline(value) } : undefined
    }
    const next = list.items[index + 1]
    const before = list.items[index - 1]
    const end = this.#endOf(item, item.end)
    if (this.#isFlow(list))
      return this.#removeFromFlow(item.start, end, next?.start, before && this.#endOf(before, before.end))
    const dash = this.#text.lastIndexOf('-', item.start - 1)
    const nextDash = next && this.#text.lastIndexOf('-', next.start - 1)
    return this.#removeLines(dash, end, nextDash)
  }

  #addItem(list: List, value: Value): Splice | undefined {
    if (this.#isFlow(list)) return this.#addToFlow(list, list.items.length, renderInline(value))
    const last = list.items.at(-1)
    if (!last) return undefined
    const column = this.#column(list.start)
    return this.#lineAfter(this.#endOf(last, last.end), column, renderItem(value, column))
  }

  #addToFlow(collection: Table | List, count: number, text: string): Splice {
    let at = collection.end - 1
    while (/\s/.test(this.#text[at - 1] as string)) at--
    const isOpen = count === 0 || this.#text[at - 1] === ','
    return { start: at, end: at, text: isOpen ? text : `, ${text}` }
  }

  #removeFromFlow(start: number, end: number, next: number | undefined, before: number | undefined): Splice {
    if (next !== undefined) return { start, end: next, text: '' }
    return { start: before ?? start, end, text: '' }
  }

  /** Whole lines, where nothing else stands on them; otherwise up to the next entry. */
  #removeLines(start: number, end: number, next: number | undefined): Splice | undefined {
    const lineStart = this.#lineStart(start)
    if (this.#text.slice(lineStart, start).trim() === '')
      return { start: lineStart, end: this.#nextLine(end), text: '' }
    return next === undefined ? undefined : { start, end: next, text: '' }
  }

  #lineAfter(end: number, column: number, text: string): Splice {
    const at = this.#nextLine(end)
    const isLast = this.#text[at - 1] !== '\n'
    const line = ' '.repeat(column) + text
    return { start: at, end: at, text: isLast ? `\n${line}` : `${line}\n` }
  }

  /** The end of the last thing written in a tree, without what follows it. */
  #endOf(tree: Tree, otherwise: number): number {
    const isWritten = tree.end > tree.start
    if (!isWritten) return otherwise
    if (tree.kind !== 'scalar' && !this.#isFlow(tree)) {
      if (tree.kind === 'list') return this.#endOf(tree.items.at(-1) as Tree, (tree.items.at(-1) as Tree).end)
      const last = tree.entries.at(-1) as Entry
      return this.#endOf(last.value, last.keyEnd + 1)
    }
    return tree.start + this.#text.slice(tree.start, tree.end).trimEnd().length
  }

  #isFlow(tree: Tree): boolean {
    return tree.kind !== 'scalar' && '[{'.includes(this.#text[tree.start] as string)
  }

  #lineStart(at: number): number {
    return this.#text.lastIndexOf('\n', at - 1) + 1
  }

  #lineEnd(at: number): number {
    const end = this.#text.slice(at, this.#nextLine(at)).search(/\r?\n?$/)
    return at + end
  }

  #nextLine(at: number): number {
    const end = this.#text.indexOf('\n', at)
    return end < 0 ? this.#text.length : end + 1
  }

  #column(at: number): number {
    return at - this.#lineStart(at)
  }
}

function isFlat(value: Value): boolean {
  if (value instanceof Map) return value.size === 0
  return !Array.isArray(value) || value.every((item) => !(item instanceof Map) && !Array.isArray(item))
}

/** A collection that is empty, or would be after this change: it is written anew, as its layout depends on it. */
function smallValue(tree: Tree, rest: Path, value: Value | undefined): Value | undefined {
  if (tree.kind === 'scalar' || rest.length === 0) return undefined
  const count = tree.kind === 'list' ? tree.items.length : tree.entries.length
  const isLast = count === 1 && value === undefined && rest.length === 1
  return count === 0 || isLast ? valueOfTree(tree) : undefined
}
