import type { Explanation, Share, Span, Unit } from '@keelson/core'
import { formatAmount, isSomeDay, printDay } from '@keelson/core'
import type { Reporter } from './report.ts'

const rules = {
  'weighted-mean': 'the weighted mean',
  worst: 'the worst',
  best: 'the best',
  sum: 'the sum',
  last: 'the last',
  mean: 'the mean',
  min: 'the smallest',
  max: 'the largest',
  parts: 'numerators over denominators',
} as const

const missing = {
  unknown: 'a missing one makes it unknown',
  'leave-out': 'missing ones are left out',
  'carry-forward': 'missing ones are carried forward',
  zero: 'missing ones count as 0',
  'peer-mean': 'missing ones are as the mean of the others',
} as const

export function amountText(value: number, unit: Unit | undefined): string {
  if (Number.isNaN(value)) return 'no value'
  return unit ? formatAmount(value, unit) : String(value)
}

export function percentText(share: number): string {
  return formatAmount(share, { name: '%', dimension: '1', form: 'percent' }, 3)
}

/** How a number came about, in words, with the versions in force and the places where they are written. */
export function originText(explanation: Explanation, reporter: Reporter): string {
  const { origin, unit, coverage, reason } = explanation
  const at = (span: Span) => `(${reporter.place(span)})`
  switch (origin.kind) {
    case 'rolled-up': {
      const limit = reason === 'below-coverage' ? ` is below ${percentText(origin.coverageLimit)}` : ''
      const share = coverage < 1 ? `; coverage ${percentText(coverage)}${limit}` : ''
      return `${rules[origin.rule]} of the scores below; ${missing[origin.missing]}${share}`
    }
    case 'scored':
      return scoredText(explanation, origin)
    case 'unbound':
      return `no target binds here; the trend is ${origin.trend.replace('-', ' ')}`
    case 'target':
      return targetText(origin, unit, reporter)
    case 'joined-targets':
      return `${rules[origin.rule]} of the targets of its periods`
    case 'written':
      return `written ${at(origin.span)}`
    case 'measured':
      return 'as measured'
    case 'formula':
      return `= ${origin.text} ${at(origin.span)}`
    case 'aggregated':
      return `${rules[origin.rule]} of its parts; ${missing[origin.missing]}`
    case 'over-time':
      return `${rules[origin.rule]} of its periods`
    case 'observed':
      return observedText(origin, reporter)
    case 'changed':
      return 'changed since the results were made'
    case 'rate':
      return `the rate from ${origin.from} to ${origin.to} on ${printDay(origin.day)}`
    case 'nothing':
      return ''
  }
}

type Of<K extends Explanation['origin']['kind']> = Extract<Explanation['origin'], { readonly kind: K }>

function scoredText({ children, value }: Explanation, origin: Of<'scored'>): string {
  const unit = children[0]?.unit
  const show = (number: number) => amountText(number, unit)
  const wanted = Number.isNaN(origin.high)
    ? show(origin.target)
    : `${show(origin.target)} to ${show(origin.high)}`
  const way = {
    attainment: `${show(origin.actual)} against ${wanted}`,
    progress: `${show(origin.actual)} on the way from ${show(origin.base)} to ${show(origin.goal)}`,
    performance: `${show(origin.actual)} on the scale from ${show(origin.scale?.min ?? Number.NaN)} to ${show(origin.scale?.max ?? Number.NaN)}`,
  }[origin.by]
  const [reached, score] = [percentText(origin.reached), percentText(value)]
  const limited = Number.isNaN(origin.reached) || reached === score ? '' : `, ${reached} limited to ${score}`
  const better = origin.polarity === 'lower' ? ', less is better' : ''
  return `${origin.by}: ${way}${limited}${better}; ${methodText(origin, unit)}`
}

function methodText({ method }: Of<'scored'>, unit: Unit | undefined): string {
  if (method.kind !== 'trajectory') {
    const by = method.kind === 'growth' ? ' of the growth needed' : ''
    return `on track from ${percentText(method.onTrack)}${by}, at risk from ${percentText(method.atRisk)}`
  }
  const distance = method.relative
    ? `${percentText(method.tolerance)} of the way`
    : amountText(method.tolerance, unit)
  return `on track within ${distance} of the trajectory`
}

function targetText(origin: Of<'target'>, unit: Unit | undefined, reporter: Reporter): string {
  const { goalpost, trajectory, each, place, length } = origin
  const show = (number: number) => amountText(number, unit)
  const signed = (text: string) => (text.startsWith('−') ? text : `+${text}`)
  const goal =
    goalpost.kind === 'value'
      ? show(goalpost.value)
      : goalpost.kind === 'between'
        ? `between ${show(goalpost.low)} and ${show(goalpost.high)}`
        : signed(goalpost.relative ? percentText(goalpost.by) : show(goalpost.by))
  const spread = each ? ` each ${each}` : length > 1 ? `, ${trajectory}, period ${place} of ${length}` : ''
  const parts = [`${goal}${spread}`]
  if (origin.agreed !== undefined) parts.push(`agreed ${printDay(origin.agreed)}`)
  if (origin.revision > 0) {
    const by = origin.by === undefined ? '' : ` by ${origin.by}`
    const why = origin.why === undefined ? '' : `: ${origin.why}`
    const from = printDay(origin.from)
    const decided = printDay(origin.recorded)
    parts.push(
      `revision ${origin.revision} of ${origin.revisions}, from ${from}, decided ${decided}${by}${why}`,
    )
    parts.push(`originally ${show(origin.original)}`)
  } else if (origin.revisions > 0) parts.push(`before ${origin.revisions} later revisions`)
  return `${parts.join('; ')} (${reporter.place(origin.span)})`
}

function observedText(origin: Of<'observed'>, reporter: Reporter): string {
  const { file, offset, recorded, source, note, carriedFrom } = origin
  const line = reporter.locate({ file, start: offset, end: offset }).line
  const parts = [`observed ${file}:${line}`]
  if (carriedFrom) parts.push('carried forward')
  parts.push(`known since ${printDay(recorded)}`)
  if (source !== undefined) parts.push(`source ${source}`)
  if (note !== undefined) parts.push(note)
  return parts.join(', ')
}

const roles: Readonly<Record<Share['role'], string>> = {
  child: '',
  value: 'value: ',
  target: 'target: ',
  baseline: 'baseline: ',
  shape: 'a year before: ',
  input: '',
  numerator: 'numerator: ',
  denominator: 'denominator: ',
  weight: 'weight: ',
  period: '',
}

export function roleText(share: Share | undefined): string {
  return share ? roles[share.role] : ''
}

/** How a child takes part in the number above, whose unit is given. */
export function shareText(share: Share | undefined, unit: Unit | undefined): string {
  if (share?.role !== 'child') return ''
  const { standing, weight, weightFrom, part } = share
  const since = isSomeDay(weightFrom) ? ` since ${printDay(weightFrom)}` : ''
  const stands = {
    counts: Number.isNaN(part) ? '' : `, adds ${amountText(part, unit)}`,
    carried: ', carried forward',
    zero: ', counts as 0',
    absent: ', left out',
  }[standing]
  return `weight ${weight}${since}${stands}`
}
