import type { Reason } from '../../quantity/missing.ts'
import type { MissingPolicy } from '../../strategy/model.ts'
import type { MeasureCell } from '../results.ts'
import { cellOf, missingCell } from './cell.ts'
import type { NamedPart } from './recipe.ts'

export type PartsContext = {
  /** Whether the whole is a sum over a sum: of numerators and denominators, or of weighted values and weights. */
  readonly isQuotient: boolean
  readonly policy: MissingPolicy
  readonly freshnessDays: number
  readonly index: number
  readonly lastDay: Int32Array
  readonly read: (name: string, index: number) => MeasureCell
}

/** How a part takes part: with its numbers of some period, with 0, or not at all. */
export type Standing =
  | { readonly kind: 'value'; readonly at: number }
  | { readonly kind: 'zero' }
  | { readonly kind: 'absent'; readonly reason: Reason }

/** A measure made of others in one period: rules A8 and A9. */
export function combineParts(parts: readonly NamedPart[], context: PartsContext): MeasureCell {
  const { isQuotient, policy, index, lastDay, read } = context
  const standings = parts.map((part) => standingOf(part, context))
  const absent = standings.filter((standing) => standing.kind === 'absent')
  const present = parts.length - absent.length
  if (policy === 'unknown' && absent[0]) return missingCell(absent[0].reason)
  if (present === 0) return missingCell('child-missing')
  let over = 0
  let under = 0
  let covered = 0
  let coverable = 0
  let ageDays = 0
  for (const [place, standing] of standings.entries()) {
    const part = parts[place] as NamedPart
    const at = standing.kind === 'value' ? standing.at : index
    const weight = part.weight === undefined ? 1 : weightOrZero(read(part.weight, at))
    coverable += Math.abs(weight)
    if (standing.kind === 'absent') continue
    if (part.weight !== undefined) under += weight
    if (standing.kind === 'zero') {
      covered += Math.abs(weight)
      continue
    }
    const cells = namesOf(part).map((name) => read(name, at))
    const value = read(part.value, at).value
    over += part.weight === undefined ? value : weight * value
    if (part.denominator !== undefined) under += read(part.denominator, at).value
    covered += Math.abs(weight) * Math.min(...cells.map(({ coverage }) => coverage))
    const lateDays = (lastDay[index] as number) - (lastDay[at] as number)
    ageDays = Math.max(ageDays, ...cells.map((cell) => cell.ageDays + lateDays))
  }
  const coverage = coverable === 0 ? 0 : covered / coverable
  if (!isQuotient) {
    const isFilled = policy === 'peer-mean' && absent.length > 0
    return cellOf(isFilled ? (over / present) * parts.length : over, ageDays, coverage)
  }
  if (under === 0) return missingCell('divide-by-zero')
  return cellOf(Number.isFinite(under) ? over / under : Number.NaN, ageDays, coverage)
}

export function standingOf(
  part: NamedPart,
  { policy, freshnessDays, index, lastDay, read }: PartsContext,
): Standing {
  const reasonAt = (at: number): Reason =>
    namesOf(part)
      .map((name) => read(name, at).reason)
      .find((reason) => reason !== 'present') ?? 'present'
  const reason = reasonAt(index)
  if (reason === 'present') return { kind: 'value', at: index }
  if (policy === 'zero' && reason === 'not-observed') return { kind: 'zero' }
  if (policy !== 'carry-forward') return { kind: 'absent', reason }
  for (let at = index - 1; at >= 0; at--) {
    if ((lastDay[index] as number) - (lastDay[at] as number) > freshnessDays) break
    if (reasonAt(at) === 'present') return { kind: 'value', at }
  }
  return { kind: 'absent', reason }
}

function namesOf({ value, denominator, weight }: NamedPart): readonly string[] {
  return [value, denominator, weight].filter((name) => name !== undefined)
}

function weightOrZero({ value }: MeasureCell): number {
  return Number.isNaN(value) ? 0 : value
}
