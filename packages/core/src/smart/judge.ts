import { judgeAchievable } from './achievable.ts'
import { nearestMeasure } from './measure.ts'
import type { Change, Sentence } from './sentence.ts'
import { isEmptyPhrase } from './verbs.ts'
import {
  type Evidence,
  type Finding,
  finding,
  type Letter,
  printTarget,
  type Verdict,
  withUnit,
} from './verdict.ts'
import { explainSmart, type SmartCode } from './words.ts'

/** Judges each letter of SMART on what the sentence says and what is known; always five verdicts, in that order. */
export function judge(sentence: Sentence, evidence: Evidence): Verdict[] {
  const findings: [Letter, Finding][] = [
    ['S', judgeSpecific(sentence, evidence)],
    ['M', judgeMeasurable(sentence)],
    ['A', judgeAchievable(sentence, evidence)],
    ['R', judgeRelevant(evidence)],
    ['T', judgeTimed(sentence, evidence)],
  ]
  return findings.map(([letter, finding]) => ({
    letter,
    ...finding,
    message: explainSmart(finding.code, finding.facts),
  }))
}

function judgeSpecific(sentence: Sentence, { measures }: Evidence): Finding {
  const { verb, measure, change, target } = sentence
  if (verb === undefined) return finding(false, 'smart-no-verb')
  if (verb.isVague && change === undefined && target === undefined) {
    return finding(false, 'smart-vague-verb', { verb: verb.text })
  }
  if (measure === undefined) return finding(false, 'smart-no-measure')
  const facts = { measure: measure.text }
  if (measure.id === undefined && measures !== undefined) {
    const near = nearestMeasure(measure.text, measures)
    if (near === undefined) return finding(false, 'smart-unknown-measure', facts)
    return finding(false, 'smart-misspelt-measure', { ...facts, nearest: near })
  }
  if (measure.id === undefined && isEmptyPhrase(measure.text))
    return finding(false, 'smart-vague-measure', facts)
  const wrong = doubtOf(sentence, specificDoubts)
  if (wrong !== undefined) return wrong
  const lost = sentence.tokens.filter((token) => token.role === 'not-understood').map((token) => token.text)
  if (lost.length > 0) return finding('unknown', 'smart-words-not-understood', { words: lost.join(' ') })
  return finding(true, 'smart-specific', facts)
}

const specificDoubts: readonly SmartCode[] = ['smart-wrong-way', 'smart-by-without-direction']
const amountDoubts: readonly SmartCode[] = [
  'smart-units-differ',
  'smart-unit-differs',
  'smart-by-or-to',
  'smart-two-amounts',
  'smart-year-or-amount',
  'smart-range-empty',
  'smart-percent-or-points',
]
const dueDoubts: readonly SmartCode[] = ['smart-date-unclear', 'smart-two-dues']

function doubtOf(sentence: Sentence, codes: readonly SmartCode[]): Finding | undefined {
  const doubt = sentence.unclear.find(({ code }) => codes.includes(code))
  if (doubt === undefined) return undefined
  const pass = doubt.code === 'smart-percent-or-points' ? 'unknown' : false
  return finding(pass, doubt.code, doubt.facts)
}

function judgeMeasurable(sentence: Sentence): Finding {
  const doubt = doubtOf(sentence, amountDoubts)
  if (doubt !== undefined) return doubt
  const { change, target, baseline, unit } = sentence
  if (change === undefined && target === undefined) return finding(false, 'smart-no-amount')
  const by = change === undefined ? '' : printChange(change)
  if (target === undefined) return finding(false, 'smart-no-baseline', { by })
  const isRelative = change?.kind === 'percent' || change?.kind === 'factor'
  if (isRelative && baseline === 0) return finding(false, 'smart-baseline-zero', { by })
  const isCounted = sentence.polarity === 'higher' && baseline === undefined && change === undefined
  if (unit === undefined && !isRelative && change?.kind !== 'points' && !isCounted) {
    return finding(false, 'smart-no-unit', { amount: change === undefined ? printTarget(target) : by })
  }
  const shown = printTarget(target, unit)
  if (baseline === undefined) return finding(true, 'smart-measurable-target', { target: shown })
  return finding(true, 'smart-measurable', { target: shown, baseline: withUnit(baseline, unit) })
}

function judgeRelevant({ objective, measures }: Evidence): Finding {
  const isKnownCompany = measures !== undefined
  if (objective === undefined && !isKnownCompany) return finding('unknown', 'smart-objective-unknown')
  if (objective === undefined || objective.trim() === '') return finding(false, 'smart-no-objective')
  return finding(true, 'smart-relevant', { objective })
}

/** Five years are at most 1,827 days. */
const mostDaysAhead = 1827

function judgeTimed(sentence: Sentence, { today }: Evidence): Finding {
  const doubt = doubtOf(sentence, dueDoubts)
  if (doubt !== undefined) return doubt
  const { due, each } = sentence
  if (due === undefined) {
    return each === undefined ? finding(false, 'smart-no-due') : finding(false, 'smart-no-end', { each })
  }
  const { day, date } = due
  if (day <= today) return finding(false, 'smart-due-past', { date })
  if (day - today > mostDaysAhead) return finding(false, 'smart-due-far', { date })
  return finding(true, 'smart-timed', { date })
}

function printChange({ kind, by, unit }: Change): string {
  if (kind === 'percent') return `${by} %`
  if (kind === 'points') return `${by} points`
  return kind === 'factor' ? `the factor ${by}` : withUnit(by, unit)
}
