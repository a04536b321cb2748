import { parseDocument } from 'yaml'
import { assert } from '../text/assert.ts'
import type { Edit } from '../text/diagnostic.ts'
import { renderBlock } from './render.ts'
import { spliceFor } from './splice.ts'
import type { Path, Value } from './value.ts'
import { sameValue, valueFrom, valueOfTree, withChange } from './value.ts'
import { readYaml } from './yaml.ts'

/** Applies edits of one text, such as those of a fix, in any order; they must not overlap. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end)
  let result = ''
  let at = 0
  for (const { span, text: written } of ordered) {
    assert(span.start >= at && span.end >= span.start, 'edits do not overlap')
    assert(span.end <= text.length, 'edits lie inside the text')
    result += text.slice(at, span.start) + written
    at = span.end
  }
  return result + text.slice(at)
}

/** A place of a file, by keys and places in lists, and its new value; undefined: it is removed. */
export type FileChange = { readonly path: Path; readonly value: unknown }

/**
 * Changes a sound strategy file at some places. Only the lines concerned are touched: comments, layout and the order of
 * keys stay. A place that has its value already is left alone; tables and lists on the way to a new place are made.
 */
export function editFile(text: string, changes: readonly FileChange[]): string {
  return changes.reduce(
    (edited, { path, value }) => editOnce(edited, path, value === undefined ? undefined : valueFrom(value)),
    text,
  )
}

function editOnce(text: string, path: Path, value: Value | undefined): string {
  const { tree, diagnostics } = readYaml(text, '')
  assert(diagnostics.length === 0, 'a file is changed only where it can be read without faults')
  const before = valueOfTree(tree)
  const wanted = withChange(before, path, value)
  if (sameValue(before, wanted)) return text
  const reads = (candidate: string | undefined): candidate is string => {
    if (candidate === undefined) return false
    const reading = readYaml(candidate, '')
    return reading.diagnostics.length === 0 && sameValue(valueOfTree(reading.tree), wanted)
  }
  const splice = spliceFor(text, tree, path, value)
  const isCrlf = text.includes('\r\n')
  if (splice) {
    const written = isCrlf ? splice.text.replaceAll('\n', '\r\n') : splice.text
    const spliced = text.slice(0, splice.start) + written + text.slice(splice.end)
    if (reads(spliced)) return spliced
  }
  const composed = composeAgain(text, path, value)
  if (reads(composed)) return composed
  const rendered = `${renderBlock(wanted, 0)}\n`
  assert(reads(rendered), 'a value is written as it is read')
  return rendered
}

/** What cannot be had by one stretch: the library writes the whole file, with its comments. */
function composeAgain(text: string, path: Path, value: Value | undefined): string | undefined {
  const document = parseDocument(text, { stringKeys: true, prettyErrors: false })
  try {
    if (value === undefined) document.deleteIn(path)
    else document.setIn(path, document.createNode(value))
    return document.toString({ lineWidth: 0, flowCollectionPadding: false })
  } catch {
    // An alias, or nothing, stands on the way.
    return undefined
  }
}
