import type { SourceFile, Span } from '@keelson/core'
import { Lines } from '@keelson/core'

/** A place in a file as people count: lines and columns from 1. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** Turns spans of some files into places. */
export function locate(files: readonly SourceFile[]): (span: Span) => Place {
  const texts = new Map(files.map(({ name, text }) => [name, text]))
  const lines = new Map<string, Lines>()
  return ({ file, start }) => {
    const known = lines.get(file) ?? new Lines(texts.get(file) ?? '')
    lines.set(file, known)
    const { line, column } = known.position(start)
    return { file, line, column }
  }
}
