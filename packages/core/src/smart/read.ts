import { timeUnitOf } from '../quantity/unit-word.ts'
import type { Facts } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import type { Day } from '../time/day.ts'
import { type AmountHere, amountAt } from './amount.ts'
import { cadenceOf, cadenceOfAdverb } from './cadence.ts'
import { boundAt } from './compare.ts'
import { type Due, dueAt } from './due.ts'
import { lex, type Word } from './lex.ts'
import { measureAt, type NamedMeasure } from './measure.ts'
import type { Parts, SentenceContext } from './parts.ts'
import type { Role, Sentence, Token, Unclear } from './sentence.ts'
import { settle } from './settle.ts'
import { isFiller, verbOf } from './verbs.ts'

/**
 * Reads a target sentence of the rules S1 to S31. Never throws: what was not understood is a token of
 * that role, and what has two readings is listed in `unclear`, with none of them taken.
 */
export function readSentence(text: string, context: SentenceContext): Sentence {
  const reader = new Reader(text, context)
  reader.readOpening()
  reader.readRest()
  return settle(text, reader.tokens(), reader.parts, context)
}

type AmountSlot = 'bare' | 'by' | 'from' | 'to'

class Reader {
  readonly parts: Parts = { unclear: [] }
  readonly #text: string
  readonly #words: readonly Word[]
  readonly #roles: (Role | undefined)[]
  readonly #context: SentenceContext
  #at = 0
  #open: number | undefined
  #named: NamedMeasure | undefined
  /** A year such as "by 2030" that may be an amount as well, until the rest of the sentence is known. */
  #year: { readonly at: number; readonly due: Due; readonly amount: AmountHere } | undefined

  constructor(text: string, context: SentenceContext) {
    this.#text = text
    this.#words = lex(text)
    this.#roles = this.#words.map(() => undefined)
    this.#context = context
  }

  tokens(): Token[] {
    return this.#words.map((word, index) => ({
      text: word.text,
      span: this.#span(index, 1),
      role: this.#roles[index] ?? 'not-understood',
    }))
  }

  /** Words such as "we will", a due day, and the verb. */
  readOpening(): void {
    while (this.#at < this.#words.length) {
      const word = this.#words[this.#at] as Word
      const meaning = verbOf(word.key)
      if (meaning !== undefined) {
        this.parts.verb = { ...meaning, word }
        this.#take('verb', 1)
        return
      }
      if (this.#readDue()) continue
      if (!isFiller(word.key)) return
      this.#take('filler', 1)
    }
  }

  readRest(): void {
    while (this.#at < this.#words.length) {
      if (this.#readNamed()) continue
      const isPart =
        this.#readCadence() ||
        this.#readYear() ||
        this.#readDue() ||
        this.#readAmounts() ||
        this.#readBounds()
      if (isPart) this.#closeMeasure()
      else this.#readWord()
    }
    this.#closeMeasure()
    this.#settleYear()
  }

  #readNamed(): boolean {
    if (this.parts.measure !== undefined || this.#open !== undefined) return false
    const here = measureAt(this.#words, this.#at, this.#context.measures ?? [])
    if (here === undefined) return false
    this.#open = this.#at
    this.#named = here.measure
    this.#take('measure', here.count)
    this.#closeMeasure()
    return true
  }

  #readCadence(): boolean {
    const key = this.#key(0)
    const isEach = key === 'each' || key === 'every'
    const isPer = key === 'per' && (this.parts.bare !== undefined || this.parts.to !== undefined)
    const each = isEach || isPer ? cadenceOf(this.#key(1)) : cadenceOfAdverb(key)
    const isMeasureWord = !isEach && !isPer && this.#open === undefined && this.parts.measure === undefined
    if (each === undefined || isMeasureWord || this.parts.each !== undefined) return false
    this.parts.each = each
    this.#take('cadence', isEach || isPer ? 2 : 1)
    return true
  }

  /** "by 2030" waits: it is a year only if the sentence has its amount elsewhere. */
  #readYear(): boolean {
    if (this.#key(0) !== 'by' || !/^(?:19|20)\d\d$/.test(this.#key(1)) || this.#year !== undefined)
      return false
    const { calendar, today } = this.#context
    const here = dueAt(this.#words, this.#at, calendar, today)
    const amount = this.#amount(1)
    if (here === undefined || 'unclear' in here || here.count !== 2 || amount?.count !== 1) return false
    this.#year = { at: this.#at, due: this.#due(here.day, here.reading, this.#at, 2), amount }
    this.#at += 2
    return true
  }

  #settleYear(): void {
    if (this.#year === undefined) return
    const { parts } = this
    const { at, due, amount } = this.#year
    const hasAmount =
      Boolean(parts.bare ?? parts.by ?? parts.to ?? parts.bounds) || parts.verb?.factor !== undefined
    if (hasAmount && parts.due === undefined) parts.due = due
    else if (!hasAmount && parts.due !== undefined) parts.by = amount
    else {
      this.#unclear(hasAmount ? 'smart-two-dues' : 'smart-year-or-amount', at, 2, { text: due.text })
      return
    }
    this.#roles.fill(hasAmount ? 'due' : 'amount', at, at + 2)
  }

  #readDue(): boolean {
    const { calendar, today } = this.#context
    const here = dueAt(this.#words, this.#at, calendar, today)
    if (here === undefined) return false
    const at = this.#at
    if ('unclear' in here) {
      this.#unclear(here.unclear, at, here.count, { text: this.#slice(at, here.count) })
      this.#take('not-understood', here.count)
    } else if (this.parts.due !== undefined) {
      this.#unclear('smart-two-dues', at, here.count, { text: this.#slice(at, here.count) })
      this.#take('not-understood', here.count)
    } else {
      this.parts.due = this.#due(here.day, here.reading, at, here.count)
      this.#take('due', here.count)
    }
    return true
  }

  #readAmounts(): boolean {
    const key = this.#key(0)
    if (key === 'from' || key === 'by' || key === 'to') {
      const amount = this.#amount(1)
      const role = key === 'by' ? 'amount' : key
      return amount !== undefined && this.#keep(key, amount, role, amount.count + 1)
    }
    const amount = this.#amount(0)
    if (amount === undefined) return false
    const more = moreOf(this.#key(amount.count))
    if (more !== undefined && this.parts.bare === undefined) this.parts.more = more
    return this.#keep('bare', amount, 'amount', amount.count + (more === undefined ? 0 : 1))
  }

  #keep(slot: AmountSlot, amount: AmountHere, role: Role, count: number): boolean {
    if (this.parts[slot] === undefined) {
      this.parts[slot] = amount
      this.#take(role, count)
    } else {
      this.#unclear('smart-two-amounts', this.#at, count, { text: this.#slice(this.#at, count) })
      this.#take('not-understood', count)
    }
    return true
  }

  #readBounds(): boolean {
    const here = boundAt(this.#words, this.#at, (index) => this.#amount(index - this.#at))
    if (here === undefined) return false
    if (this.parts.bounds !== undefined) {
      this.#unclear('smart-two-amounts', this.#at, here.count, { text: this.#slice(this.#at, here.count) })
      this.#take('not-understood', here.count)
      return true
    }
    this.parts.bounds = here.bound
    this.#take('amount', here.count)
    return true
  }

  #readWord(): void {
    const key = this.#key(0)
    const isReason = key === 'by' && this.#key(1).endsWith('ing')
    if (isReason) this.#closeMeasure()
    if (this.#open !== undefined) this.#take('measure', 1)
    else if (isFiller(key)) this.#take('filler', 1)
    else if (this.parts.measure !== undefined || isReason) this.#take('not-understood', 1)
    else {
      this.#open = this.#at
      this.#take('measure', 1)
    }
  }

  /** Ends the phrase of the measure; words such as "of" at its end were not part of it. */
  #closeMeasure(): void {
    const start = this.#open
    if (start === undefined) return
    this.#open = undefined
    let end = start
    while (this.#roles[end] === 'measure') end += 1
    while (end > start + 1 && isFiller(this.#words[end - 1]?.key ?? '')) {
      end -= 1
      this.#roles[end] = 'filler'
    }
    const measure = { text: this.#slice(start, end - start), span: this.#span(start, end - start) }
    this.parts.measure = this.#named === undefined ? measure : { ...measure, named: this.#named }
  }

  #amount(offset: number): AmountHere | undefined {
    const { measure } = this.parts
    const isKnown = measure !== undefined || this.#open !== undefined
    const lastWord = measure?.text.split(/\s+/).at(-1) ?? this.#words[this.#at - 1]?.text ?? ''
    const { unit = '' } = this.#context
    return amountAt(this.#text, this.#words, this.#at + offset, (word) => {
      if (timeUnitOf(word.toLowerCase()) !== undefined || /^(?:\p{Sc}|[A-Z]{3})$/u.test(word)) return true
      return isKnown && (isSameWord(word, unit) || isSameWord(word, lastWord))
    })
  }

  #due(day: Day, reading: Due['reading'], at: number, count: number): Due {
    return { day, date: this.#context.calendar.printDay(day), reading, text: this.#slice(at, count) }
  }

  #key(offset: number): string {
    return this.#words[this.#at + offset]?.key ?? ''
  }

  #take(role: Role, count: number): void {
    this.#roles.fill(role, this.#at, this.#at + count)
    this.#at += count
  }

  #unclear(code: Unclear['code'], at: number, count: number, facts: Facts): void {
    this.parts.unclear.push({ code, span: this.#span(at, count), facts })
  }

  #slice(at: number, count: number): string {
    return this.#text.slice(this.#words[at]?.start, this.#words[at + count - 1]?.end)
  }

  #span(at: number, count: number): Span {
    const { file = '', start = 0 } = this.#context.at ?? {}
    const [first, last] = [this.#words[at], this.#words[at + count - 1]]
    return { file, start: start + (first?.start ?? 0), end: start + (last?.end ?? 0) }
  }
}

function moreOf(key: string): 1 | -1 | undefined {
  if (key === 'more' || key === 'additional' || key === 'extra') return 1
  return key === 'fewer' || key === 'less' ? -1 : undefined
}

function isSameWord(a: string, b: string): boolean {
  const stem = (word: string) => word.toLowerCase().replace(/s$/, '')
  return b !== '' && stem(a) === stem(b)
}
