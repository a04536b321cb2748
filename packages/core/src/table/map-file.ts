import type { Tree } from '../strategy/tree.ts'
import { entryOf, keySpan, treeSpan } from '../strategy/tree.ts'
import { readYaml } from '../strategy/yaml.ts'
import type { Diagnostic } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import type { MapFault, Path } from './fault.ts'
import { readTableMap, type TableMap } from './map.ts'

/** A map as read from its file; `map` is there only where it has no fault. */
export type MapReading = {
  readonly map: TableMap | undefined
  readonly diagnostics: readonly Diagnostic[]
  /** Points a fault that the map has against a table at its place in the file. */
  readonly locate: (fault: MapFault) => Diagnostic
}

/** Reads the map of a table from YAML. Never throws; faults are located in the file. */
export function readMapFile(text: string, file: string): MapReading {
  const { tree, diagnostics } = readYaml(text, file)
  const locate = ({ code, facts, message, path }: MapFault): Diagnostic => ({
    code,
    severity: 'error',
    span: tree ? spanAt(tree, path, file) : { file, start: 0, end: 1 },
    facts,
    message,
  })
  if (!tree || diagnostics.length > 0) return { map: undefined, diagnostics, locate }
  const { map, faults } = readTableMap(plainOf(tree))
  return { map, diagnostics: faults.map(locate), locate }
}

function plainOf(tree: Tree): unknown {
  if (tree.kind === 'scalar') return tree.value
  if (tree.kind === 'list') return tree.items.map(plainOf)
  return Object.fromEntries(tree.entries.map(({ key, value }) => [key, plainOf(value)]))
}

/** The span of what a path leads to; of the last thing on the way that is there. */
function spanAt(tree: Tree, path: Path, file: string): Span {
  let at = tree
  let span = treeSpan(file, tree)
  for (const step of path) {
    const entry = at.kind === 'table' ? entryOf(at, String(step)) : undefined
    const next = entry?.value ?? (at.kind === 'list' ? at.items[Number(step)] : undefined)
    if (!next) break
    span = entry && next.kind !== 'scalar' ? keySpan(file, entry) : treeSpan(file, next)
    at = next
  }
  return span
}
