import type { Entry, List, Scalar, Table, Tree } from './tree.ts'
import { resolvePlain } from './tree.ts'

/** Either the tree, or the offset of the first thing that needs the full YAML reader. */
export type PlainYaml = { readonly tree: Tree | undefined } | { readonly notPlainAt: number }

/**
 * Reads the plain part of YAML that nearly every strategy file is written in: block tables and lists, one-line
 * scalars, one-line flow collections, comments. It gives exactly what the full reader gives, some thirty times
 * sooner, or it gives up; it never guesses. Anchors, tags, block scalars, escapes, several documents: not plain.
 */
export function readPlainYaml(text: string): PlainYaml {
  try {
    return { tree: new Reader(text).document() }
  } catch (fault) {
    if (fault instanceof NotPlain) return { notPlainAt: fault.offset }
    throw fault
  }
}

class NotPlain {
  readonly offset: number
  constructor(offset: number) {
    this.offset = offset
  }
}

const space = 32
const hash = 35
const colon = 58
const dash = 45
const newline = 10
const carriageReturn = 13
const byteOrderMark = 0xfeff
const maxDepth = 60
const longestKey = 1024

class Reader {
  readonly #text: string
  readonly #end: number
  #at = 0
  /** Where the line that `#at` is in (or the next line with content) begins, and how far it is indented. */
  #lineStart = 0
  #indent = 0

  constructor(text: string) {
    this.#text = text
    this.#end = text.length
    if (text.charCodeAt(0) === byteOrderMark) this.#at = 1
  }

  document(): Tree | undefined {
    this.#nextLine()
    if (this.#at >= this.#end) return undefined
    if (this.#indent !== 0) this.#fail()
    const tree = this.#block(0, 0)
    if (this.#at < this.#end) this.#fail()
    return tree
  }

  #fail(at = this.#at): never {
    throw new NotPlain(at)
  }

  /** Moves to the first character of the next line that holds more than white space or a comment. */
  #nextLine(): void {
    const text = this.#text
    let at = this.#at
    for (;;) {
      const lineStart = at
      while (text.charCodeAt(at) === space) at++
      const code = text.charCodeAt(at)
      if (at >= this.#end) {
        this.#at = this.#end
        this.#indent = -1
        return
      }
      if (code === newline) at++
      else if (code === carriageReturn && text.charCodeAt(at + 1) === newline) at += 2
      else if (code === hash) {
        const next = text.indexOf('\n', at)
        at = next < 0 ? this.#end : next + 1
      } else if (code === 9 || code === carriageReturn || code === byteOrderMark) this.#fail(at)
      else {
        this.#lineStart = lineStart
        this.#indent = at - lineStart
        this.#at = at
        return
      }
    }
  }

  /** A block that starts here, at this column; ends before the first line indented less. */
  #block(column: number, depth: number): Tree {
    if (depth >= maxDepth) this.#fail()
    return this.#isDash() ? this.#list(column, depth) : this.#table(column, depth)
  }

  #isDash(): boolean {
    if (this.#text.charCodeAt(this.#at) !== dash) return false
    const after = this.#text.charCodeAt(this.#at + 1)
    return endsMark(after)
  }

  #list(column: number, depth: number): List {
    const start = this.#at
    const items: Tree[] = []
    let end = start
    while (this.#indent === column && this.#at < this.#end && this.#isDash()) {
      const dashAt = this.#at
      this.#at++
      while (this.#text.charCodeAt(this.#at) === space) this.#at++
      const code = this.#text.charCodeAt(this.#at)
      let item: Tree
      if (endsLine(code) || code === hash) {
        if (code === hash) this.#skipComment()
        this.#nextLine()
        item = this.#indent > column ? this.#block(this.#indent, depth + 1) : emptyAt(dashAt + 1)
      } else if (this.#isDash() || this.#startsKey()) {
        const inner = this.#at - this.#lineStart
        this.#indent = inner
        item = this.#block(inner, depth + 1)
      } else {
        item = this.#inline(depth + 1)
        this.#finishLine()
      }
      items.push(item)
      end = item.end
    }
    if (this.#indent > column) this.#fail()
    return { kind: 'list', items, start, end }
  }

  #table(column: number, depth: number): Table {
    const start = this.#at
    const entries: Entry[] = []
    const seen = new Set<string>()
    let end = start
    while (this.#indent === column && this.#at < this.#end) {
      const entry = this.#entry(column, depth)
      if (seen.has(entry.key)) this.#fail(entry.keyStart)
      seen.add(entry.key)
      entries.push(entry)
      end = entry.value.end
    }
    if (this.#indent > column) this.#fail()
    return { kind: 'table', entries, start, end }
  }

  #entry(column: number, depth: number): Entry {
    const keyStart = this.#at
    const key = this.#key()
    const keyEnd = this.#at
    this.#at++
    while (this.#text.charCodeAt(this.#at) === space) this.#at++
    const code = this.#text.charCodeAt(this.#at)
    if (!endsLine(code) && code !== hash) {
      const value = this.#inline(depth + 1)
      this.#finishLine()
      return { key, keyStart, keyEnd, value }
    }
    if (code === hash) this.#skipComment()
    this.#nextLine()
    const nested =
      this.#indent > column || (this.#indent === column && this.#at < this.#end && this.#isDash())
    if (!nested) return { key, keyStart, keyEnd, value: emptyAt(keyEnd + 1) }
    return { key, keyStart, keyEnd, value: this.#block(this.#indent, depth + 1) }
  }

  /** Whether this line goes on as `key:`; looks no further than the first colon. */
  #startsKey(): boolean {
    const text = this.#text
    for (let at = this.#at; at < this.#end; at++) {
      const code = text.charCodeAt(at)
      if (code === colon) return endsMark(text.charCodeAt(at + 1))
      if (!isKeyCode(code)) return false
    }
    return false
  }

  /** A plain key of letters, digits and `_ . -`; anything else is for the full reader. */
  #key(): string {
    if (!this.#startsKey()) this.#fail()
    const start = this.#at
    const end = this.#text.indexOf(':', start)
    const first = this.#text.charCodeAt(start)
    if (first === colon || end - start > longestKey) this.#fail()
    this.#at = end
    const key = this.#text.slice(start, end)
    if (typeof resolvePlain(key) !== 'string' && !/^[0-9]{1,15}$/.test(key)) this.#fail(start)
    if (/^0[0-9]/.test(key)) this.#fail(start)
    return key
  }

  #skipComment(): void {
    const next = this.#text.indexOf('\n', this.#at)
    this.#at = next < 0 ? this.#end : next + 1
  }

  /** After a value: only white space and a comment may follow on the line. */
  #finishLine(): void {
    const text = this.#text
    let at = this.#at
    while (text.charCodeAt(at) === space) at++
    const code = text.charCodeAt(at)
    if (!endsLine(code) && !(code === hash && at > this.#at)) this.#fail(at)
    this.#at = at
    if (code === hash) this.#skipComment()
    else if (code === newline) this.#at = at + 1
    this.#nextLine()
  }

  #inline(depth: number): Tree {
    const code = this.#text.charCodeAt(this.#at)
    if (code === 91 || code === 123) return this.#flow(depth)
    if (code === 34 || code === 39) return this.#quoted(code)
    return this.#plain(false)
  }

  #quoted(quote: number): Scalar {
    const start = this.#at
    const text = this.#text
    let at = start + 1
    for (; ; at++) {
      const code = text.charCodeAt(at)
      if (endsLine(code) || code === 92) this.#fail(start)
      if (code === quote) break
    }
    if (quote === 39 && text.charCodeAt(at + 1) === 39) this.#fail(start)
    this.#at = at + 1
    const inner = text.slice(start + 1, at)
    return { kind: 'scalar', value: inner, text: inner, start, end: at + 1 }
  }

  /** A plain scalar on one line; one that would go on in the next line is for the full reader. */
  #plain(inFlow: boolean): Scalar {
    const text = this.#text
    const start = this.#at
    if (!canStartPlain(text.charCodeAt(start), text.charCodeAt(start + 1))) this.#fail()
    let at = start
    let end = start
    for (; at < this.#end; at++) {
      const code = text.charCodeAt(at)
      if (code === newline) break
      if (code < space) {
        if (code === carriageReturn && text.charCodeAt(at + 1) === newline) break
        this.#fail(at)
      }
      if (code === colon && (inFlow || endsMark(text.charCodeAt(at + 1)))) this.#fail(at)
      if (code === hash && text.charCodeAt(at - 1) === space) break
      if (inFlow && (code === 44 || code === 93 || code === 125)) break
      if (inFlow && (code === 91 || code === 123)) this.#fail(at)
      if (code !== space) end = at + 1
    }
    if (inFlow && (endsLine(text.charCodeAt(at)) || text.charCodeAt(at) === hash)) this.#fail(at)
    if (!inFlow) this.#refuseContinuation(at)
    this.#at = end
    const raw = text.slice(start, end)
    return { kind: 'scalar', value: resolvePlain(raw), text: raw, start, end }
  }

  /** A line indented deeper than its parent right after a plain scalar would continue the scalar. */
  #refuseContinuation(lineEnd: number): void {
    const text = this.#text
    let at = text.indexOf('\n', lineEnd)
    while (at >= 0) {
      const lineStart = ++at
      while (text.charCodeAt(at) === space) at++
      if (at >= this.#end) return
      if (text.charCodeAt(at) === carriageReturn) at++
      if (text.charCodeAt(at) === newline) continue
      if (text.charCodeAt(at) === hash) return
      if (at - lineStart > this.#indent) this.#fail(at)
      return
    }
  }

  #flow(depth: number): Tree {
    if (depth >= maxDepth) this.#fail()
    const start = this.#at
    const isList = this.#text.charCodeAt(start) === 91
    const closing = isList ? 93 : 125
    const items: Tree[] = []
    const entries: Entry[] = []
    const seen = new Set<string>()
    this.#at++
    this.#flowSpace()
    while (this.#text.charCodeAt(this.#at) !== closing) {
      if (isList) items.push(this.#flowValue(depth))
      else {
        const keyStart = this.#at
        const key = this.#key()
        const keyEnd = this.#at
        if (seen.has(key)) this.#fail(keyStart)
        seen.add(key)
        this.#at++
        this.#flowSpace()
        entries.push({ key, keyStart, keyEnd, value: this.#flowValue(depth) })
      }
      this.#flowSpace()
      const code = this.#text.charCodeAt(this.#at)
      if (code === 44) {
        this.#at++
        this.#flowSpace()
      } else if (code !== closing) this.#fail()
    }
    this.#at++
    const end = this.#at
    return isList ? { kind: 'list', items, start, end } : { kind: 'table', entries, start, end }
  }

  #flowValue(depth: number): Tree {
    const code = this.#text.charCodeAt(this.#at)
    if (code === 91 || code === 123) return this.#flow(depth + 1)
    if (code === 34 || code === 39) return this.#quoted(code)
    return this.#plain(true)
  }

  #flowSpace(): void {
    while (this.#text.charCodeAt(this.#at) === space) this.#at++
    const code = this.#text.charCodeAt(this.#at)
    if (endsLine(code) || code === hash) this.#fail()
  }
}

function emptyAt(offset: number): Scalar {
  return { kind: 'scalar', value: null, text: '', start: offset, end: offset }
}

function isKeyCode(code: number): boolean {
  if (code >= 97 && code <= 122) return true
  if (code >= 48 && code <= 57) return true
  if (code >= 65 && code <= 90) return true
  return code === dash || code === 95 || code === 46 || (code >= 0xc0 && code < 0x2000)
}

/** Whether a line ends here; the code of what lies beyond the text is NaN. */
function endsLine(code: number): boolean {
  return code === newline || code === carriageReturn || Number.isNaN(code)
}

/** Whether what follows a dash or colon makes it an indicator. */
function endsMark(after: number): boolean {
  return after === space || endsLine(after)
}

/** Indicators cannot start a plain scalar; `-` can where a character of a text follows it. */
function canStartPlain(code: number, next: number): boolean {
  if (code === dash) return !endsMark(next) && !',[]{}'.includes(String.fromCharCode(next))
  return !'&*!|>%@`"\'#,[]{}?:'.includes(String.fromCharCode(code)) && !Number.isNaN(code)
}
