import type { CST, Document, ErrorCode, Node, Pair } from 'yaml'
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, Parser } from 'yaml'
import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import { quote, Report } from './report.ts'
import type { Entry, Tree } from './tree.ts'
import { keySpan } from './tree.ts'

const words = {
  'yaml-syntax': 'This is not valid YAML: {problem}',
  'yaml-several-documents':
    'A second document begins here. A strategy file holds one: put the other in a file of its own.',
  'yaml-tab-indent': 'A tab stands where the line is indented. Indent with spaces.',
  'yaml-key-twice': 'The field "{key}" is written twice in this table; only the first is read. Remove one.',
  'yaml-merge-key': 'Merge keys (<<) are not read. Write the fields out here.',
  'yaml-too-deep': 'The file nests deeper than {limit} levels.',
  'yaml-alias-bomb':
    'The aliases of this file stand for more than {limit} values. Write the values out instead.',
  'yaml-alias-unknown': 'No anchor &{name} stands before this alias.',
}
const diagnose = diagnoser(words)

export const treeLimits = { depth: 60, aliasedNodes: 100_000, syntaxFaults: 20 }

export type YamlFile = { readonly tree: Tree | undefined; readonly diagnostics: readonly Diagnostic[] }

/** Reads everything YAML 1.2 allows, by the library: the oracle of the plain reader. Never throws. */
export function readFullYaml(text: string, file: string): YamlFile {
  // The library takes a byte order mark for an indentation; a line end is as long and means nothing.
  if (text.charCodeAt(0) === 0xfeff) text = `\n${text.slice(1)}`
  const tooDeep = (at: number): YamlFile => {
    const span = {
      file,
      start: Math.min(at, Math.max(0, text.length - 1)),
      end: Math.min(at + 1, text.length),
    }
    return {
      tree: undefined,
      diagnostics: [diagnose('yaml-too-deep', 'error', span, { limit: treeLimits.depth })],
    }
  }
  const parsed = parseTokens(text)
  if ('deepAt' in parsed) return tooDeep(parsed.deepAt)
  const { documents, faults } = composeDocuments(parsed.tokens, text.length)
  const [document, second] = documents
  const diagnostics = syntaxFaults(faults, text, file)
  if (second) {
    const start = Math.min(second.range[0], Math.max(0, text.length - 1))
    const span = { file, start, end: Math.min(start + 1, text.length) }
    diagnostics.push(diagnose('yaml-several-documents', 'error', span))
  }
  if (!document || document.contents === null) return { tree: undefined, diagnostics }
  const report = new Report()
  const { tree } = new Converter(file, report).convert(document.contents as Node)
  return { tree, diagnostics: [...diagnostics, ...report.finish()] }
}

type Token = CST.Token

/** The tokens of a sound file, with every character of it. */
export function yamlTokens(text: string): readonly Token[] {
  return [...new Parser().parse(text)]
}

/** The library checks unique keys in quadratic time, so the converter does it instead. */
const options = { uniqueKeys: false, prettyErrors: false, stringKeys: true, strict: true }

type SyntaxFault = {
  readonly code: ErrorCode
  readonly message: string
  readonly pos: readonly [number, number]
}

/** The first two documents of a file, of which a sound one has one, and the first faults of their syntax. */
function composeDocuments(tokens: Iterable<Token>, length: number) {
  const documents: Document.Parsed[] = []
  const faults: SyntaxFault[] = []
  const composer = new Composer(options)
  // In place of its own: an error object for each of 100,000 faults would take seconds.
  const onError = (source: ErrorPlace, code: ErrorCode, message: string, isWarning?: boolean) => {
    const isShown = !isWarning && faults.length < treeLimits.syntaxFaults
    if (isShown) faults.push({ code, message, pos: placeOf(source) })
  }
  Object.assign(composer, { onError })
  for (const document of composer.compose(tokens, true, length)) {
    faults.push(...document.errors.slice(0, treeLimits.syntaxFaults))
    if (documents.push(document as Document.Parsed) === 2) break
  }
  return { documents, faults }
}

type ErrorPlace = number | readonly [number, number, ...number[]] | { offset: number; source?: unknown }

function placeOf(source: ErrorPlace): readonly [number, number] {
  if (typeof source === 'number') return [source, source + 1]
  if ('offset' in source) {
    const length = typeof source.source === 'string' ? source.source.length : 1
    return [source.offset, source.offset + length]
  }
  return [source[0], source[1]]
}

/** The library recurses from level to level, so parsing stops where the levels become too many. */
function parseTokens(text: string): { readonly tokens: readonly Token[] } | { readonly deepAt: number } {
  const parser = new Parser()
  const tokens: Token[] = []
  let errors = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === 'error') errors++
      tokens.push(token)
    }
    if (errors > treeLimits.syntaxFaults) return { tokens }
    if (parser.stack.length > treeLimits.depth) {
      const levels = parser.stack.filter((token) => 'items' in token).length
      if (levels > treeLimits.depth) return { deepAt: parser.offset }
    }
  }
  for (const token of parser.end()) tokens.push(token)
  return { tokens }
}

function syntaxFaults(found: readonly SyntaxFault[], text: string, file: string): Diagnostic[] {
  const seen = new Set<number>()
  const faults: Diagnostic[] = []
  for (const error of found.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    if (faults.length === treeLimits.syntaxFaults) break
    const start = Math.max(0, Math.min(error.pos[0], text.length - 1))
    if (seen.has(start)) continue
    seen.add(start)
    const lineEnd = text.indexOf('\n', start)
    const end = Math.min(Math.max(error.pos[1], start + 1), lineEnd > start ? lineEnd : text.length)
    faults.push(syntaxFault(error, { file, start, end: Math.max(end, Math.min(start + 1, text.length)) }))
  }
  return faults
}

const problems: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'this line is not indented like the others of its table or list.',
  BLOCK_AS_IMPLICIT_KEY:
    'a table cannot begin after a colon on the same line. Put the text in quotes, or begin the table on the next line.',
  MISSING_CHAR:
    'something is missing here, such as a colon after a field name, or a closing quote or bracket.',
  MULTILINE_IMPLICIT_KEY: 'a field name ends with a colon on the same line. Is the colon missing?',
  BAD_SCALAR_START: 'a text cannot begin with this character. Put the text in quotes.',
  NON_STRING_KEY: 'a field name must be a text.',
  KEY_OVER_1024_CHARS: 'a field name has at most 1024 characters.',
}

function syntaxFault(error: SyntaxFault, span: Span): Diagnostic {
  if (error.code === 'TAB_AS_INDENT') return diagnose('yaml-tab-indent', 'error', span)
  const problem = problems[error.code] ?? `${error.message.split('\n')[0]}.`
  return diagnose('yaml-syntax', 'error', span, { problem })
}

type Converted = { readonly tree: Tree; readonly nodes: number; readonly depth: number }

class Converter {
  readonly #file: string
  readonly #report: Report
  readonly #anchors = new Map<string, Converted>()
  #nodes = 0
  #isTold = false

  constructor(file: string, report: Report) {
    this.#file = file
    this.#report = report
  }

  convert(node: Node | null, outer = 0): Converted {
    const before = this.#nodes
    const { tree, depth } = this.#convert(node, outer)
    const converted = { tree, depth, nodes: this.#nodes - before }
    if (node !== null && 'anchor' in node && typeof node.anchor === 'string') {
      this.#anchors.set(node.anchor, converted)
    }
    return converted
  }

  #convert(node: Node | null, outer: number): { readonly tree: Tree; readonly depth: number } {
    this.#nodes++
    const [start = 0, end = start] = node?.range ?? []
    const empty: Tree = { kind: 'scalar', value: null, text: '', start, end: start }
    if (isAlias(node))
      return this.#alias(node.source, { file: this.#file, start, end }, outer) ?? { tree: empty, depth: 0 }
    if (isScalar(node)) {
      const value = scalarValue(node.value)
      const text = typeof node.source === 'string' ? node.source : String(node.value ?? '')
      return { tree: { kind: 'scalar', value, text, start, end }, depth: 0 }
    }
    let depth = 0
    const child = (inner: Node | null): Tree => {
      const converted = this.convert(inner, outer + 1)
      depth = Math.max(depth, converted.depth)
      return converted.tree
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => child(item as Node))
      return { tree: { kind: 'list', items, start, end }, depth: depth + 1 }
    }
    if (isMap(node)) {
      const entries = this.#entries(node.items as Pair<Node, Node | null>[], child)
      return { tree: { kind: 'table', entries, start, end }, depth: depth + 1 }
    }
    return { tree: empty, depth: 0 }
  }

  #entries(pairs: readonly Pair<Node, Node | null>[], child: (node: Node) => Tree): Entry[] {
    const entries = new Map<string, Entry>()
    for (const pair of pairs) {
      const [keyStart = 0, keyEnd = keyStart] = pair.key.range ?? []
      const key = isScalar(pair.key) ? String(pair.key.value ?? '') : ''
      // A key may bear an anchor, and then stands for itself elsewhere.
      if (isScalar(pair.key) && pair.key.anchor !== undefined) child(pair.key)
      const value = pair.value ? child(pair.value) : emptyAt(keyEnd)
      const entry = { key, keyStart, keyEnd, value }
      const first = entries.get(key)
      if (first) this.#tell('yaml-key-twice', entry, { key: quote(key) }, first)
      else if (key === '<<' && keyEnd - keyStart === 2) this.#tell('yaml-merge-key', entry, {})
      else entries.set(key, entry)
    }
    return [...entries.values()]
  }

  #tell(
    code: 'yaml-key-twice' | 'yaml-merge-key',
    entry: Entry,
    facts: { key?: string },
    first?: Entry,
  ): void {
    const span = keySpan(this.#file, entry)
    this.#report.add(span, () => {
      const because = first && [{ span: keySpan(this.#file, first), message: 'the first is here' }]
      return diagnose(code, 'error', span, facts, because && { because })
    })
  }

  #alias(
    name: string,
    span: Span,
    outer: number,
  ): { readonly tree: Tree; readonly depth: number } | undefined {
    const anchor = this.#anchors.get(name)
    if (!anchor) {
      this.#report.add(span, () => diagnose('yaml-alias-unknown', 'error', span, { name: quote(name) }))
      return undefined
    }
    this.#nodes += anchor.nodes
    const isBomb = this.#nodes > treeLimits.aliasedNodes
    if (!isBomb && outer + anchor.depth <= treeLimits.depth) return anchor
    if (!this.#isTold) {
      const limit = isBomb ? treeLimits.aliasedNodes : treeLimits.depth
      const code = isBomb ? 'yaml-alias-bomb' : 'yaml-too-deep'
      this.#report.add(span, () => diagnose(code, 'error', span, { limit }))
    }
    this.#isTold = true
    return undefined
  }
}

function emptyAt(offset: number): Tree {
  return { kind: 'scalar', value: null, text: '', start: offset, end: offset }
}

function scalarValue(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  return value === null || value === undefined ? null : String(value)
}
