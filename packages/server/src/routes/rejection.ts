import { Failure } from '../errors.ts'

const codes: Readonly<Record<string, 'forbidden' | 'period-locked' | 'not-found'>> = {
  forbidden: 'forbidden',
  'period-locked': 'period-locked',
  'observation-measure-unknown': 'not-found',
}

type Rejection = { readonly code: string; readonly field: string; readonly message: string }

/** The refusal that the rejection of a value comes to where it is the only one sent. */
export function refusalOf(rejection: Rejection): Failure {
  const { code, field } = rejection
  const message = sentenceOf(rejection)
  return new Failure(codes[code] ?? 'invalid-request', message, {
    faults: [{ in: 'body', field, code, message }],
  })
}

/** One value by its own address has no number of a row. */
export function sentenceOf({ message }: Rejection): string {
  const said = message.replace(/^Row 1(?:, column \w+)?: /, '')
  return said.slice(0, 1).toUpperCase() + said.slice(1)
}
