import type { Measure, Strategy } from '../../strategy/model.ts'
import { withArticle } from './article.ts'

/** Why a measure cannot be made from the measures it aggregates (rule A8); undefined where it can. */
export function aggregationProblem(whole: Measure, { measures }: Strategy): string | undefined {
  for (const [place, id] of whole.aggregates.entries()) {
    const part = measures.get(id) as Measure
    if (part.kind !== whole.kind)
      return `"${part.name}" is ${withArticle(part.kind)}, not ${withArticle(whole.kind)}`
    if (part.unit.dimension !== whole.unit.dimension) {
      return `"${part.name}" is in ${part.unit.name}, not in ${whole.unit.name}`
    }
    const problem = kindProblem(whole, part, whole.weightBy[place] !== undefined)
    if (problem !== undefined) return problem
  }
  return undefined
}

function kindProblem({ kind }: Measure, { name, formula }: Measure, isWeighted: boolean): string | undefined {
  switch (kind) {
    case 'flow':
    case 'stock':
      return undefined
    case 'ratio': {
      const isDivision = formula?.kind === 'binary' && formula.op === '/'
      if (isWeighted || isDivision) return undefined
      return `"${name}" is a ratio without a formula a / b, so its denominator is not known; write one, or weight-by`
    }
    case 'index':
      return isWeighted ? undefined : 'an index has no sum; write weight-by, a weight for each part'
    case 'distinct-count':
      return 'the members of distinct counts overlap, so they have no sum'
    default:
      return `there is no sum of ${kind}s`
  }
}
