import { formatNumber } from '../quantity/format.ts'
import type { Sentence } from './sentence.ts'
import { type Evidence, type Finding, finding, printTarget } from './verdict.ts'

/** Fewest values that show a pace: two steps between three. */
const leastHistory = 3

/**
 * Judges a target on the measure's own past: the pace it needs against the best and the median pace between
 * neighbouring values; with a cadence the level it asks for against the best and the median level; a range on whether
 * it was ever kept. Where a forecast tells the chance, judges on that instead (S47). Fails a target that is already reached or asks for more than ever was.
 */
export function judgeAchievable(sentence: Sentence, { history, periodsLeft, chance }: Evidence): Finding {
  const { target, each, polarity } = sentence
  if (target === undefined) return finding('unknown', 'smart-no-target')
  const values = (history ?? []).filter((value) => Number.isFinite(value))
  const last = values.at(-1)
  if (last === undefined) return finding('unknown', 'smart-no-history')
  if (target.kind === 'range')
    return chance === undefined ? judgeRange(values, target.low, target.high) : judgeChance(chance)
  const sign = polarity === 'lower' ? -1 : 1
  const gap = sign * (target.value - last)
  if (gap <= 0)
    return finding(false, 'smart-already-reached', { last: show(last), target: printTarget(target) })
  if (chance !== undefined) return judgeChance(chance)
  if (values.length < leastHistory) {
    return finding('unknown', 'smart-history-short', { count: values.length, least: leastHistory })
  }
  if (each !== undefined) return judgeLevel(values, target.value, sign)
  if (periodsLeft === undefined || periodsLeft <= 0) return finding('unknown', 'smart-no-periods-left')
  const paces = values.slice(1).map((value, index) => sign * (value - (values[index] as number)))
  const needed = gap / periodsLeft
  const best = Math.max(...paces)
  const facts = { needed: show(sign * needed), best: show(sign * best), median: show(sign * median(paces)) }
  return needed > best
    ? finding(false, 'smart-faster-than-ever', facts)
    : finding(true, 'smart-achievable', facts)
}

/** The least chance of a target that asks for much, but not for luck. */
const leastChance = 0.1

function judgeChance(chance: number): Finding {
  const facts = { chance: show(Math.round(chance * 100)) }
  return finding(chance >= leastChance, chance >= leastChance ? 'smart-likely' : 'smart-unlikely', facts)
}

function judgeLevel(values: readonly number[], target: number, sign: 1 | -1): Finding {
  const best = sign * Math.max(...values.map((value) => sign * value))
  const facts = { target, best, median: show(median(values)) }
  const isNew = sign * (target - best) > 0
  return isNew
    ? finding(false, 'smart-higher-than-ever', facts)
    : finding(true, 'smart-achievable-level', facts)
}

function judgeRange(
  values: readonly number[],
  low = Number.NEGATIVE_INFINITY,
  high = Number.POSITIVE_INFINITY,
): Finding {
  const distance = (value: number) => Math.max(low - value, value - high, 0)
  const inside = values.filter((value) => distance(value) === 0).length
  const count = values.length
  if (inside > 0) return finding(true, 'smart-achievable-range', { inside, count })
  const nearest = values.reduce((best, value) => (distance(value) < distance(best) ? value : best))
  return finding(false, 'smart-never-inside', { count, nearest })
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] as number
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2
}

function show(value: number): string {
  return formatNumber(value)
}
