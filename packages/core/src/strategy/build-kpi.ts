import { resolveFormula } from '../formula/resolve.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { Day } from '../time/day.ts'
import { isFiner } from '../time/grain.ts'
import { comparePeriods } from '../time/period.ts'
import { buildMeasure } from './build-measure.ts'
import { buildTarget } from './build-target.ts'
import type { Collected } from './collect.ts'
import type { KpiItem, MeasureItem } from './item-shapes.ts'
import type { Id, Kpi, Measure, Organisation, Weight } from './model.ts'
import type { Resolver } from './resolver.ts'
import { spanOf } from './shape.ts'
import type { TargetItem } from './target-shapes.ts'

const words = {
  'measure-missing':
    'The KPI {kpi} names no measure, and there is none of the same id. Add "measure:" with unit and kind, or an id.',
  'measure-twice': 'The measure {id} is described both here and under "measures".',
  'kpi-grain-finer':
    'A KPI cannot be judged by the {kpiGrain} when its measure is kept by the {measureGrain}.',
}
const diagnose = diagnoser(words)

/** The measures under `measures` and those written inside a KPI, which take the KPI's id. */
export function buildMeasures(collected: Collected, resolver: Resolver): Map<Id, Measure> {
  const written = new Map<Id, { item: MeasureItem; name: string | undefined }>()
  for (const [id, item] of collected.measures) written.set(id, { item, name: undefined })
  for (const [id, kpi] of collected.kpis) {
    const inline = inlineMeasure(kpi)
    if (!inline) continue
    if (written.has(id))
      resolver.diagnostics.push(diagnose('measure-twice', 'error', spanOf(kpi.at, 'measure'), { id }))
    else written.set(id, { item: inline, name: kpi.name })
  }
  const known = { people: collected.people, departments: collected.departments, measures: written }
  const measures = new Map<Id, Measure>()
  for (const [id, { item, name }] of written) {
    const measure = buildMeasure(id, item, name, known, resolver)
    if (measure) measures.set(id, measure)
  }
  return resolveFormulas(measures)
}

function resolveFormulas(measures: Map<Id, Measure>): Map<Id, Measure> {
  const lookup = (id: Id) => measures.get(id)
  for (const [id, measure] of measures) {
    if (measure.formula) measures.set(id, { ...measure, formula: resolveFormula(measure.formula, lookup) })
  }
  return measures
}

function inlineMeasure(kpi: KpiItem): MeasureItem | undefined {
  return kpi.measure && 'unit' in kpi.measure ? (kpi.measure as MeasureItem) : undefined
}

type Context = {
  readonly collected: Collected
  readonly measures: ReadonlyMap<Id, Measure>
  readonly organisation: Organisation
  readonly resolver: Resolver
}

/** The KPIs with their targets; one without a measure is left out and told. */
export function buildKpis(context: Context): Map<Id, Kpi> {
  const { collected, resolver } = context
  const targets = targetItems(context)
  const kpis = new Map<Id, Kpi>()
  for (const [id, item] of collected.kpis) {
    const measure = measureOf(id, item, context)
    if (!measure) continue
    kpis.set(id, buildKpi(id, item, measure, targets.get(id) ?? [], context))
  }
  for (const { kpi } of collected.targets) resolver.id(kpi, 'KPI', collected.kpis)
  return kpis
}

function targetItems({ collected }: Context): Map<Id, TargetItem[]> {
  const items = new Map<Id, TargetItem[]>()
  for (const [id, kpi] of collected.kpis) if (kpi.targets) items.set(id, [...kpi.targets])
  for (const item of collected.targets) {
    const known = items.get(item.kpi.text)
    if (known) known.push(item)
    else items.set(item.kpi.text, [item])
  }
  return items
}

function measureOf(id: Id, item: KpiItem, { measures, resolver, collected }: Context): Measure | undefined {
  const written = item.measure
  if (written && 'text' in written) {
    // A measure that exists but could not be read has been told already: its KPI is left out in silence.
    const isKnown = measures.has(written.text) || collected.measures.has(written.text)
    if (!isKnown) resolver.id(written, 'measure', measures)
    return measures.get(written.text)
  }
  const own = measures.get(id)
  if (!own && !written)
    resolver.diagnostics.push(diagnose('measure-missing', 'error', spanOf(item.at), { kpi: id }))
  return own
}

function buildKpi(
  id: Id,
  item: KpiItem,
  measure: Measure,
  targetItems: readonly TargetItem[],
  { collected, organisation, resolver }: Context,
): Kpi {
  const known = collected
  const retired = resolver.day(item.retired)
  const context = { resolver, organisation, measure, people: known.people }
  const targets = targetItems
    .map((target) => buildTarget(id, target, context))
    .filter((target) => target !== undefined)
  return {
    id,
    name: item.name ?? measure.name,
    measure: measure.id,
    objective: resolver.id(item.objective, 'objective', known.objectives),
    department: resolver.id(item.department, 'department', known.departments),
    sharedWith: resolver.ids(item['shared-with'], 'department', known.departments),
    owner: resolver.id(item.owner, 'person', known.people),
    grain: kpiGrain(item, measure, resolver),
    weight: weightUntil(retired, resolver.weight(item.weight, spanOf(item.at, 'weight'))),
    targets: targets.sort((a, b) => comparePeriods(organisation.calendar, a.period, b.period)),
    review: item.review ?? organisation.review,
    reviewed: resolver.day(item.reviewed),
    retired,
    at: item.at,
  }
}

/** A KPI that is retired weighs nothing afterwards. */
function weightUntil(retired: Day | undefined, weight: Weight): Weight {
  if (retired === undefined) return weight
  const before = weight.filter(({ from }, place) => place === 0 || from <= retired)
  return [...before, { from: retired + 1, value: 0 }]
}

function kpiGrain(item: KpiItem, measure: Measure, resolver: Resolver): Kpi['grain'] {
  const grain = item.grain ?? measure.grain
  if (!isFiner(grain, measure.grain)) return grain
  const facts = { kpiGrain: grain, measureGrain: measure.grain }
  resolver.diagnostics.push(diagnose('kpi-grain-finer', 'error', spanOf(item.at, 'grain'), facts))
  return measure.grain
}
