import type { Span } from '../text/span.ts'
import type { Entry, Table } from './tree.ts'
import { keySpan, treeSpan } from './tree.ts'

/** Where a table stands in its file; keeps the tree, so that any field of it can be pointed at later. */
export type Place = { readonly file: string; readonly table: Table; readonly key?: Span }

/** An amount as written: `120`, `15%`, `5 pp`. `value` is the written number; `form` how it was marked. */
export type Amount = {
  readonly value: number
  readonly form: 'plain' | 'percent' | 'point'
  readonly span: Span
}

/** A word or sentence of which the place matters: a formula, a period, a date, a reference. */
export type Located = { readonly text: string; readonly span: Span }

/**
 * What may stand at one place of a strategy file. Reading, the JSON Schema and the reference page are all made from
 * these definitions. `T` is what reading gives.
 */
export type Shape<T = unknown> = {
  readonly kind: ShapeKind
  readonly doc?: string
  readonly values?: readonly string[]
  readonly of?: Shape
  readonly options?: readonly Shape[]
  readonly fields?: Fields
  readonly keys?: 'id' | 'period' | 'currency'
  readonly what?: string
  readonly pattern?: string
  readonly example?: string
  readonly phantom?: T
}

export type ShapeKind =
  | 'text'
  | 'located'
  | 'number'
  | 'truth'
  | 'amount'
  | 'choice'
  | 'list'
  | 'table'
  | 'map'
  | 'either'

export type Field<T = unknown, R extends boolean = boolean> = {
  readonly shape: Shape<T>
  readonly required: R
  readonly doc: string
}
export type Fields = Readonly<Record<string, Field>>

type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K]['required'] extends true ? K : never }[keyof F]
type ReadOf<F> = F extends Field<infer T> ? T : never

/** What a table of these fields reads as. */
export type TableOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ReadOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ReadOf<F[K]>
} & { readonly at: Place }

export type Read<S> = S extends Shape<infer T> ? T : never

/** An amount written as a text: the number, then its mark. */
export const amountPattern = /^\s*([-+−]?[0-9][0-9_]*(?:\.[0-9]+)?)\s*(%|pp)?\s*$/

export const text: Shape<string> = { kind: 'text' }
export const number: Shape<number> = { kind: 'number' }
export const truth: Shape<boolean> = { kind: 'truth' }
export const amount: Shape<Amount> = { kind: 'amount' }

/** Text whose place is kept because its meaning is checked later; `what` names it in the reference. */
export function located(what: string, pattern?: string, example?: string): Shape<Located> {
  return {
    kind: 'located',
    what,
    ...(pattern === undefined ? {} : { pattern }),
    ...(example === undefined ? {} : { example }),
  }
}

export function choice<const V extends readonly string[]>(values: V): Shape<V[number]> {
  return { kind: 'choice', values }
}

/** A list; one item alone may be written without the brackets. */
export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return { kind: 'list', of }
}

export function table<const F extends Fields>(fields: F): Shape<TableOf<F>> {
  return { kind: 'table', fields }
}

/** A table from ids (or period names) to items. */
export function map<T>(
  of: Shape<T>,
  keys: 'id' | 'period' | 'currency' = 'id',
): Shape<ReadonlyMap<string, T>> {
  return { kind: 'map', of, keys }
}

/** The first option whose form fits: options differ in being a scalar, a list or a table. */
export function either<const O extends readonly Shape[]>(...options: O): Shape<Read<O[number]>> {
  return { kind: 'either', options } as Shape<Read<O[number]>>
}

export function required<T>(shape: Shape<T>, doc: string): Field<T, true> {
  return { shape, required: true, doc }
}

export function optional<T>(shape: Shape<T>, doc: string): Field<T, false> {
  return { shape, required: false, doc }
}

/** The span of a field's value; of the item's key or first line where the field is not written. */
export function spanOf(place: Place, field?: string): Span {
  if (field !== undefined) {
    const entry = place.table.entries.find((candidate) => candidate.key === field)
    if (entry) return valueSpan(place.file, entry)
  }
  if (place.key) return place.key
  const first = place.table.entries[0]
  return first ? keySpan(place.file, first) : treeSpan(place.file, place.table)
}

/** A scalar is pointed at itself; a longer value by its key, so that carets stay on one line. */
function valueSpan(file: string, entry: Entry): Span {
  const { value } = entry
  const isWritten = value.kind === 'scalar' && value.end > value.start
  return isWritten ? treeSpan(file, value) : keySpan(file, entry)
}
