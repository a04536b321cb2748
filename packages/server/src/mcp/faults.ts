import type Type from 'typebox'
import Value from 'typebox/value'

type Fault = {
  readonly keyword: string
  readonly instancePath: string
  readonly message: string
  readonly params: object
}

const mostTold = 5

/** What is wrong with the arguments of a tool, in one sentence; undefined where nothing is. */
export function faultsOf(schema: Type.TObject, given: unknown): string | undefined {
  // A field that nobody reads is told once, by the object that it stands in.
  const faults = Value.Errors(schema, given).filter(({ keyword }) => keyword !== 'boolean')
  if (faults.length === 0) return undefined
  return `${faults.slice(0, mostTold).map(clauseOf).join('; ')}.`
}

function clauseOf({ keyword, instancePath, message, params }: Fault): string {
  const place = instancePath.slice(1).replaceAll('/', '.')
  const { additionalProperties, allowedValues } = params as Readonly<
    Record<string, readonly string[] | undefined>
  >
  if (additionalProperties) {
    const names = additionalProperties.map((name) => `"${place === '' ? '' : `${place}.`}${name}"`)
    return `nothing reads ${names.join(', ')}`
  }
  if (keyword === 'enum' && allowedValues) return `"${place}" is one of ${allowedValues.join(', ')}`
  return `${place === '' ? 'the arguments' : `"${place}"`} ${message}`
}
