import type { Contribution, ContributionKind, Id } from '../strategy/model.ts'
import type { Obstacle } from './obstacle.ts'

/** A child in a reconciliation. */
export type Part = {
  readonly link: Contribution
  /** The child's target in the period, in its own unit; NaN where there is none. */
  readonly value: number
  /** The child's baseline, where the link needs one. */
  readonly base: number
  /** From the child's unit to the parent's. */
  readonly factor: number
  readonly weight: number
  /** What the child adds to what is produced, in the parent's unit; NaN where the kind has no such part. */
  readonly amount: number
  /** Change of the parent for one unit of the child (rule C9). */
  readonly sensitivity: number
}

export type Combined = { readonly produced: number; readonly parts: readonly Part[] }

/** Puts the children together by the arithmetic of their links: rules C2 to C6, C9. */
export function combine(
  parts: readonly Part[],
  baseline: number,
  parent: Id,
  obstacles: Obstacle[],
): Combined {
  const arithmetic = parts.filter(({ link }) => link.kind !== 'influences')
  const influences = parts.filter(({ link }) => link.kind === 'influences' && link.elasticity !== undefined)
  if (parts.length === 0) obstacles.push({ code: 'no-children', kpi: parent })
  else if (arithmetic.length === 0 && influences.length === 0) {
    obstacles.push({ code: 'no-arithmetic', kpi: parent })
  }
  const family = familyOf(arithmetic, parent, obstacles)
  const needsBase = influences.length > 0 || arithmetic.some(({ link }) => link.of === 'change')
  if (needsBase && Number.isNaN(baseline)) obstacles.push({ code: 'parent-without-baseline', kpi: parent })
  const made = family === undefined ? nothing : family(arithmetic, baseline, parent, obstacles)
  const effects = influences.map((part): Part => {
    const elasticity = part.link.elasticity as number
    const amount = baseline * elasticity * (part.value / part.base - 1)
    return { ...part, amount, sensitivity: (baseline * elasticity) / part.base }
  })
  let produced = arithmetic.length === 0 ? (influences.length === 0 ? Number.NaN : baseline) : made.produced
  for (const { amount } of effects) if (!Number.isNaN(amount)) produced += amount
  const byFrom = new Map([...made.parts, ...effects].map((part) => [part.link, part]))
  return { produced, parts: parts.map((part) => byFrom.get(part.link) ?? part) }
}

type Family = (parts: readonly Part[], baseline: number, parent: Id, obstacles: Obstacle[]) => Combined

const nothing: Combined = { produced: Number.NaN, parts: [] }

const families: Readonly<Partial<Record<ContributionKind, Family>>> = {
  share: sumShares,
  mean: weightMean,
  numerator: divide,
  denominator: divide,
  factor: multiply,
  min: (parts) => pick(parts, Math.min),
  max: (parts) => pick(parts, Math.max),
}

/** The one family that all arithmetic links belong to. */
function familyOf(parts: readonly Part[], parent: Id, obstacles: Obstacle[]): Family | undefined {
  const used = new Set(parts.map(({ link }) => families[link.kind]))
  const kinds = new Set(parts.map(({ link }) => link.kind))
  const isOneKind =
    kinds.size <= 1 || (kinds.size === 2 && kinds.has('numerator') && kinds.has('denominator'))
  const isOneBase = new Set(parts.map(({ link }) => link.of)).size <= 1
  if (!isOneKind || !isOneBase) {
    obstacles.push({ code: 'kinds-mixed', kpi: parent })
    return undefined
  }
  return [...used][0]
}

function sumShares(parts: readonly Part[], baseline: number): Combined {
  const isChange = parts[0]?.link.of === 'change'
  let produced = 0
  const done = parts.map((part): Part => {
    const sensitivity = part.link.share * part.factor
    const amount = part.value * sensitivity
    if (!Number.isNaN(amount)) produced += amount
    return { ...part, amount, sensitivity }
  })
  return { produced: isChange ? baseline + produced : produced, parts: done }
}

function weightMean(parts: readonly Part[]): Combined {
  let over = 0
  let under = 0
  for (const { value, factor, weight } of parts) {
    if (Number.isNaN(value * weight)) continue
    over += weight * (value * factor)
    under += weight
  }
  const done = parts.map((part): Part => {
    const sensitivity = (part.weight * part.factor) / under
    return { ...part, amount: part.value * sensitivity, sensitivity }
  })
  return { produced: under === 0 ? Number.NaN : over / under, parts: done }
}

function divide(parts: readonly Part[], _baseline: number, parent: Id, obstacles: Obstacle[]): Combined {
  let over = 0
  let under = 0
  for (const { value, factor, link } of parts) {
    if (Number.isNaN(value)) continue
    if (link.kind === 'numerator') over += value * factor
    else under += value * factor
  }
  if (under === 0) obstacles.push({ code: 'denominator-zero', kpi: parent })
  const done = parts.map((part): Part => {
    const isOver = part.link.kind === 'numerator'
    const sensitivity = isOver ? part.factor / under : (-over * part.factor) / (under * under)
    return { ...part, sensitivity }
  })
  return { produced: under === 0 ? Number.NaN : over / under, parts: done }
}

function multiply(parts: readonly Part[]): Combined {
  let produced = 1
  for (const { value, factor } of parts) if (!Number.isNaN(value)) produced *= value * factor
  const done = parts.map((part, place): Part => {
    let others = part.factor
    for (const [at, other] of parts.entries()) {
      if (at !== place && !Number.isNaN(other.value)) others *= other.value * other.factor
    }
    return { ...part, sensitivity: others }
  })
  return { produced, parts: done }
}

function pick(parts: readonly Part[], choose: (...values: number[]) => number): Combined {
  const values = parts.map(({ value, factor }) => value * factor).filter((value) => !Number.isNaN(value))
  const produced = values.length === 0 ? Number.NaN : choose(...values)
  const done = parts.map(
    (part): Part => ({ ...part, sensitivity: part.value * part.factor === produced ? part.factor : 0 }),
  )
  return { produced, parts: done }
}
