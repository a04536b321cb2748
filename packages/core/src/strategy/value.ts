import { assert } from '../text/assert.ts'
import type { Tree } from './tree.ts'

/** What a file says, without where: tables as maps in their order. */
export type Value = string | number | boolean | null | readonly Value[] | ReadonlyMap<string, Value>
export type Path = readonly (string | number)[]

export function valueOfTree(tree: Tree | undefined): Value {
  if (tree === undefined) return null
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(valueOfTree)
  return new Map(tree.entries.map(({ key, value }) => [key, valueOfTree(value)]))
}

/** A value of the program's: objects become maps without what is undefined. */
export function valueFrom(written: unknown): Value {
  if (written === null || ['string', 'number', 'boolean'].includes(typeof written)) return written as Value
  if (Array.isArray(written)) return written.map(valueFrom)
  assert(typeof written === 'object', 'a file holds texts, numbers, truths, lists and tables')
  const entries = written instanceof Map ? [...written] : Object.entries(written)
  return new Map(
    entries.filter(([, inner]) => inner !== undefined).map(([key, inner]) => [String(key), valueFrom(inner)]),
  )
}

export function sameValue(a: Value, b: Value): boolean {
  if (a instanceof Map) {
    if (!(b instanceof Map) || a.size !== b.size) return false
    const others = [...b]
    return [...a].every(([key, value], index) => {
      const other = others[index] as [string, Value]
      return key === other[0] && sameValue(value, other[1])
    })
  }
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index]))
  }
  return Object.is(a, b)
}

/** The value with one place changed; tables and lists that are missing on the way are made. */
export function withChange(value: Value, path: Path, change: Value | undefined): Value {
  const [step, ...rest] = path
  if (step === undefined) return change ?? null
  const isGone = change === undefined && rest.length === 0
  if (typeof step === 'number') {
    const items = value === null ? [] : value
    assert(
      Array.isArray(items) && step >= 0 && step <= items.length,
      'a number in a path is a place in a list',
    )
    if (isGone || (change === undefined && step === items.length)) return items.toSpliced(step, 1)
    return items.toSpliced(step, 1, withChange(items[step] ?? null, rest, change))
  }
  const table = value === null ? new Map<string, Value>() : value
  assert(table instanceof Map, 'a word in a path is a field of a table')
  if (change === undefined && !table.has(step)) return value
  const changed = new Map<string, Value>(table)
  if (isGone) changed.delete(step)
  else changed.set(step, withChange(table.get(step) ?? null, rest, change))
  return changed
}
