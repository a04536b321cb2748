import type { FormulaCheck } from '../../formula/check.ts'
import { checkFormula } from '../../formula/check.ts'
import type { Measure } from '../../strategy/model.ts'
import type { Diagnostic } from '../../text/diagnostic.ts'
import type { Sighting } from '../check.ts'
import type { Company } from '../company.ts'

/** A formula of a measure, judged as it was written. */
export type JudgedFormula = { readonly measure: Measure; readonly judged: FormulaCheck }

export function judgedFormulas(company: Company): readonly JudgedFormula[] {
  return company.once('formulas', () => {
    const { measures } = company.strategy
    const lookup = (id: string) => measures.get(id)
    return [...measures.values()].flatMap((measure) => {
      const { formula, id: self, grain } = measure
      if (!formula) return []
      return [{ measure, judged: checkFormula(formula, { lookup, known: measures.keys(), grain, self }) }]
    })
  })
}

export type FormulaFinding = { readonly measure: Measure; readonly diagnostic: Diagnostic }

/** Every fault of every formula. */
export function formulaFindings(company: Company): readonly FormulaFinding[] {
  return judgedFormulas(company).flatMap(({ measure, judged }) =>
    judged.diagnostics.map((diagnostic) => ({ measure, diagnostic })),
  )
}

/** The faults of formulas that have one of the codes, as sightings of a check worded `{where}: {problem}`. */
export function* formulaSightings(company: Company, ...codes: readonly string[]): Generator<Sighting> {
  for (const { measure, diagnostic } of formulaFindings(company)) {
    if (!codes.includes(diagnostic.code)) continue
    yield {
      subject: { kind: 'measure', id: measure.id },
      span: diagnostic.span,
      facts: {
        ...diagnostic.facts,
        where: `Formula of "${measure.name}"`,
        problem: diagnostic.message.replace(/\.$/, '').replace(/^(A|The) /, (word) => word.toLowerCase()),
      },
    }
  }
}
