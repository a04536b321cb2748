import type { Diagnostic } from '../text/diagnostic.ts'
import { buildKpis, buildMeasures } from './build-kpi.ts'
import { buildCausalLinks, buildContributions, buildScorecard, buildWaivers } from './build-links.ts'
import { buildCalendar, buildOrganisation, buildRollUp } from './build-organisation.ts'
import { buildReviews } from './build-reviews.ts'
import type { Collected, SourceFile } from './collect.ts'
import { collect } from './collect.ts'
import type { Department, Id, Initiative, Objective, Organisation, Rates, Strategy } from './model.ts'
import { beginning, Resolver } from './resolver.ts'
import { spanOf } from './shape.ts'

export type StrategyReading = {
  readonly strategy: Strategy
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads a strategy from any number of YAML files; their order does not matter. Never throws: gives the sound part of
 * the strategy, and located diagnostics of everything that was left out.
 */
export function readStrategy(files: readonly SourceFile[]): StrategyReading {
  const diagnostics: Diagnostic[] = []
  const ordered = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const collected = collect(ordered, diagnostics)
  const resolver = new Resolver(buildCalendar(collected.organisation, diagnostics), diagnostics)
  const organisation = buildOrganisation(collected, resolver)
  const measures = buildMeasures(collected, resolver)
  const kpis = buildKpis({ collected, measures, organisation, resolver })
  const known = { kpis, measures }
  const strategy: Strategy = {
    organisation,
    currencies: buildRates(collected, resolver),
    people: mapItems(collected.people, (id, item) => ({
      id,
      name: item.name ?? id,
      department: resolver.id(item.department, 'department', collected.departments),
      email: item.email,
      at: item.at,
    })),
    departments: buildDepartments(collected, organisation, resolver),
    perspectives: mapItems(collected.perspectives, (id, item) => ({
      id,
      name: item.name ?? id,
      financial: item.financial ?? id === 'financial',
      rollUp: buildRollUp(item['roll-up'], organisation.rollUp, resolver),
      at: item.at,
    })),
    themes: mapItems(collected.themes, (id, item) => ({ id, name: item.name ?? id, at: item.at })),
    objectives: buildObjectives(collected, organisation, resolver),
    measures,
    kpis,
    contributions: buildContributions(collected, known, resolver),
    causalLinks: buildCausalLinks(collected, known, resolver),
    initiatives: buildInitiatives(collected, known.kpis, resolver),
    reviews: buildReviews(collected, organisation, resolver),
    scorecard: buildScorecard(collected, resolver),
    waivers: buildWaivers(collected, resolver),
    dangling: resolver.dangling,
  }
  return { strategy, diagnostics }
}

function mapItems<T, U>(items: ReadonlyMap<Id, T>, build: (id: Id, item: T) => U): Map<Id, U> {
  return new Map([...items].map(([id, item]) => [id, build(id, item)]))
}

function buildRates(collected: Collected, resolver: Resolver): Map<string, Rates> {
  return mapItems(collected.currencies, (_, item) =>
    (item.rates ?? [])
      .map(({ from, rate }) => ({ from: resolver.day(from) ?? beginning, rate }))
      .sort((a, b) => a.from - b.from),
  )
}

function buildDepartments(
  collected: Collected,
  organisation: Organisation,
  resolver: Resolver,
): Map<Id, Department> {
  return mapItems(collected.departments, (id, item) => ({
    id,
    name: item.name ?? id,
    parent: resolver.id(item.parent, 'department', collected.departments),
    head: resolver.id(item.head, 'person', collected.people),
    weight: resolver.weight(item.weight, spanOf(item.at, 'weight')),
    rollUp: buildRollUp(item['roll-up'], organisation.rollUp, resolver),
    at: item.at,
  }))
}

function buildObjectives(
  collected: Collected,
  organisation: Organisation,
  resolver: Resolver,
): Map<Id, Objective> {
  return mapItems(collected.objectives, (id, item) => ({
    id,
    name: item.name ?? id,
    description: item.description,
    parent: resolver.id(item.parent, 'objective', collected.objectives),
    perspective: resolver.id(item.perspective, 'perspective', collected.perspectives),
    theme: resolver.id(item.theme, 'theme', collected.themes),
    department: resolver.id(item.department, 'department', collected.departments),
    owner: resolver.id(item.owner, 'person', collected.people),
    period: item.for && resolver.period(item.for),
    weight: resolver.weight(item.weight, spanOf(item.at, 'weight')),
    judgedBy: item['judged-by'],
    rollUp: buildRollUp(item['roll-up'], organisation.rollUp, resolver),
    at: item.at,
  }))
}

function buildInitiatives(
  collected: Collected,
  kpis: ReadonlyMap<Id, unknown>,
  resolver: Resolver,
): Map<Id, Initiative> {
  return mapItems(collected.initiatives, (id, item) => ({
    id,
    name: item.name ?? id,
    objective: resolver.id(item.objective, 'objective', collected.objectives),
    kpis: resolver.ids(item.kpis, 'KPI', kpis),
    owner: resolver.id(item.owner, 'person', collected.people),
    from: resolver.day(item.from),
    due: resolver.day(item.due),
    budget: item.budget?.value,
    state: item.state ?? 'planned',
    milestones: (item.milestones ?? []).flatMap(({ name, due, done }) => {
      const day = resolver.day(due)
      return day === undefined ? [] : [{ name, due: day, done: resolver.day(done) }]
    }),
    at: item.at,
  }))
}
