/** A word of a formula; offsets are in the formula's own text. */
export type Token = {
  readonly kind: 'number' | 'name' | 'symbol' | 'end' | 'unknown'
  readonly text: string
  readonly start: number
  readonly end: number
}

const name = /[\p{L}_][\p{L}\p{N}_]*(?:-[\p{L}\p{N}_]+)*/uy
const number = /[0-9][0-9_]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?%?/y
const symbol = /<=|>=|!=|[-+*/()<>=,]/y
const blank = /(?:\s|#[^\n]*)+/y

/** Cuts a formula into words. A hyphen inside a word belongs to the word: `new-clients` is one name. */
export function* scan(text: string): Generator<Token> {
  let at = 0
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at
    return pattern.exec(text)?.[0]
  }
  while (at < text.length) {
    const space = match(blank)
    if (space !== undefined) {
      at += space.length
      continue
    }
    const start = at
    const found =
      tokenOf('name', match(name)) ?? tokenOf('number', match(number)) ?? tokenOf('symbol', match(symbol))
    const token = found ?? {
      kind: 'unknown' as const,
      text: String.fromCodePoint(text.codePointAt(at) as number),
    }
    at += token.text.length
    yield { ...token, start, end: at }
  }
  yield { kind: 'end', text: '', start: text.length, end: text.length }
}

function tokenOf(kind: 'name' | 'number' | 'symbol', text: string | undefined) {
  return text === undefined ? undefined : { kind, text }
}
