import type { Kind } from '../quantity/kind.ts'
import type { Unit } from '../quantity/unit.ts'
import { divideUnits, multiplyUnits, percent, point } from '../quantity/unit.ts'

/** What a part of a formula gives; a `number` is written out, `zero` is a written 0 and fits any unit. */
export type PartType = { readonly unit: Unit; readonly kind: Kind | 'number' | 'zero' | 'truth' }

/** `number`: made of written numbers only; `truth`: a condition. */
export type FormulaType = { readonly unit: Unit; readonly kind: Kind | 'number' | 'truth' }

type PartKind = PartType['kind']

/** Whether a type is made of written numbers only. */
export function isWritten({ kind }: PartType): boolean {
  return kind === 'number' || kind === 'zero'
}

/** The type of a + b and of every function that joins values of one unit. */
export function join(a: PartType, b: PartType): PartType {
  return { unit: joinUnits(a, b), kind: joinKinds(a.kind, b.kind) }
}

/** The type of a − b: the difference of two percentages is in points, but 100% − churn is a percentage. */
export function subtract(a: PartType, b: PartType): PartType {
  const isDifference =
    a.unit.form === 'percent' && b.unit.form === 'percent' && !isWritten(a) && !isWritten(b)
  return { unit: isDifference ? point : joinUnits(a, b), kind: joinKinds(a.kind, b.kind) }
}

function joinUnits(a: PartType, b: PartType): Unit {
  if (a.kind === 'zero') return b.unit
  if (b.kind === 'zero') return a.unit
  if (a.unit.form === 'percent' || b.unit.form === 'percent') return percent
  return a.unit.form === 'plain' ? b.unit : a.unit
}

function joinKinds(a: PartKind, b: PartKind): PartKind {
  if (a === b || b === 'zero') return a
  if (a === 'zero' || a === 'number') return b
  if (b === 'number') return a
  // A level and what flowed in make a level.
  if ((a === 'stock' && b === 'flow') || (a === 'flow' && b === 'stock')) return 'stock'
  return a === 'ratio' || b === 'ratio' ? 'ratio' : 'index'
}

export function multiply(a: PartType, b: PartType): PartType {
  if (isPlainNumber(a)) return b.kind === 'zero' ? { ...b, kind: 'number' } : b
  if (isPlainNumber(b)) return a.kind === 'zero' ? { ...a, kind: 'number' } : a
  const unit = multiplyUnits(a.unit, b.unit)
  const kind = kindOfProduct(a, b)
  const isShare = a.unit.form === 'percent' || b.unit.form === 'percent'
  return {
    unit: isShare && unit.dimension === '1' && kind !== 'flow' && kind !== 'stock' ? percent : unit,
    kind,
  }
}

function kindOfProduct(a: PartType, b: PartType): PartKind {
  if (isWritten(a)) return b.kind === 'zero' ? 'number' : b.kind
  if (isWritten(b)) return a.kind
  if (a.kind === 'ratio' && b.kind === 'ratio') return 'ratio'
  const other = a.kind === 'ratio' ? b.kind : b.kind === 'ratio' ? a.kind : undefined
  return other === 'flow' || other === 'stock' ? other : 'index'
}

export function divide(a: PartType, b: PartType): PartType {
  if (isPlainNumber(b)) return a.kind === 'zero' ? { ...a, kind: 'number' } : a
  const unit = divideUnits(a.unit, b.unit)
  return { unit, kind: isWritten(a) && isWritten(b) && unit.dimension === '1' ? 'number' : 'ratio' }
}

/** The type of what lies between a value and an earlier one: between two levels something flowed. */
export function change(type: PartType): PartType {
  const { unit, kind } = subtract(type, type)
  return { unit, kind: kind === 'stock' ? 'flow' : kind }
}

function isPlainNumber(type: PartType): boolean {
  return isWritten(type) && type.unit.dimension === '1' && type.unit.form === 'plain'
}

/** A currency is a unit of three capital letters. */
export function isCurrency({ dimension }: Unit): boolean {
  return /^[A-Z]{3}$/.test(dimension)
}

/** The currency that `convert` replaces: `USD` of `USD` and of `USD/client`; undefined of any other unit. */
export function currencyOf({ dimension }: Unit): string | undefined {
  return /^([A-Z]{3})(?:\/|$)/.exec(dimension)?.[1]
}

/** A unit in another currency. */
export function inCurrency(unit: Unit, from: string, to: string): Unit {
  if (from === to) return unit
  const dimension = `${to}/${from}`
  return multiplyUnits(unit, { name: dimension, dimension, form: 'plain' })
}
