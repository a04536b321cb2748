import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import type { App } from '../app.ts'

/**
 * Bodies are taken as they are: a field that nobody reads is refused, and no text becomes a number in silence. Addresses
 * hold texts only, so that there a text that is a number is one.
 */
export function validateStrictly(app: App): void {
  const rules = {
    allErrors: true,
    removeAdditional: false,
    useDefaults: false,
    strict: false,
  } as const
  const strict = new Ajv({ ...rules, coerceTypes: false, strictNumbers: true })
  const coercing = new Ajv({ ...rules, coerceTypes: true })
  for (const one of [strict, coercing]) formats.default(one)
  app.setValidatorCompiler(({ schema, httpPart }) =>
    (httpPart === 'body' ? strict : coercing).compile(schema as object),
  )
}
