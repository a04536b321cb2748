import { addExactly, changeByPercent, multiplyExactly } from '../quantity/decimal.ts'
import type { Polarity } from '../quantity/kind.ts'
import { currenciesOf, timeUnitOf } from '../quantity/unit-word.ts'
import type { Facts } from '../text/diagnostic.ts'
import type { Span } from '../text/span.ts'
import type { AmountHere } from './amount.ts'
import type { Parts, SentenceContext } from './parts.ts'
import type { Change, Sentence, SentenceTarget, Token } from './sentence.ts'
import type { SmartCode } from './words.ts'

/** Says what the parts of a sentence mean together: direction, unit, baseline, change and target. */
export function settle(
  text: string,
  tokens: readonly Token[],
  parts: Parts,
  context: SentenceContext,
): Sentence {
  const whole = wholeSpan(text, context)
  const unclear = [...parts.unclear]
  const doubt = (code: SmartCode, facts: Facts) => {
    unclear.push({ code, span: whole, facts })
  }
  const amounts = measureAmounts(parts)
  const unit = unitOf(amounts, parts, context, doubt)
  const baseline = parts.from !== undefined && !isRangeOfTwo(parts) ? parts.from.value : context.baseline
  const said = saidTarget(parts)
  const polarity = polarityOf(parts, baseline, said)
  const change = changeOf(parts, polarity, doubt)
  const target = said ?? targetOf(baseline, change)
  doubtPercent(change, unit, baseline, doubt)
  doubtDirection(parts, polarity, baseline, target, doubt)
  const { verb, measure, due, each } = parts
  const file = whole.file
  const offset = whole.start
  return {
    text,
    tokens,
    ...(verb && {
      verb: {
        text: verb.word.text,
        span: { file, start: offset + verb.word.start, end: offset + verb.word.end },
        isVague: verb.isVague,
      },
    }),
    ...(measure && {
      measure: { text: measure.text, span: measure.span, ...(measure.named && { id: measure.named.id }) },
    }),
    ...(polarity && { polarity }),
    ...(unit !== undefined && { unit }),
    ...(baseline !== undefined && { baseline }),
    ...(change && { change }),
    ...(target && { target }),
    ...(due && { due }),
    ...(each && { each }),
    unclear,
  }
}

type Doubt = (code: SmartCode, facts: Facts) => void

function wholeSpan(text: string, { at }: SentenceContext): Span {
  const start = at?.start ?? 0
  return { file: at?.file ?? '', start, end: start + text.length }
}

/** "keep delivery time from 2 to 4 days" names a range, not a baseline and a target. */
function isRangeOfTwo({ verb, from, to }: Parts): boolean {
  return verb?.direction === 'range' && from !== undefined && to !== undefined
}

/** The amounts that are values of the measure, and so carry its unit. */
function measureAmounts({ from, to, bounds, by, bare, more, verb }: Parts): AmountHere[] {
  const isValue = more === undefined && (verb?.direction === 'to' || verb?.direction === 'count')
  const changes = [by, bare].filter((amount) => amount?.form === 'plain' || (amount === bare && isValue))
  return [from, to, bounds?.low, bounds?.high, ...changes].filter((amount) => amount !== undefined)
}

function unitOf(
  amounts: readonly AmountHere[],
  { measure }: Parts,
  { unit: expected }: SentenceContext,
  doubt: Doubt,
): string | undefined {
  const written = new Set<string>()
  for (const { unit } of amounts) {
    if (unit !== undefined) written.add(currenciesOf(unit).find((code) => code === expected) ?? unit)
  }
  const [first, second] = written
  if (first !== undefined && second !== undefined) {
    doubt('smart-units-differ', { first, second })
    return undefined
  }
  if (first === undefined) return expected ?? unitInName(measure?.text ?? '')
  if (expected !== undefined && !isSameUnit(first, expected)) {
    doubt('smart-unit-differs', { written: first, expected })
    return undefined
  }
  return expected ?? first
}

/** "accounts-receivable days" counts days; "tickets per day" does not. */
function unitInName(name: string): string | undefined {
  const [last = '', before] = name.toLowerCase().split(/\s+/).reverse()
  return before === 'per' ? undefined : timeUnitOf(last)
}

function isSameUnit(a: string, b: string): boolean {
  const plain = (unit: string) => timeUnitOf(unit.toLowerCase()) ?? unit.toLowerCase().replace(/s$/, '')
  return plain(a) === plain(b)
}

/** The target where the sentence states it outright. */
function saidTarget(parts: Parts): SentenceTarget | undefined {
  const { verb, bounds, to, from, bare, more } = parts
  const direction = verb?.direction
  if (isRangeOfTwo(parts)) return { kind: 'range', low: from?.value as number, high: to?.value as number }
  if (bounds !== undefined) return boundTarget(parts)
  if (to !== undefined) return { kind: 'value', value: to.value }
  if (bare === undefined || more !== undefined) return undefined
  return direction === 'to' || direction === 'count' ? { kind: 'value', value: bare.value } : undefined
}

function boundTarget({ verb, bounds }: Parts): SentenceTarget | undefined {
  const { low, high } = bounds ?? {}
  const isOne = low === undefined || high === undefined || low === high
  const value = (low ?? high)?.value
  if (isOne && verb?.direction !== 'range' && value !== undefined) return { kind: 'value', value }
  return {
    kind: 'range',
    ...(low !== undefined && { low: low.value }),
    ...(high !== undefined && { high: high.value }),
  }
}

function polarityOf(
  { verb, measure, bounds }: Parts,
  baseline: number | undefined,
  target: SentenceTarget | undefined,
): Polarity | undefined {
  if (verb === undefined) return undefined
  const { direction, isVague } = verb
  if (direction === 'range' || target?.kind === 'range') return 'range'
  if (direction === 'count') return 'higher'
  if (direction !== 'to' && !isVague) return direction
  if (target !== undefined && baseline !== undefined && target.value !== baseline) {
    return target.value > baseline ? 'higher' : 'lower'
  }
  if (bounds !== undefined) return bounds.low === undefined ? 'lower' : 'higher'
  const stated = measure?.named?.polarity
  return stated === 'lower' ? 'lower' : 'higher'
}

function changeOf(parts: Parts, polarity: Polarity | undefined, doubt: Doubt): Change | undefined {
  const { verb, by, bare, more } = parts
  if (verb?.factor !== undefined) return { kind: 'factor', by: verb.factor }
  const sign = more ?? (polarity === 'lower' ? -1 : 1)
  const moves = isMove(verb?.direction)
  if (by !== undefined) {
    if (moves || verb?.direction === 'count') return changeBy(by, sign)
    doubt('smart-by-without-direction', { amount: by.value })
    return undefined
  }
  if (bare === undefined) return undefined
  if (more !== undefined) return changeBy(bare, sign)
  if (moves && bare.form !== 'plain') return changeBy(bare, sign)
  const isTarget = verb?.direction === 'to' || verb?.direction === 'count'
  if (!isTarget && saidTarget(parts) === undefined) doubt('smart-by-or-to', { amount: bare.value })
  return undefined
}

function changeBy({ value, unit, form }: AmountHere, sign: 1 | -1): Change {
  const kind = form === 'plain' ? 'absolute' : form
  return { kind, by: sign * value, ...(kind === 'absolute' && unit !== undefined && { unit }) }
}

function targetOf(baseline: number | undefined, change: Change | undefined): SentenceTarget | undefined {
  if (baseline === undefined || change === undefined) return undefined
  return { kind: 'value', value: changed(baseline, change) }
}

function changed(baseline: number, { kind, by }: Change): number {
  switch (kind) {
    case 'percent':
      return changeByPercent(baseline, by)
    case 'factor':
      return multiplyExactly(baseline, by)
    case 'absolute':
    case 'points':
      return addExactly(baseline, by)
  }
}

/** "raise margin by 2%" where margin is itself a percentage: 2 % of it, or 2 points. */
function doubtPercent(
  change: Change | undefined,
  unit: string | undefined,
  baseline: number | undefined,
  doubt: Doubt,
): void {
  if (change?.kind !== 'percent' || unit !== '%' || baseline === undefined) return
  const { by } = change
  const points = addExactly(baseline, by)
  // No share falls below nothing: then only the relative reading is possible.
  if (baseline >= 0 && points < 0) return
  const relative = changeByPercent(baseline, by)
  doubt('smart-percent-or-points', { by: Math.abs(by), relative, points })
}

/** "reduce days from 30 to 45" says two things that cannot both be meant. */
function doubtDirection(
  { verb, bounds }: Parts,
  polarity: Polarity | undefined,
  baseline: number | undefined,
  target: SentenceTarget | undefined,
  doubt: Doubt,
): void {
  if (verb === undefined || polarity === undefined || target === undefined) return
  if (target.kind === 'range') {
    const { low, high } = target
    if (low !== undefined && high !== undefined && low > high) doubt('smart-range-empty', { low, high })
    return
  }
  const side = bounds?.low === bounds?.high ? undefined : bounds?.low === undefined ? 'lower' : 'higher'
  const isAgainst = side !== undefined && side !== polarity && verb.direction !== 'to'
  const moves = baseline === undefined ? 0 : Math.sign(target.value - baseline)
  const isBack = moves !== 0 && moves !== (polarity === 'lower' ? -1 : 1) && isMove(verb.direction)
  if (isAgainst || isBack) {
    doubt('smart-wrong-way', {
      verb: verb.word.text,
      baseline: baseline ?? 'not known',
      target: target.value,
    })
  }
}

function isMove(direction: string | undefined): boolean {
  return direction === 'higher' || direction === 'lower'
}
