import type { Contribution, ContributionKind, Id } from '../strategy/model.ts'
import type { Obstacle } from './obstacle.ts'
import { addObstacle } from './obstacle.ts'

/** A child in a reconciliation. */
export type Part = {
  readonly link: Contribution
  /** The child's target in the period, in its own unit; NaN where there is none. */
  readonly value: number
  /** The child's baseline for the same period; NaN where there is none. */
  readonly base: number
  /** From the child's unit to what the link asks for; NaN where there is none. */
  readonly factor: number
  /** The weight of a `mean`; 1 for every other kind. */
  readonly weight: number
  /** What the child adds to what is produced, in the parent's unit; NaN where the kind has no such part. */
  readonly amount: number
  /** Change of the parent for one unit of the child (rule C9); NaN where it is not known. */
  readonly sensitivity: number
}

/** What the children make, of those that are known; NaN where none is. */
export type Combined = { readonly produced: number; readonly parts: readonly Part[] }

/** Puts the children together by the arithmetic of their links: rules C2 to C6, C9. */
export function combine(
  parts: readonly Part[],
  baseline: number,
  parent: Id,
  obstacles: Obstacle[],
): Combined {
  const add = (code: Obstacle['code']) => addObstacle(obstacles, code, parent)
  const arithmetic = parts.filter(({ link }) => link.kind !== 'influences')
  const influences = parts.filter(({ link }) => link.kind === 'influences' && link.elasticity !== undefined)
  if (parts.length === 0) add('no-children')
  else if (arithmetic.length + influences.length === 0) add('no-arithmetic')
  const needsBase = influences.length > 0 || arithmetic.some(isOfChange)
  if (needsBase && Number.isNaN(baseline)) add('parent-without-baseline')
  const family = familyOf(arithmetic, add)
  const made = family === undefined ? nothing : family(arithmetic, baseline, add)
  const effects = influences.map((part) => effectOf(part, baseline))
  const known = effects.filter(({ amount }) => !Number.isNaN(amount))
  const isAlone = arithmetic.length === 0 && known.length > 0
  let produced = isAlone ? baseline : made.produced
  for (const { amount } of known) produced += amount
  const byLink = new Map([...made.parts, ...effects].map((part) => [part.link, part]))
  return { produced, parts: parts.map((part) => byLink.get(part.link) ?? part) }
}

type Add = (code: Obstacle['code']) => void
type Family = (parts: readonly Part[], baseline: number, add: Add) => Combined

const nothing: Combined = { produced: Number.NaN, parts: [] }

const families: Readonly<Record<Exclude<ContributionKind, 'influences'>, Family>> = {
  share: sumShares,
  mean: weightMean,
  numerator: divide,
  denominator: divide,
  factor: multiply,
  min: (parts) => pick(parts, Math.min),
  max: (parts) => pick(parts, Math.max),
}

/** The one family that all arithmetic links belong to. */
function familyOf(parts: readonly Part[], add: Add): Family | undefined {
  const used = new Set(
    parts.map(({ link }) => (link.kind === 'influences' ? undefined : families[link.kind])),
  )
  if (used.size <= 1 && new Set(parts.map(isOfChange)).size <= 1) return [...used][0]
  add('kinds-mixed')
  return undefined
}

/** What the link counts of is said of shares only. */
function isOfChange({ link }: Part): boolean {
  return link.kind === 'share' && link.of === 'change'
}

/** The child in the unit its link asks for; NaN where it is not known. */
function broughtOf({ value, factor }: Part): number {
  return value * factor
}

function isKnown(part: Part): boolean {
  return !Number.isNaN(broughtOf(part) * part.weight)
}

/** Rule C6. */
function effectOf(part: Part, baseline: number): Part {
  const elasticity = part.link.elasticity as number
  if (part.base === 0) return part
  const amount = baseline * elasticity * (part.value / part.base - 1)
  return { ...part, amount, sensitivity: (baseline * elasticity) / part.base }
}

/** Rule C2. */
function sumShares(parts: readonly Part[], baseline: number): Combined {
  let sum = 0
  const done = parts.map((part): Part => {
    const amount = part.link.share * broughtOf(part)
    if (!Number.isNaN(amount)) sum += amount
    return { ...part, amount, sensitivity: part.link.share * part.factor }
  })
  if (!parts.some(isKnown)) return { produced: Number.NaN, parts: done }
  return { produced: parts.some(isOfChange) ? baseline + sum : sum, parts: done }
}

/** Rule C3. */
function weightMean(parts: readonly Part[], _baseline: number, add: Add): Combined {
  let over = 0
  let under = 0
  for (const part of parts.filter(isKnown)) {
    over += part.weight * broughtOf(part)
    under += part.weight
  }
  if (under === 0 && parts.some(isKnown)) add('weights-zero')
  const done = parts.map((part): Part => {
    const share = part.weight / under
    return { ...part, amount: share * broughtOf(part), sensitivity: share * part.factor }
  })
  return { produced: quotient(over, under), parts: done }
}

/** Rule C4. */
function divide(parts: readonly Part[], _baseline: number, add: Add): Combined {
  const side = (kind: ContributionKind) => parts.filter(({ link }) => link.kind === kind)
  const sum = (some: readonly Part[]) =>
    some.filter(isKnown).reduce((total, part) => total + broughtOf(part), 0)
  const [overs, unders] = [side('numerator'), side('denominator')]
  const [over, under] = [sum(overs), sum(unders)]
  if (overs.length === 0) add('numerator-missing')
  if (unders.length === 0) add('denominator-missing')
  else if (under === 0 && unders.some(isKnown)) add('denominator-zero')
  const done = parts.map((part): Part => {
    const perUnit = part.link.kind === 'numerator' ? 1 / under : -over / (under * under)
    return { ...part, sensitivity: perUnit * part.factor }
  })
  return { produced: overs.some(isKnown) ? quotient(over, under) : Number.NaN, parts: done }
}

function quotient(over: number, under: number): number {
  return under === 0 ? Number.NaN : over / under
}

/** Rule C5. */
function multiply(parts: readonly Part[]): Combined {
  const known = parts.filter(isKnown)
  const done = parts.map((part): Part => {
    const others = known.reduce(
      (product, other) => (other === part ? product : product * broughtOf(other)),
      1,
    )
    return { ...part, sensitivity: others * part.factor }
  })
  const produced = known.reduce((product, part) => product * broughtOf(part), 1)
  return { produced: known.length === 0 ? Number.NaN : produced, parts: done }
}

/** Rule C5. */
function pick(parts: readonly Part[], choose: (...values: number[]) => number): Combined {
  const known = parts.filter(isKnown).map(broughtOf)
  const produced = known.length === 0 ? Number.NaN : choose(...known)
  const done = parts.map(
    (part): Part => ({ ...part, sensitivity: broughtOf(part) === produced ? part.factor : 0 }),
  )
  return { produced, parts: done }
}
