import type { CST } from 'yaml'
import { assert } from '../text/assert.ts'
import { resolvePlain } from './tree.ts'

type Collection = CST.BlockMap | CST.BlockSequence
type Item = { start: CST.SourceToken[]; key?: CST.Token | null; sep?: CST.SourceToken[]; value?: CST.Token }

/**
 * Writes the tokens of a sound YAML file in the usual layout: two spaces to a level, lists one level below their key, one
 * space before a comment, no trailing space, at most one blank line, no quotes around words. All else stays as it was.
 */
export function layOut(tokens: readonly CST.Token[]): string {
  const printer = new Printer()
  for (const token of tokens) printer.token(token, 0)
  return printer.finish()
}

class Printer {
  #text = ''
  #isLineStart = true
  #isApart = false
  #isBlank = false
  /** The columns at which the open tables and lists stood, and now stand. */
  readonly #levels: { readonly from: number; readonly to: number }[] = [{ from: 0, to: 0 }]

  finish(): string {
    return this.#isLineStart ? this.#text : `${this.#text}\n`
  }

  /** `indent` is that of lines which begin with this token; what is below it stands deeper. */
  token(token: CST.Token, indent: number): void {
    switch (token.type) {
      case 'document':
        this.#marks(token.start, indent)
        if (token.value) this.token(token.value, indent)
        this.#trailing(token.end)
        break
      case 'block-map':
      case 'block-seq':
        this.#levels.push({ from: token.indent, to: indent })
        for (const item of token.items) this.#blockItem(item, token, indent)
        this.#levels.pop()
        break
      case 'flow-collection':
        this.#flow(token, indent)
        break
      case 'block-scalar':
        this.#blockScalar(token, indent)
        break
      case 'alias':
      case 'scalar':
        this.#put(folded(token.source, indent), indent)
        this.#trailing(token.end)
        break
      case 'single-quoted-scalar':
      case 'double-quoted-scalar':
        this.#put(folded(unquoted(token.source), indent), indent)
        this.#trailing(token.end)
        break
      default:
        this.#mark(token as CST.SourceToken, indent)
    }
  }

  #marks(tokens: readonly CST.SourceToken[] | undefined, indent: number): void {
    for (const token of tokens ?? []) this.#mark(token, indent)
  }

  /** Tokens that nothing follows: a remark on its own line belongs to the level at whose column it stands. */
  #trailing(tokens: readonly CST.SourceToken[] | undefined): void {
    for (const token of tokens ?? []) {
      const level = this.#levels.findLast(({ from }) => from <= token.indent)
      this.#mark(token, level?.to ?? 0)
    }
  }

  #mark({ type, source }: CST.SourceToken, indent: number): void {
    if (type === 'space') this.#isApart = true
    else if (type === 'newline') this.#newline()
    else if (type === 'comma') this.#put(source, indent, true)
    else {
      if (type === 'comment') this.#isApart = true
      this.#put(source.replace(/[ \t]+$/, ''), indent)
    }
    if (type === 'comma' || type === 'map-value-ind' || type === 'seq-item-ind') this.#isApart = true
  }

  #newline(): void {
    if (this.#isLineStart) this.#isBlank = true
    else this.#text += '\n'
    this.#isLineStart = true
    this.#isApart = false
  }

  #put(source: string, indent: number, isTight = false): void {
    if (source === '') return
    if (this.#isLineStart) this.#text += (this.#isBlank && this.#text !== '' ? '\n' : '') + ' '.repeat(indent)
    else if (this.#isApart && !isTight) this.#text += ' '
    this.#text += source
    this.#isLineStart = false
    this.#isApart = false
    this.#isBlank = false
  }

  #blockItem({ start, key, sep, value }: Item, { type, indent: from }: Collection, indent: number): void {
    const deeper = indent + 2
    if (!key && !sep && !value && !start.some(isIndicator)) {
      this.#trailing(start)
      return
    }
    let isPastDash = false
    for (const token of start) {
      if (isPastDash && !key && !sep && !value) this.#below(token, from, deeper)
      else this.#mark(token, isPastDash ? deeper : indent)
      if (isIndicator(token)) isPastDash = true
    }
    if (key) this.token(key, isPastDash ? deeper : indent)
    for (const token of sep ?? []) {
      if (token.type === 'map-value-ind') this.#mark(token, indent)
      else if (value) this.#mark(token, deeper)
      else this.#below(token, from, deeper)
    }
    if (value) this.token(value, type === 'block-seq' || sep ? deeper : indent)
  }

  /** A token behind a key or dash without a value. */
  #below(token: CST.SourceToken, from: number, deeper: number): void {
    this.#levels.push({ from: from + 1, to: deeper })
    this.#trailing([token])
    this.#levels.pop()
  }

  /** Tables have a space inside their braces, lists none inside their brackets. */
  #flow({ start, items, end }: CST.FlowCollection, indent: number): void {
    const isPadded = start.type === 'flow-map-start' && items.some(({ key, value }) => key || value)
    this.#put(start.source, indent)
    this.#isApart = isPadded
    for (const item of items) {
      const isFirst = item === items[0]
      for (const token of item.start) {
        this.#mark(token, indent + 2)
        if (isFirst && token.type === 'space') this.#isApart = isPadded
      }
      if (item.key) this.token(item.key, indent + 2)
      this.#marks(item.sep, indent + 2)
      if (item.value) this.token(item.value, indent + 2)
    }
    for (const token of end) {
      const isClosing = token.type === 'flow-map-end' || token.type === 'flow-seq-end'
      if (isClosing) {
        this.#isApart = isPadded
        this.#put(token.source, indent)
      } else this.#mark(token, indent + 2)
    }
  }

  /** The lines of a block keep their places towards each other. */
  #blockScalar({ props, source, indent: outer }: CST.BlockScalar, indent: number): void {
    const header = props.find(({ type }) => type === 'block-scalar-header') as CST.SourceToken | undefined
    assert(header, 'a block scalar has a header')
    for (const token of props) this.#mark(token as CST.SourceToken, indent)
    const lines = source.split('\n')
    let blank = 0
    // A block that keeps its last line ends owns the blank lines after it.
    for (; !header.source.includes('+') && lines.at(-1)?.trim() === ''; blank++) lines.pop()
    const isExplicit = /[0-9]/.test(header.source)
    const from = isExplicit ? outer : (lines.find((line) => line.trim() !== '')?.search(/[^ ]/) ?? 0)
    const to = isExplicit ? indent - 2 : indent
    this.#text += lines.map((line) => shifted(line, from, to)).join('\n')
    if (blank > 0 && lines.length > 0) this.#text += '\n'
    this.#isBlank = blank > 1
    this.#isLineStart = this.#text.endsWith('\n')
    this.#isApart = false
  }
}

function isIndicator({ type }: CST.SourceToken): boolean {
  return type === 'seq-item-ind' || type === 'explicit-key-ind'
}

function shifted(line: string, from: number, to: number): string {
  const spaces = line.search(/[^ ]|$/)
  if (spaces === line.length && spaces <= from) return ''
  return ' '.repeat(Math.max(0, spaces - from + to)) + line.slice(spaces)
}

/** The lines of a text that goes on in the next line, which mean the same at any indentation. */
function folded(source: string, indent: number): string {
  if (!source.includes('\n')) return source
  const [first, ...others] = source.split('\n').map((line) => line.trim())
  return [first, ...others.map((line) => (line === '' ? '' : ' '.repeat(indent) + line))].join('\n')
}

const words = /^\p{L}[\p{L}\p{N}_./%€+-]*(?: [\p{L}\p{N}_./%€(+-][\p{L}\p{N}_./%€()+-]*)*$/u
/** Words that older readers of YAML take for true or false. */
const switches = /^(?:y|n|yes|no|on|off)$/i

/** Without the quotes, where the text is words that every reader of YAML takes for a text. */
function unquoted(source: string): string {
  const text = source.slice(1, -1)
  const isSafe = words.test(text) && !switches.test(text) && typeof resolvePlain(text) === 'string'
  return isSafe ? text : source
}
