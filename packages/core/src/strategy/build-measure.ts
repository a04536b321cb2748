import { parseFormula } from '../formula/parse.ts'
import { aggregationsOverTime } from '../quantity/kind.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { MeasureItem } from './item-shapes.ts'
import type { Id, Measure } from './model.ts'
import type { Resolver } from './resolver.ts'
import { daysOf } from './resolver.ts'
import { spanOf } from './shape.ts'

const words = {
  'over-time-illegal': 'A {kind} cannot be brought to longer periods by {rule}: {legal}.',
  'formula-and-aggregates': 'A measure has either a formula or aggregates, not both.',
  'weights-unmatched': 'There are {weights} weights for {parts} aggregated measures.',
}
const diagnose = diagnoser(words)

export type Known = {
  readonly people: ReadonlyMap<Id, unknown>
  readonly departments: ReadonlyMap<Id, unknown>
  readonly measures: ReadonlyMap<Id, unknown>
}

/** A measure as meant; undefined where its unit cannot be read. */
export function buildMeasure(
  id: Id,
  item: MeasureItem,
  name: string | undefined,
  known: Known,
  resolver: Resolver,
): Measure | undefined {
  const unit = resolver.unit(item.unit)
  if (!unit) return undefined
  const isMoney = unit.dimension.split(/[*/]/).some((base) => /^[A-Z]{3}$/.test(base))
  const carry = resolver.duration(item['carry-forward'])
  const bound = (side: 'min' | 'max', otherwise: number) => {
    const written = item.bounds?.[side]
    return (written && resolver.amount(written, unit)) ?? otherwise
  }
  let aggregates = resolver.ids(item.aggregates, 'measure', known.measures)
  const formula = buildFormula(item, resolver)
  if (formula && aggregates.length > 0) {
    resolver.diagnostics.push(diagnose('formula-and-aggregates', 'error', spanOf(item.at, 'aggregates')))
    aggregates = []
  }
  const isComplete = aggregates.length === (item.aggregates?.length ?? 0)
  return {
    id,
    name: item.name ?? name ?? id,
    description: item.description,
    unit,
    kind: item.kind,
    polarity: item.polarity,
    grain: item.grain ?? 'month',
    formula,
    formulaText: item.formula?.text,
    aggregates: isComplete ? aggregates : [],
    weightBy: buildWeightBy(item, known, resolver),
    missing: item.missing ?? 'unknown',
    overTime: buildOverTime(item, resolver),
    carryDays: carry ? daysOf(carry) : 0,
    nature: item.nature ?? (isMoney ? 'financial' : 'non-financial'),
    timing: item.timing,
    owner: resolver.id(item.owner, 'person', known.people),
    department: resolver.id(item.department, 'department', known.departments),
    source: item.source,
    bounds: { min: bound('min', Number.NEGATIVE_INFINITY), max: bound('max', Number.POSITIVE_INFINITY) },
    at: item.at,
  }
}

function buildFormula(item: MeasureItem, resolver: Resolver): Measure['formula'] {
  if (!item.formula) return undefined
  const { text, span } = item.formula
  const quoted = span.end - span.start === text.length + 2 ? 1 : 0
  const { formula, diagnostics } = parseFormula(text, { file: span.file, offset: span.start + quoted })
  for (const fault of diagnostics) resolver.diagnostics.push(fault)
  return formula
}

function buildWeightBy(item: MeasureItem, known: Known, resolver: Resolver): readonly Id[] {
  const weights = resolver.ids(item['weight-by'], 'measure', known.measures)
  const parts = item.aggregates?.length ?? 0
  const written = item['weight-by']?.length ?? 0
  if (written === 0 || written === parts) return weights.length === written ? weights : []
  const facts = { weights: written, parts }
  resolver.diagnostics.push(diagnose('weights-unmatched', 'error', spanOf(item.at, 'weight-by'), facts))
  return []
}

function buildOverTime(item: MeasureItem, resolver: Resolver): Measure['overTime'] {
  const legal = aggregationsOverTime(item.kind)
  const chosen = item['over-time']
  if (chosen && !legal.includes(chosen)) {
    const facts = {
      kind: item.kind,
      rule: chosen,
      legal: legal.length > 0 ? legal.join(', ') : 'it has none',
    }
    resolver.diagnostics.push(diagnose('over-time-illegal', 'error', spanOf(item.at, 'over-time'), facts))
  } else if (chosen) return chosen
  const usual = legal[0]
  return usual === 'weighted-mean' ? undefined : usual
}
