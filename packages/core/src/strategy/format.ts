import type { Diagnostic } from '../text/diagnostic.ts'
import { yamlTokens } from './full-yaml.ts'
import { layOut } from './layout.ts'
import { sameReading } from './tree.ts'
import { readYaml, yamlLimits } from './yaml.ts'

export type Formatted = { readonly text: string; readonly diagnostics: readonly Diagnostic[] }

/**
 * Writes a strategy file in the usual layout, with its comments and the order of its keys. Formatting twice is
 * formatting once, and the file reads as before. A file with faults of syntax, or too large for the full reader, is
 * given back as it is.
 */
export function formatFile(text: string, file: string): Formatted {
  const { tree, diagnostics } = readYaml(text, file)
  if (!tree || diagnostics.length > 0 || text.length > yamlLimits.fullReaderBytes)
    return { text, diagnostics }
  const once = layOutText(text)
  const twice = layOutText(once)
  const reread = readYaml(twice, file)
  const isSame =
    reread.diagnostics.length === 0 && reread.tree !== undefined && sameReading(tree, reread.tree)
  if (!isSame || layOutText(twice) !== twice) return { text, diagnostics }
  return { text: text.includes('\r\n') ? twice.replaceAll('\n', '\r\n') : twice, diagnostics }
}

function layOutText(text: string): string {
  return layOut(yamlTokens(text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n')))
}
