import type { Facts } from '../text/diagnostic.ts'
import { explainTable, type TableCode } from './words.ts'

/** The keys and indices that lead to a place in plain data. */
export type Path = readonly (string | number)[]

/** A fault of a map, located by the keys and indices that lead to it. */
export type MapFault = {
  readonly path: Path
  readonly code: TableCode
  readonly facts: Facts
  readonly message: string
}

export function mapFault(code: TableCode, path: Path, facts: Facts = {}): MapFault {
  return { path, code, facts, message: explainTable(code, facts) }
}
