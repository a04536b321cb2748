import type { Node, Pair } from 'yaml'
import { isAlias, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { readPlainYaml } from './plain-yaml.ts'
import type { Entry, Tree } from './tree.ts'

const words = {
  'file-too-large':
    'This file has {size} MB; strategy files are read up to {limit} MB. Split it: any number of files may be read together.',
  'yaml-not-plain':
    'From here on this file uses YAML beyond plain tables, lists and one-line values, which is read up to {limit} MB. Write this part plainly, or move it to a smaller file.',
  'yaml-syntax': 'This is not valid YAML: {problem}',
  'yaml-too-deep': 'The file nests deeper than {limit} levels.',
  'yaml-alias-bomb':
    'The aliases of this file stand for more than {limit} values. Write the values out instead.',
  'yaml-alias-unknown': 'No anchor &{name} stands before this alias.',
  'nul-byte':
    'The file holds a NUL byte: it is not a text file, or it was saved as UTF-16. Save it as UTF-8.',
  'wrong-encoding': 'Some characters could not be read: the file is not UTF-8. Save it as UTF-8.',
}
const diagnose = diagnoser(words)

export const yamlLimits = { fileBytes: 16e6, fullReaderBytes: 1e6, depth: 60, aliasedNodes: 100_000 }

export type YamlFile = { readonly tree: Tree | undefined; readonly diagnostics: readonly Diagnostic[] }

/** Reads one YAML file to a located tree. Never throws; what could not be read is told in the diagnostics. */
export function readYaml(text: string, file: string): YamlFile {
  const at = (start: number, end = start + 1) => ({ file, start, end })
  const refuse = (diagnostic: Diagnostic): YamlFile => ({ tree: undefined, diagnostics: [diagnostic] })
  if (text.length > yamlLimits.fileBytes) {
    const facts = { size: Math.ceil(text.length / 1e6), limit: yamlLimits.fileBytes / 1e6 }
    return refuse(diagnose('file-too-large', 'error', at(0), facts))
  }
  const nul = text.indexOf('\0')
  if (nul >= 0) return refuse(diagnose('nul-byte', 'error', at(nul)))
  const replaced = text.indexOf('\ufffd')
  if (replaced >= 0) return refuse(diagnose('wrong-encoding', 'error', at(replaced)))
  const plain = readPlainYaml(text)
  if ('tree' in plain) return { tree: plain.tree, diagnostics: [] }
  if (text.length > yamlLimits.fullReaderBytes) {
    const facts = { limit: yamlLimits.fullReaderBytes / 1e6 }
    return refuse(diagnose('yaml-not-plain', 'error', at(plain.notPlainAt), facts))
  }
  const deepAt = tooDeepAt(text)
  if (deepAt !== undefined) {
    return refuse(diagnose('yaml-too-deep', 'error', at(deepAt), { limit: yamlLimits.depth }))
  }
  return readFullYaml(text, file)
}

/** The oracle of the plain reader: everything YAML 1.2 allows, by the library. */
export function readFullYaml(text: string, file: string): YamlFile {
  const document = parseDocument(text, { uniqueKeys: true, prettyErrors: false, stringKeys: true })
  const diagnostics: Diagnostic[] = document.errors.slice(0, 20).map((error) => {
    const [start, end] = error.pos
    const problem = error.message.split('\n')[0] as string
    return diagnose('yaml-syntax', 'error', { file, start, end: Math.max(end, start + 1) }, { problem })
  })
  if (document.contents === null) return { tree: undefined, diagnostics }
  const converter = new Converter(file, diagnostics)
  return { tree: converter.convert(document.contents as Node, 0), diagnostics }
}

class Converter {
  readonly #file: string
  readonly #diagnostics: Diagnostic[]
  readonly #anchors = new Map<string, { tree: Tree; nodes: number }>()
  #nodes = 0
  #bombed = false

  constructor(file: string, diagnostics: Diagnostic[]) {
    this.#file = file
    this.#diagnostics = diagnostics
  }

  convert(node: Node | null, depth: number): Tree {
    const before = this.#nodes
    const tree = this.#convert(node, depth)
    if (node !== null && 'anchor' in node && typeof node.anchor === 'string') {
      this.#anchors.set(node.anchor, { tree, nodes: this.#nodes - before })
    }
    return tree
  }

  #convert(node: Node | null, depth: number): Tree {
    this.#nodes++
    const [start = 0, end = start] = node?.range ?? []
    const empty: Tree = { kind: 'scalar', value: null, text: '', start, end: start }
    if (node === null || depth > yamlLimits.depth) return empty
    if (isAlias(node)) return this.#alias(node.source, start, end) ?? empty
    if (isScalar(node)) {
      const value = scalarValue(node.value)
      const text = typeof node.source === 'string' ? node.source : String(node.value ?? '')
      return { kind: 'scalar', value, text, start, end }
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.convert(item as Node, depth + 1))
      return { kind: 'list', items, start, end }
    }
    if (isMap(node)) {
      const entries = node.items.map((pair) => this.#entry(pair as Pair<Node, Node | null>, depth))
      return { kind: 'table', entries, start, end }
    }
    return empty
  }

  #entry(pair: Pair<Node, Node | null>, depth: number): Entry {
    const [keyStart = 0, keyEnd = keyStart] = pair.key.range ?? []
    const key = isScalar(pair.key) ? String(pair.key.value ?? '') : ''
    const value = pair.value
      ? this.convert(pair.value, depth + 1)
      : ({ kind: 'scalar', value: null, text: '', start: keyEnd + 1, end: keyEnd + 1 } as const)
    return { key, keyStart, keyEnd, value }
  }

  #alias(name: string, start: number, end: number): Tree | undefined {
    const span = { file: this.#file, start, end }
    const anchor = this.#anchors.get(name)
    if (!anchor) {
      this.#diagnostics.push(diagnose('yaml-alias-unknown', 'error', span, { name }))
      return undefined
    }
    this.#nodes += anchor.nodes
    if (this.#nodes > yamlLimits.aliasedNodes) {
      if (!this.#bombed) {
        const facts = { limit: yamlLimits.aliasedNodes }
        this.#diagnostics.push(diagnose('yaml-alias-bomb', 'error', span, facts))
      }
      this.#bombed = true
      return undefined
    }
    return anchor.tree
  }
}

function scalarValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (typeof value === 'bigint') return Number(value)
  return value === null || value === undefined ? null : String(value)
}

/** Flow brackets or indentation beyond the limit, found without recursion: the library's reader recurses. */
function tooDeepAt(text: string): number | undefined {
  let open = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 91 || code === 123) open++
    else if ((code === 93 || code === 125) && open > 0) open--
    if (open > yamlLimits.depth) return at
  }
  const dashes = /(?:- ?){61}/.exec(text)
  if (dashes) return dashes.index
  const levels: number[] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const indent = line.search(/[^ ]/)
    if (indent >= 0) {
      while (levels.length > 0 && (levels.at(-1) as number) >= indent) levels.pop()
      levels.push(indent)
      if (levels.length > yamlLimits.depth) return offset
    }
    offset += line.length + 1
  }
  return undefined
}
