import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import { nearest } from '../text/nearest.ts'
import type { BinaryOp, Formula, FunctionName } from './ast.ts'
import { signatures } from './ast.ts'
import type { Token } from './scan.ts'
import { scan } from './scan.ts'

const words = {
  'formula-syntax': 'Expected {wanted} here, found {found}.',
  'formula-too-deep': 'The formula nests deeper than {limit} levels. Split it into measures.',
  'formula-too-large': 'The formula has more than {limit} {what}. Split it into measures.',
  'chain-too-long': 'More than {limit} operators in a row. Write sum(a, b, …) instead.',
  'unknown-function': 'There is no function "{name}"{hint}. Functions: {known}.',
  'wrong-arguments': '{name} is written {usage}.',
  'comparison-chained': 'Comparisons cannot be chained: write a < b and b < c.',
}
const diagnose = diagnoser(words)

export const formulaLimits = { depth: 64, chain: 500, nodes: 10_000, characters: 65_536 }

export type FormulaReading = {
  readonly formula: Formula | undefined
  readonly diagnostics: readonly Diagnostic[]
}

/** Where a formula stands: its file, and the offset of its first character there. */
export type FormulaPlace = { readonly file: string; readonly offset: number }

/** Reads a formula. One fault at most is told: what follows a fault cannot be trusted. */
export function parseFormula(text: string, place: FormulaPlace): FormulaReading {
  if (text.length > formulaLimits.characters) {
    const span = { file: place.file, start: place.offset, end: place.offset + 1 }
    const facts = { limit: formulaLimits.characters, what: 'characters' }
    return { formula: undefined, diagnostics: [diagnose('formula-too-large', 'error', span, facts)] }
  }
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

const comparisons = new Set(['<', '<=', '>', '>=', '=', '!='])

class Parser {
  readonly #tokens: Generator<Token>
  readonly #place: FormulaPlace
  #token: Token
  #depth = 0
  #nodes = 0

  constructor(text: string, place: FormulaPlace) {
    this.#tokens = scan(text)
    this.#place = place
    this.#token = this.#tokens.next().value as Token
  }

  formula(): Formula {
    const formula = this.#or()
    if (this.#token.kind !== 'end') this.#expected('an operator or the end')
    return formula
  }

  #span(start: number, end: number) {
    const { file, offset } = this.#place
    return { file, start: offset + start, end: offset + Math.max(end, start + 1) }
  }

  #fail(code: keyof typeof words, facts: Record<string, string | number>, token = this.#token): never {
    throw new Fault(diagnose(code, 'error', this.#span(token.start, token.end), facts))
  }

  #expected(wanted: string): never {
    const found = this.#token.kind === 'end' ? 'the end of the formula' : `"${this.#token.text}"`
    this.#fail('formula-syntax', { wanted, found })
  }

  #next(): Token {
    const token = this.#token
    if (token.kind !== 'end') this.#token = this.#tokens.next().value as Token
    return token
  }

  #is(text: string): boolean {
    return this.#token.text === text && (this.#token.kind === 'symbol' || this.#token.kind === 'name')
  }

  #take(text: string): void {
    if (!this.#is(text)) this.#expected(`"${text}"`)
    this.#next()
  }

  #count<F extends Formula>(node: F): F {
    if (++this.#nodes > formulaLimits.nodes) {
      this.#fail('formula-too-large', { limit: formulaLimits.nodes, what: 'parts' })
    }
    return node
  }

  #deeper<T>(read: () => T): T {
    if (++this.#depth > formulaLimits.depth) this.#fail('formula-too-deep', { limit: formulaLimits.depth })
    const result = read()
    this.#depth--
    return result
  }

  #binary(op: BinaryOp, left: Formula, right: Formula): Formula {
    const span = { file: left.span.file, start: left.span.start, end: right.span.end }
    return this.#count({ kind: 'binary', op, left, right, span })
  }

  /** A chain of operators leans left and is as deep as it is long, so its length is limited too. */
  #chain(operators: readonly string[], operand: () => Formula): Formula {
    let left = operand()
    for (let length = 1; operators.some((operator) => this.#is(operator)); length++) {
      if (length > formulaLimits.chain) this.#fail('chain-too-long', { limit: formulaLimits.chain })
      const op = this.#next().text as BinaryOp
      left = this.#binary(op, left, operand())
    }
    return left
  }

  #or(): Formula {
    return this.#chain(['or'], () => this.#and())
  }

  #and(): Formula {
    return this.#chain(['and'], () => this.#not())
  }

  #not(): Formula {
    if (!this.#is('not')) return this.#comparison()
    const { start } = this.#next()
    const operand = this.#deeper(() => this.#not())
    const span = { ...operand.span, start: this.#place.offset + start }
    return this.#count({ kind: 'unary', op: 'not', operand, span })
  }

  #comparison(): Formula {
    const left = this.#sum()
    if (!comparisons.has(this.#token.text)) return left
    const op = this.#next().text as BinaryOp
    const compared = this.#binary(op, left, this.#sum())
    if (comparisons.has(this.#token.text)) this.#fail('comparison-chained', {})
    return compared
  }

  #sum(): Formula {
    return this.#chain(['+', '-'], () => this.#product())
  }

  #product(): Formula {
    return this.#chain(['*', '/'], () => this.#sign())
  }

  #sign(): Formula {
    if (!this.#is('-')) return this.#atom()
    const { start } = this.#next()
    const operand = this.#deeper(() => this.#sign())
    const span = { ...operand.span, start: this.#place.offset + start }
    return this.#count({ kind: 'unary', op: '-', operand, span })
  }

  #atom(): Formula {
    const token = this.#token
    if (token.kind === 'number') return this.#number()
    if (this.#is('(')) {
      this.#next()
      const inner = this.#deeper(() => this.#or())
      this.#take(')')
      return inner
    }
    if (token.kind !== 'name' || ['and', 'or', 'not'].includes(token.text))
      this.#expected('a number, a measure or "("')
    this.#next()
    if (this.#is('(')) return this.#call(token)
    return this.#count({ kind: 'measure', id: token.text, span: this.#span(token.start, token.end) })
  }

  #number(): Formula {
    const token = this.#next()
    const isPercent = token.text.endsWith('%')
    const written = Number(token.text.replaceAll('_', '').replace('%', ''))
    if (!Number.isFinite(written))
      this.#fail('formula-syntax', { wanted: 'a finite number', found: token.text }, token)
    const value = isPercent ? written / 100 : written
    return this.#count({ kind: 'number', value, isPercent, span: this.#span(token.start, token.end) })
  }

  #call(name: Token): Formula {
    const signature = signatures.get(name.text)
    if (!signature) {
      const meant = nearest(name.text, signatures.keys())
      const hint = meant ? `; did you mean "${meant}"?` : ''
      this.#fail(
        'unknown-function',
        { name: name.text, hint, known: [...signatures.keys()].join(', ') },
        name,
      )
    }
    this.#next()
    const wrong = () => this.#fail('wrong-arguments', { name: name.text, usage: signature.usage }, name)
    const args: Formula[] = []
    let count = name.text === 'round' ? 0 : 1
    let isYear = false
    let currency = ''
    let hasExtra = false
    while (!this.#is(')')) {
      if (args.length === signature.most && signature.extra) {
        const extra = this.#next()
        hasExtra = true
        if (signature.extra.startsWith('count')) count = wholeNumber(extra, name.text) ?? wrong()
        else if (signature.extra === 'year?') isYear = extra.text === 'year' || wrong()
        else if (/^[A-Z]{3}$/.test(extra.text)) currency = extra.text
        else wrong()
        if (!this.#is(')')) wrong()
      } else {
        args.push(this.#deeper(() => this.#or()))
        if (args.length > signature.most) wrong()
        if (this.#is(',')) {
          this.#next()
          if (this.#is(')')) this.#expected('an argument')
        } else if (!this.#is(')')) this.#expected('"," or ")"')
      }
    }
    const end = this.#next().end
    const needsExtra = signature.extra === 'count' || signature.extra === 'currency'
    if (args.length < signature.least || (needsExtra && !hasExtra)) wrong()
    const span = this.#span(name.start, end)
    return this.#count({ kind: 'call', name: name.text as FunctionName, args, count, isYear, currency, span })
  }
}

/** `lag` and `rolling` take 1 to 400 periods, `round` 0 to 12 digits. */
function wholeNumber(token: Token, name: string): number | undefined {
  if (token.kind !== 'number' || !/^[0-9]+$/.test(token.text)) return undefined
  const number = Number(token.text)
  if (name === 'round') return number <= 12 ? number : undefined
  return number >= 1 && number <= 400 ? number : undefined
}
