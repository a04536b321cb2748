import { type Facts, fill } from '../text/diagnostic.ts'

/** What each verdict on a target sentence says. */
export const smartWords = {
  'smart-specific': 'It names {measure} and its direction.',
  'smart-no-verb':
    'The sentence has no verb that says which way a number should move. Begin with increase, reduce, reach or keep.',
  'smart-vague-verb':
    '"{verb}" is vague: it does not say which number should move which way, and by how much. Say increase or reduce, and what exactly.',
  'smart-no-measure': 'The sentence names nothing that has a number. Say what is measured.',
  'smart-vague-measure':
    '"{measure}" is no measure: nobody can count it. Name the quantity that is measured.',
  'smart-unknown-measure': '"{measure}" is none of the known measures. Use the name or id of one.',
  'smart-misspelt-measure': '"{measure}" is none of the known measures. Did you mean "{nearest}"?',
  'smart-words-not-understood':
    'These words were not understood, and may change what is meant: {words}. Leave them out or say them otherwise.',
  'smart-measurable': 'The target is {target}, from a baseline of {baseline}.',
  'smart-measurable-target': 'The target is {target}.',
  'smart-no-amount': 'The sentence has no number to judge by. Say by how much, or up to what.',
  'smart-no-baseline':
    'The change of {by} starts from a baseline that is not known. Write "from" and today\'s value.',
  'smart-baseline-zero': 'The baseline is 0, and {by} of nothing is nothing. State the target as a number.',
  'smart-no-unit': 'The number {amount} has no unit, and that of the measure is not known. Write the unit.',
  'smart-units-differ': 'One number is in {first} and another in {second}. Use one unit.',
  'smart-unit-differs':
    'The number is in {written}, but the measure is in {expected}. Use the unit of the measure.',
  'smart-percent-or-points':
    '{by}% of a percentage has two readings: {relative} if relative, {points} if percentage points. Say "points", or state the target.',
  'smart-by-or-to': 'The number {amount} may be the change or the target. Write "by" or "to" before it.',
  'smart-by-without-direction': '"by {amount}" needs a verb that says which way. Say increase or reduce.',
  'smart-two-amounts': '"{text}" is a second number for the same thing. Keep one, or write two sentences.',
  'smart-year-or-amount': '"{text}" may be a year or an amount. Write "by the end of" before a year.',
  'smart-wrong-way':
    '"{verb}" does not lead from {baseline} to {target}. Swap the numbers, or change the verb.',
  'smart-range-empty': 'No number lies between {low} and {high}. Write the lower one first.',
  'smart-achievable': 'It needs {needed} a period; the best pace so far was {best}, the median {median}.',
  'smart-achievable-level':
    'It asks for {target} each time; the best so far was {best}, the median {median}.',
  'smart-achievable-range': '{inside} of {count} past values were inside the range.',
  'smart-already-reached':
    'The last value, {last}, is already at or beyond the target of {target}. Set a target that asks for something.',
  'smart-faster-than-ever':
    'It needs {needed} a period, faster than ever: the best pace so far was {best}, the median {median}. Lower the target or give it more time.',
  'smart-higher-than-ever':
    'It asks for {target} each time; the best ever was {best}, the median {median}. Lower the target, or say what will be different.',
  'smart-never-inside': 'None of {count} past values was inside the range; the nearest was {nearest}.',
  'smart-likely': 'The forecast gives it a chance of {chance} %.',
  'smart-unlikely':
    'The forecast gives it a chance of {chance} % only. Lower the target, give it more time, or say what will be different.',
  'smart-no-history': 'There is no history to judge by.',
  'smart-history-short': 'The history has {count} values; a pace needs at least {least}.',
  'smart-no-periods-left': 'How many periods are left is not known.',
  'smart-no-target': 'Without a target there is nothing to judge.',
  'smart-relevant': 'It supports the objective "{objective}".',
  'smart-objective-unknown': 'Which objective it supports is not said here. Name the one it serves.',
  'smart-no-objective': 'It supports no objective. Name the one it serves.',
  'smart-timed': 'It is due on {date}.',
  'smart-no-due': 'The sentence has no date. Say by when.',
  'smart-no-end': 'It repeats each {each} but has no end. Say until when.',
  'smart-due-past': 'It was due on {date}, which is not in the future. Set a later date.',
  'smart-due-far': 'It is due on {date}, more than five years ahead. Set a nearer date.',
  'smart-two-dues': '"{text}" is a second date. Keep one.',
  'smart-date-unclear': '"{text}" has two readings, day first or month first. Write it as 2026-12-31.',
} as const

export type SmartCode = keyof typeof smartWords

/** Says a verdict, or a doubt of the reader, in words. */
export function explainSmart(code: SmartCode, facts: Facts): string {
  return fill(smartWords[code], facts)
}
