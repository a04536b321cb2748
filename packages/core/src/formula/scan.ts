export type TokenKind = 'number' | 'name' | 'symbol' | 'end' | 'unknown'

/** A word of a formula; offsets are in the formula's own text. */
export type Token = {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
}

const letterPattern = /[\p{L}_]/u
const partPattern = /[\p{L}\p{N}_]/u
const blankPattern = /\s/u
const number = /[0-9]+(?:_[0-9]+)*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?%?/y

const letter = 1
const digit = 2
const blank = 4
const symbol = 8
const ascii = Uint8Array.from({ length: 128 }, (_, code) => {
  const text = String.fromCharCode(code)
  if (letterPattern.test(text)) return letter
  if (text >= '0' && text <= '9') return digit
  if (blankPattern.test(text)) return blank
  return '-+*/()<>=,!'.includes(text) ? symbol : 0
})

/**
 * Cuts a formula into words, one at a time: `kind`, `text`, `start` and `end` tell of the current one.
 * A hyphen inside a word belongs to the word: `new-clients` is one name.
 */
export class Scanner implements Token {
  kind: TokenKind = 'end'
  text = ''
  start = 0
  end = 0
  readonly #source: string

  constructor(source: string) {
    this.#source = source
    this.next()
  }

  next(): void {
    const source = this.#source
    const start = this.#skip(this.end)
    this.start = start
    if (start >= source.length) {
      this.#set('end', start)
      return
    }
    const code = source.charCodeAt(start)
    const sort =
      code < 128 ? (ascii[code] as number) : letterPattern.test(pointAt(source, start)) ? letter : 0
    if (sort === letter) this.#set('name', this.#endOfName(start))
    else if (sort === digit) this.#set('number', this.#endOfNumber(start))
    else if (sort === symbol) this.#setSymbol(code, start)
    else this.#set('unknown', start + pointAt(source, start).length)
  }

  #set(kind: TokenKind, end: number): void {
    this.kind = kind
    this.end = end
    this.text = this.#source.slice(this.start, end)
  }

  #setSymbol(code: number, start: number): void {
    const isFollowedByEquals = this.#source.charCodeAt(start + 1) === 0x3d
    // <= >= !=
    const isPair = isFollowedByEquals && (code === 0x3c || code === 0x3e || code === 0x21)
    const isLoneBang = code === 0x21 && !isPair
    this.#set(isLoneBang ? 'unknown' : 'symbol', start + (isPair ? 2 : 1))
  }

  /** Passes blanks and comments. */
  #skip(at: number): number {
    const source = this.#source
    while (at < source.length) {
      const code = source.charCodeAt(at)
      if (code === 0x23) {
        const line = source.indexOf('\n', at)
        at = line < 0 ? source.length : line
      } else if (code < 128 ? ascii[code] === blank : blankPattern.test(source[at] as string)) at++
      else break
    }
    return at
  }

  #endOfName(at: number): number {
    const source = this.#source
    for (;;) {
      const length = partLength(source, at)
      if (length > 0) at += length
      else if (source.charCodeAt(at) === 0x2d && partLength(source, at + 1) > 0) at++
      else return at
    }
  }

  #endOfNumber(start: number): number {
    number.lastIndex = start
    number.test(this.#source)
    return number.lastIndex
  }
}

/** How many code units the character there takes if it may stand inside a name, else 0. */
function partLength(source: string, at: number): number {
  if (at >= source.length) return 0
  const code = source.charCodeAt(at)
  if (code < 128) return ((ascii[code] as number) & (letter | digit)) !== 0 ? 1 : 0
  const point = pointAt(source, at)
  return partPattern.test(point) ? point.length : 0
}

function pointAt(source: string, at: number): string {
  return String.fromCodePoint(source.codePointAt(at) as number)
}
