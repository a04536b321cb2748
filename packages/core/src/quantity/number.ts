import { type Facts, fill } from '../text/diagnostic.ts'

/** What each refusal of a written number says. */
export const numberWords = {
  'number-not-read': '"{text}" is no number.',
  'number-grouping':
    '"{text}" is no number: its digits are not grouped as one. The mark before decimals is {decimal} here.',
  'number-ambiguous':
    '"{text}" may be {asPoint} or {asComma}. Say which mark stands before decimals, the point or the comma.',
  'number-range': '"{text}" is a range from {low} to {high}, not one number.',
  'number-not-finite': '"{text}" is no finite number.',
  'number-out-of-range': '"{text}" is too large or too small to be kept.',
  'number-too-precise': '"{text}" has more digits than can be kept exactly.',
  'number-scale-unclear':
    '"{scale}" in "{text}" may mean a million or a unit. Write "{hint}" or the unit in full.',
  'number-words-after': '"{rest}" after the number in "{text}" is not one unit.',
} as const

export type NumberCode = keyof typeof numberWords

/** Which mark stands before decimals; with `either`, a text that both readings allow is refused. */
export type NumberStyle = { readonly decimal?: '.' | ',' | 'either' }

/** A number as written: 85.7 % is 85.7 with the unit `%`. `scale` is the factor of a word such as `Mio`, multiplied in. */
export type WrittenNumber = { readonly value: number; readonly unit?: string; readonly scale?: number }
export type NotObserved = { readonly missing: 'not-observed'; readonly text: string }
export type NumberFault = { readonly fault: NumberCode; readonly facts: Facts }
export type NumberReading = WrittenNumber | NotObserved | NumberFault

/** Says why a text was refused. */
export function explainNumber(fault: NumberFault): string {
  return fill(numberWords[fault.fault], fault.facts)
}

/**
 * Reads a number as people write it: grouped digits, a currency sign or code before or after, `%`, a scale word, one
 * unit word, accounting parentheses, a true minus. The value is the double nearest to the decimal written. What could
 * mean two things is refused. Without a style the point stands before decimals.
 */
export function readNumber(text: string, style: NumberStyle = {}): NumberReading {
  const trimmed = text.trim()
  if (notObserved.has(trimmed.toLowerCase())) return { missing: 'not-observed', text }
  const read = (decimal: '.' | ',') => readIn(trimmed, decimal)
  if (style.decimal !== 'either') return read(style.decimal ?? '.')
  const asPoint = read('.')
  const asComma = read(',')
  if ('fault' in asPoint && 'fault' in asComma) return faultOfBoth(asPoint)
  if ('fault' in asPoint) return asComma
  if ('fault' in asComma || asPoint.value === asComma.value) return asPoint
  const facts = { text: trimmed, asPoint: asPoint.value, asComma: asComma.value }
  return { fault: 'number-ambiguous', facts }
}

function faultOfBoth({ fault, facts }: NumberFault): NumberFault {
  return fault === 'number-grouping' ? { fault, facts: { ...facts, decimal: '. or ,' } } : { fault, facts }
}

const notObserved = new Set(['', 'n/a', 'n.a.', 'na', '#n/a', '-', '–', '—'])

const scales = new Map<string, number>([
  ...named(3, 'k', 'K', 'thousand', 'tsd', 'Tsd', 'Tsd.'),
  ...named(6, 'M', 'mn', 'Mn', 'million', 'millions', 'mio', 'Mio', 'Mio.'),
  ...named(9, 'B', 'bn', 'Bn', 'billion', 'billions', 'mrd', 'Mrd', 'Mrd.'),
  ...named(12, 'tn', 'trillion', 'trillions'),
])

/** Scales only beside a currency sign: alone they are metres, millimetres, bits or tonnes as well. */
const moneyScales = new Map<string, number>([
  ...named(6, 'm', 'mm', 'MM'),
  ...named(9, 'b'),
  ...named(12, 'T'),
])

const currencyCodes = new Set(
  'AUD BRL CAD CHF CLP CNY COP CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW MXN MYR NOK NZD PHP PLN RON SEK SGD THB TRY TWD USD VND ZAR'.split(
    ' ',
  ),
)

/** Whether a text is the ISO 4217 code of one of the currencies known here. */
export function isCurrencyCode(text: string): boolean {
  return currencyCodes.has(text)
}

function named(power: number, ...words: readonly string[]): [string, number][] {
  return words.map((word) => [word, power])
}

/** A currency before the number, the digits with their groups and exponent, and whatever follows. */
const shape = /^(\p{Sc}|[A-Z]{3}(?=[\s\d.]))?\s*([-+\u2212])?(\p{Sc})?\s*([\d.,][\d.,'’\s]*)(.*)$/u
const exponentShape = /^[eE]([-+\u2212]?\d{1,6})(?![\p{L}\d])/u
const rangeShape = /^([\d.,]*\d)\s*(?:[-\u2013\u2014]|\bto\b)\s*(\d[\d.,]*)\s*[%\p{L}]*$/u
const infiniteShape = /^[-+\u2212]?(?:inf(?:inity)?|nan|∞)$/i
const unitShape = /^\p{L}[\p{L}²³°]*(?:[-/.*·]\p{L}[\p{L}²³]*)*\.?$/u

function readIn(text: string, decimal: '.' | ','): WrittenNumber | NumberFault {
  if (infiniteShape.test(text)) return refuse('number-not-finite', { text })
  const range = rangeShape.exec(text)
  if (range !== null)
    return refuse('number-range', { text, low: range[1] as string, high: range[2] as string })
  const { body, negative } = openParentheses(text)
  const parts = shape.exec(body)
  if (parts === null) return refuse('number-not-read', { text })
  const [, before, sign = '', inner, digits = '', after = ''] = parts
  if ((before !== undefined && inner !== undefined) || (negative && sign !== '')) {
    return refuse('number-not-read', { text })
  }
  const plain = plainDigits(digits.trim(), decimal)
  if (plain === undefined) return refuse('number-grouping', { text, decimal })
  const exponent = exponentShape.exec(after)
  const rest = exponent === null ? after.trim() : after.slice(exponent[0].length).trim()
  const tail = readTail(text, digits, rest, before ?? inner)
  if ('fault' in tail) return tail
  const power = Number((exponent?.[1] ?? '0').replace('\u2212', '-')) + tail.power
  const value = Number(`${plain}e${power}`)
  const fault = faultOfValue(value, plain, power)
  if (fault !== undefined) return refuse(fault, { text })
  const { unit } = tail
  const signed = (negative || sign === '-' || sign === '\u2212') && value !== 0 ? -value : value
  return {
    value: signed,
    ...(unit === undefined ? {} : { unit }),
    ...(tail.power === 0 ? {} : { scale: 10 ** tail.power }),
  }
}

function refuse(fault: NumberCode, facts: Facts): NumberFault {
  return { fault, facts }
}

/** `(1,234)` and `$(1,234)` are negative, as accountants write it. */
function openParentheses(text: string): { readonly body: string; readonly negative: boolean } {
  const parts = /^(\p{Sc}?)\s*\(([^()]*)\)\s*(%?)$/u.exec(text)
  if (parts === null) return { body: text, negative: false }
  return { body: `${parts[1]}${parts[2]}${parts[3]}`, negative: true }
}

/** The digits without groups and with a decimal point; undefined where the groups are not those of a number. */
function plainDigits(written: string, decimal: '.' | ','): string | undefined {
  const parts = written.split(decimal)
  const [whole = '', fraction] = parts
  if (parts.length > 2 || (fraction !== undefined && !/^\d*$/.test(fraction))) return undefined
  if (whole === '' && (fraction ?? '') === '') return undefined
  if (whole !== '' && !isWhole(whole, decimal)) return undefined
  return `${whole.replace(/\D/g, '') || '0'}.${fraction || '0'}`
}

/** Groups of three, or of two before the last three as in India; a group never starts a number with 0. */
function isWhole(whole: string, decimal: '.' | ','): boolean {
  if (/^\d+$/.test(whole)) return true
  const mark = /\D/.exec(whole)?.[0]
  if (mark === undefined || mark === decimal || whole.startsWith('0')) return false
  const groups = whole.split(mark)
  const [first = '', ...others] = groups
  const last = others.pop() ?? ''
  if (!/^\d{3}$/.test(last)) return false
  if (/^\d{1,3}$/.test(first) && others.every((group) => /^\d{3}$/.test(group))) return true
  if (mark !== ',' || others.length === 0) return false
  return /^\d{1,2}$/.test(first) && others.every((group) => /^\d{2}$/.test(group))
}

type Tail = { readonly power: number; readonly unit?: string }

function readTail(
  text: string,
  digits: string,
  rest: string,
  currency: string | undefined,
): Tail | NumberFault {
  if (currency !== undefined && /\p{L}/u.test(currency) && !currencyCodes.has(currency)) {
    return refuse('number-not-read', { text })
  }
  const [, word = '', others = ''] = /^(\S*)\s*(.*)$/s.exec(rest) ?? []
  const isMoney = currency !== undefined || /^\p{Sc}$/u.test(others) || currencyCodes.has(others)
  const power = scales.get(word) ?? (isMoney ? moneyScales.get(word) : undefined)
  if (power === undefined && moneyScales.has(word)) {
    const hint = `${digits.trim()} ${spelled.get(moneyScales.get(word) ?? 0)}`
    return refuse('number-scale-unclear', { text, scale: word, hint })
  }
  const unit = power === undefined ? rest : others
  if (unit === '') return { power: power ?? 0, ...(currency === undefined ? {} : { unit: currency }) }
  if (currency !== undefined) return refuse('number-words-after', { text, rest: unit })
  return readUnit(text, unit, power ?? 0, /\s$/.test(digits) || rest !== unit)
}

const spelled = new Map([
  [6, 'million'],
  [9, 'billion'],
  [12, 'trillion'],
])

function readUnit(text: string, unit: string, power: number, isApart: boolean): Tail | NumberFault {
  if (unit === '%' || unit === 'percent' || unit === 'per cent') {
    return power === 0 ? { power, unit: '%' } : refuse('number-words-after', { text, rest: unit })
  }
  if (/^\p{Sc}$/u.test(unit)) return { power, unit }
  if (!unitShape.test(unit)) {
    const isWords = /^[\p{L}\s]+$/u.test(unit)
    return isWords ? refuse('number-words-after', { text, rest: unit }) : refuse('number-not-read', { text })
  }
  const isOrdinal = !isApart && /^(?:st|nd|rd|th)$/.test(unit)
  return isOrdinal ? refuse('number-not-read', { text }) : { power, unit }
}

function faultOfValue(value: number, plain: string, power: number): NumberCode | undefined {
  if (!Number.isFinite(value)) return 'number-out-of-range'
  if (value === 0) return /[1-9]/.test(plain) ? 'number-out-of-range' : undefined
  const whole = plain.slice(0, plain.indexOf('.'))
  const isCount = power === 0 && plain.endsWith('.0') && value > Number.MAX_SAFE_INTEGER
  return isCount && BigInt(value) !== BigInt(whole) ? 'number-too-precise' : undefined
}
