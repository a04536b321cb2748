import type { Diagnostic, Facts, Fix } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { BinaryOp, Formula, FunctionName, Signature } from './ast.ts'
import { isComparison, signatures, tightness } from './ast.ts'
import type { Token } from './scan.ts'
import { Scanner } from './scan.ts'

const words = {
  'formula-syntax': 'Expected {wanted} here, found {found}.',
  'formula-character': '"{found}" is not part of the formula language. Write {instead}.',
  'formula-too-deep': 'The formula nests deeper than {limit} levels. Split it into several measures.',
  'formula-too-large': 'The formula has more than {limit} {what}. Split it into several measures.',
  'formula-too-costly':
    'Each period would read more than {limit} values, because windows such as rolling(…) are nested. Give the inner one a measure of its own.',
  'chain-too-long':
    'More than {limit} operators build on one another. Write sum(a, b, …) instead of a + b + ….',
  'unknown-function': 'There is no function "{name}".{hint} The functions are {known}.',
  'wrong-arguments': '{name} is written {usage}.',
  'comparison-chained': 'Comparisons cannot be chained. Write a < b and b < c.',
}
const diagnose = diagnoser(words)

/** `height` bounds recursion over a formula, `reads` the cells that one period of it looks at. */
export const formulaLimits = { depth: 64, height: 1000, nodes: 10_000, characters: 65_536, reads: 100_000 }

export type FormulaReading = {
  readonly formula: Formula | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Where a formula stands: its file, and the offset of its first character there. */
export type FormulaPlace = { readonly file: string; readonly offset: number }

/** Reads a formula. At most one fault is told: what follows a fault cannot be trusted. */
export function parseFormula(text: string, place: FormulaPlace): FormulaReading {
  try {
    return { formula: new Parser(text, place).formula(), diagnostics: [] }
  } catch (fault) {
    if (fault instanceof Fault) return { formula: undefined, diagnostics: [fault.diagnostic] }
    throw fault
  }
}

class Fault {
  readonly diagnostic: Diagnostic
  constructor(diagnostic: Diagnostic) {
    this.diagnostic = diagnostic
  }
}

type Extras = { count: number; isYear: boolean; currency: string }

class Parser {
  readonly #token: Scanner
  readonly #place: FormulaPlace
  /** Where the last word taken ended. */
  #end = 0
  #depth = 0
  #nodes = 0
  /** Of the part read last: how high its tree is, and how many cells one period of it reads. */
  #height = 0
  #reads = 0

  constructor(text: string, place: FormulaPlace) {
    this.#token = new Scanner(text)
    this.#place = place
  }

  formula(): Formula {
    const formula = this.#expression(0)
    if (this.#token.kind !== 'end') this.#expected('an operator or the end of the formula')
    return formula
  }

  #span(start: number, end: number) {
    const { file, offset } = this.#place
    return Object.freeze({ file, start: offset + start, end: offset + end })
  }

  #fail(
    code: keyof typeof words,
    facts: Facts,
    at: Pick<Token, 'start' | 'end'> = this.#token,
    fix?: Fix,
  ): never {
    const span = this.#span(at.start, Math.max(at.end, at.start + 1))
    throw new Fault(diagnose(code, 'error', span, facts, fix ? { fix } : {}))
  }

  #expected(wanted: string): never {
    const { kind, text, start, end } = this.#token
    const instead = instructions.get(text)
    if (instead !== undefined) {
      const edits = [{ span: this.#span(start, end), text: instead }]
      this.#fail('formula-character', { found: text, instead }, this.#token, {
        title: `Write ${instead}`,
        edits,
      })
    }
    const found =
      kind === 'end' ? 'the end of the formula' : `"${text.length > 40 ? `${text.slice(0, 40)}…` : text}"`
    this.#fail('formula-syntax', { wanted, found })
  }

  #next(): void {
    this.#end = this.#token.end
    this.#token.next()
    if (this.#token.end > formulaLimits.characters) {
      this.#fail('formula-too-large', { limit: formulaLimits.characters, what: 'characters' })
    }
  }

  #is(text: string): boolean {
    return this.#token.text === text
  }

  #take(text: string): void {
    if (!this.#is(text)) this.#expected(`"${text}"`)
    this.#next()
  }

  /** Every part passes here once it is read. */
  #made<F extends Formula>(node: F, height: number, reads: number): F {
    if (++this.#nodes > formulaLimits.nodes) {
      this.#fail('formula-too-large', { limit: formulaLimits.nodes, what: 'parts' })
    }
    if (height > formulaLimits.height) this.#fail('chain-too-long', { limit: formulaLimits.height })
    if (reads > formulaLimits.reads) {
      const { start, end } = node.span
      const { offset } = this.#place
      this.#fail(
        'formula-too-costly',
        { limit: formulaLimits.reads },
        { start: start - offset, end: end - offset },
      )
    }
    this.#height = height
    this.#reads = reads
    return Object.freeze(node)
  }

  /** Reads one level further in. */
  #inner(least: number): Formula {
    if (++this.#depth > formulaLimits.depth) this.#fail('formula-too-deep', { limit: formulaLimits.depth })
    const formula = this.#expression(least)
    this.#depth--
    return formula
  }

  /** Reads operators that bind at least so tightly, and what they join. */
  #expression(least: number): Formula {
    const { start } = this.#token
    let left = this.#prefix(least)
    for (;;) {
      const op = this.#operator()
      if (op === undefined || tightness[op] < least) return left
      const height = this.#height
      const reads = this.#reads
      this.#next()
      const right = this.#expression(tightness[op] + 1)
      const span = this.#span(start, this.#end)
      const node = { kind: 'binary', op, left, right, span } as const
      left = this.#made(node, 1 + Math.max(height, this.#height), reads + this.#reads)
      const following = isComparison(op) ? this.#operator() : undefined
      if (following !== undefined && isComparison(following)) this.#fail('comparison-chained', {})
    }
  }

  #operator(): BinaryOp | undefined {
    const { kind, text } = this.#token
    return (kind === 'symbol' || kind === 'name') && operators.has(text) ? (text as BinaryOp) : undefined
  }

  #prefix(least: number): Formula {
    const { start } = this.#token
    if (this.#is('-')) {
      this.#next()
      return this.#unary('-', start, this.#inner(tightness.negative))
    }
    if (this.#is('not') && least <= tightness.not) {
      this.#next()
      return this.#unary('not', start, this.#inner(tightness.not))
    }
    if (this.#is('(')) {
      this.#next()
      const inner = this.#inner(0)
      this.#take(')')
      return inner
    }
    return this.#atom()
  }

  #unary(op: '-' | 'not', start: number, operand: Formula): Formula {
    const span = this.#span(start, this.#end)
    return this.#made({ kind: 'unary', op, operand, span }, 1 + this.#height, this.#reads)
  }

  #atom(): Formula {
    const { kind, text, start, end } = this.#token
    if (kind === 'number') return this.#number()
    if (kind !== 'name' || text === 'and' || text === 'or' || text === 'not') {
      this.#expected('a number, a measure, a function or "("')
    }
    this.#next()
    if (this.#is('(')) return this.#call(text, start, end)
    return this.#made({ kind: 'measure', id: text, span: this.#span(start, end) }, 1, 1)
  }

  #number(): Formula {
    const { text, start, end } = this.#token
    const isPercent = text.endsWith('%')
    const written = Number((isPercent ? text.slice(0, -1) : text).replaceAll('_', ''))
    if (!Number.isFinite(written)) this.#expected('a number below 1.8e308')
    this.#next()
    const value = isPercent ? written / 100 : written
    return this.#made({ kind: 'number', value, isPercent, span: this.#span(start, end) }, 1, 1)
  }

  #call(name: string, start: number, end: number): Formula {
    const signature = signatures.get(name) ?? this.#unknown(name, { start, end })
    this.#take('(')
    const args: Formula[] = []
    const extras: Extras = { count: name === 'round' ? 0 : 1, isYear: false, currency: '' }
    let hasExtra = false
    let height = 0
    let reads = 0
    while (!this.#is(')')) {
      if (hasExtra) this.#wrong(name, signature)
      if (args.length < signature.most) {
        args.push(this.#inner(0))
        height = Math.max(height, this.#height)
        reads += this.#reads
      } else {
        this.#extra(name, signature, extras)
        hasExtra = true
      }
      if (this.#is(')')) break
      if (!this.#is(',')) this.#expected('"," or ")"')
      this.#next()
      if (this.#is(')')) this.#expected('an argument')
    }
    const needsExtra = signature.extra === 'count' || signature.extra === 'currency'
    if (args.length < signature.least || (needsExtra && !hasExtra))
      this.#wrong(name, signature, { start, end })
    this.#next()
    const span = this.#span(start, this.#end)
    const node = {
      kind: 'call',
      name: name as FunctionName,
      args: Object.freeze(args),
      ...extras,
      span,
    } as const
    return this.#made(node, 1 + height, 1 + reads * windowOf(name, extras.count))
  }

  #unknown(name: string, at: Pick<Token, 'start' | 'end'>): never {
    const meant = nearest(name, signatures.keys())
    const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`
    const known = [...signatures.keys()].join(', ')
    this.#fail('unknown-function', { name: name.slice(0, 40), hint, known }, at)
  }

  #wrong(name: string, { usage }: Signature, at: Pick<Token, 'start' | 'end'> = this.#token): never {
    this.#fail('wrong-arguments', { name, usage }, at)
  }

  #extra(name: string, signature: Signature, extras: Extras): void {
    const { kind, text } = this.#token
    const wrong = () => this.#wrong(name, signature)
    if (signature.extra === 'year?') extras.isYear = text === 'year' || wrong()
    else if (signature.extra === 'currency') extras.currency = /^[A-Z]{3}$/.test(text) ? text : wrong()
    else if (signature.extra === undefined || kind !== 'number') wrong()
    else extras.count = countIn(text, name) ?? wrong()
    this.#next()
  }
}

const operators: ReadonlySet<string> = new Set(
  Object.keys(tightness).filter((word) => word !== 'not' && word !== 'negative'),
)

/** What people write in other places, and its word here. */
const instructions: ReadonlyMap<string, string> = new Map([
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['\u2212', '-'],
  ['–', '-'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['&', 'and'],
  ['|', 'or'],
  ['!', 'not'],
  [';', ','],
])

/** `lag` and `rolling` take 1 to 400 periods, `round` 0 to 12 digits. */
function countIn(text: string, name: string): number | undefined {
  if (!/^[0-9]{1,3}$/.test(text)) return undefined
  const count = Number(text)
  const isRight = name === 'round' ? count <= 12 : count >= 1 && count <= 400
  return isRight ? count : undefined
}

/** In how many periods a function reads its argument; a year to date counts as the weeks of a year. */
function windowOf(name: string, count: number): number {
  if (name === 'rolling') return count
  if (name === 'ytd') return 53
  return name === 'delta' || name === 'growth' ? 2 : 1
}
