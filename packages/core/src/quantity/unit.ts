/**
 * A unit of measurement.
 *
 * `dimension` is the canonical product of base units, such as `EUR`, `day`, `EUR/client`, or `1` for a pure number.
 * A percentage is a pure number shown times 100: 85.7 % is stored as 0.857. A percentage point is a difference of two.
 */
export type Unit = {
  readonly name: string
  readonly dimension: string
  readonly form: 'plain' | 'percent' | 'point'
}

export const one: Unit = { name: '1', dimension: '1', form: 'plain' }
export const percent: Unit = { name: '%', dimension: '1', form: 'percent' }
export const point: Unit = { name: 'pp', dimension: '1', form: 'point' }

/** The stored number of a number written in this unit. Divides, so that 85.7 % is the double nearest to 0.857. */
export function toStored(written: number, unit: Unit): number {
  return unit.form === 'plain' ? written : written / 100
}

/**
 * The shortest decimal that a person would write for a stored number, without the unit: `85.7` for 0.857 of a %. Read
 * again by `toStored` it gives the same double. NaN and infinities throw a RangeError.
 */
export function writeStored(stored: number, unit: Unit): string {
  if (!Number.isFinite(stored)) throw new RangeError(`${stored} cannot be written`)
  if (unit.form === 'plain') return String(stored)
  const times = stored * 100
  const tries = [Number(`${stored}e2`), times, ...neighbours(times)]
  return String(tries.find((candidate) => toStored(candidate, unit) === stored) ?? times)
}

function neighbours(value: number): number[] {
  const step = Math.abs(value) * Number.EPSILON
  return [value - step, value + step, value - step / 2, value + step / 2]
}

type Powers = Map<string, number>

/** Reads a unit such as `EUR`, `%`, `pp`, `EUR/client`, `kg*m`; undefined where the text is no unit. */
export function parseUnit(text: string): Unit | undefined {
  const name = text.trim()
  if (name === '%' || name === 'percent') return percent
  if (name === 'pp' || name === '%-points' || name === 'points') return point
  if (name === '' || name === '1' || name === 'number') return one
  const powers: Powers = new Map()
  const [over, ...under] = name.split('/')
  if (under.length > 1) return undefined
  for (const [part, sign] of [
    [over, 1],
    [under[0], -1],
  ] as const) {
    if (part === undefined) continue
    for (const factor of part.split(/[*·]/)) {
      const base = factor.trim()
      if (base === '1') continue
      if (!/^\p{L}[\p{L}\p{N} _.-]*$/u.test(base)) return undefined
      powers.set(base, (powers.get(base) ?? 0) + sign)
    }
  }
  return { name, dimension: printPowers(powers), form: 'plain' }
}

export function multiplyUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, 1)
}

export function divideUnits(a: Unit, b: Unit): Unit {
  return combine(a, b, -1)
}

function combine(a: Unit, b: Unit, sign: 1 | -1): Unit {
  if (b.dimension === '1' && a.dimension !== '1') return a
  const powers = readPowers(a.dimension)
  for (const [base, power] of readPowers(b.dimension)) {
    powers.set(base, (powers.get(base) ?? 0) + sign * power)
  }
  const dimension = printPowers(powers)
  if (dimension === '1') return one
  return { name: dimension, dimension, form: 'plain' }
}

function readPowers(dimension: string): Powers {
  const powers: Powers = new Map()
  if (dimension === '1') return powers
  const [over = '1', under] = dimension.split('/')
  for (const base of over.split('*')) if (base !== '1') powers.set(base, (powers.get(base) ?? 0) + 1)
  for (const base of under?.split('*') ?? []) powers.set(base, (powers.get(base) ?? 0) - 1)
  return powers
}

function printPowers(powers: Powers): string {
  const side = (sign: number) =>
    [...powers]
      .filter(([, power]) => Math.sign(power) === sign)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([base, power]) => Array<string>(Math.abs(power)).fill(base))
      .join('*')
  const over = side(1)
  const under = side(-1)
  if (under === '') return over === '' ? '1' : over
  return `${over === '' ? '1' : over}/${under}`
}
