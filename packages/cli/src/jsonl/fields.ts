/** A fault of one line of input, told in one sentence. */
export class LineFault extends Error {}

/** The object on a line. */
export function readObject(line: string): Readonly<Record<string, unknown>> {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    throw new LineFault(`This is no JSON: ${(error as Error).message}.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new LineFault(
      'A line is one JSON object, such as {"id":"a","season":12,"horizon":6,"values":[1,2]}.',
    )
  }
  return value as Readonly<Record<string, unknown>>
}

/** A whole number within limits; `otherwise` where the field is not there. */
export function readWhole(
  name: string,
  value: unknown,
  { least, most, otherwise }: { readonly least: number; readonly most: number; readonly otherwise?: number },
): number {
  if (value === undefined && otherwise !== undefined) return otherwise
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw new LineFault(`"${name}" is a whole number from ${least} to ${most}, not ${shown(value)}.`)
}

/** A number, or undefined where the field is not there. */
export function readOptional(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value === 'number' && Number.isFinite(value)) return value
  throw new LineFault(`"${name}" is a number, not ${shown(value)}.`)
}

/** Numbers, and null for a period without a value: NaN. */
export function readValues(name: string, value: unknown): Float64Array {
  if (!Array.isArray(value)) {
    throw new LineFault(
      `"${name}" is a list of numbers, with null where there is no value, not ${shown(value)}.`,
    )
  }
  const values = new Float64Array(value.length)
  for (let at = 0; at < value.length; at++) {
    const one = value[at]
    if (one === null) values[at] = Number.NaN
    else if (typeof one === 'number' && Number.isFinite(one)) values[at] = one
    else
      throw new LineFault(`"${name}[${at}]" is a number, or null where there is no value, not ${shown(one)}.`)
  }
  return values
}

/** One of some words. */
export function readWord<Word extends string>(name: string, value: unknown, words: readonly Word[]): Word {
  if (typeof value === 'string' && (words as readonly string[]).includes(value)) return value as Word
  throw new LineFault(`"${name}" is one of ${words.join(', ')}, not ${shown(value)}.`)
}

function shown(value: unknown): string {
  if (value === undefined) return 'left out'
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
