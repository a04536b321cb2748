import type { Observations } from '../src/series/observations.ts'
import { ObservationsBuilder } from '../src/series/observations.ts'
import type { Id, Kpi, Measure, Strategy } from '../src/strategy/model.ts'
import { readStrategy } from '../src/strategy/read.ts'
import type { Diagnostic } from '../src/text/diagnostic.ts'
import type { Calendar, CalendarSpec } from '../src/time/calendar.ts'
import { makeCalendar } from '../src/time/calendar.ts'
import type { Day } from '../src/time/day.ts'
import { dayOf, printDay } from '../src/time/day.ts'
import type { Grain } from '../src/time/grain.ts'
import { isFiner } from '../src/time/grain.ts'
import { Random } from './random.ts'
import { randomMeasures } from './random-measures.ts'
import type { Item } from './random-targets.ts'
import { randomTargets } from './random-targets.ts'

export type RandomCompany = {
  readonly seed: number
  readonly strategy: Strategy
  readonly observations: Observations
  readonly asOf: Day
  readonly diagnostics: readonly Diagnostic[]
  /** Other targets that each KPI could have. */
  readonly otherTargets: ReadonlyMap<Id, readonly Kpi['targets'][]>
}

/** How many observed measures and KPIs; how many fiscal years of history. */
export type Size = { readonly measures: number; readonly kpis: number; readonly years: number }

const small: Size = { measures: 7, kpis: 7, years: 2 }

/** A company with a bit of everything that the rules speak of; the same seed gives the same company. */
export function randomCompany(seed: number, size: Size = small): RandomCompany {
  const random = new Random(seed)
  const spec = random.pick(calendars)
  const { calendar } = makeCalendar(spec.spec)
  const asOf = dayOf(2026, random.whole(1, 12), random.whole(1, 28))
  const items: Item = {
    organisation: randomOrganisation(random, spec.written),
    currencies: { USD: { rates: randomRates(random, asOf) } },
    ...randomStructure(random, asOf),
    measures: randomMeasures(random, size.measures),
  }
  const kpis = randomKpis(random, items, size.kpis, asOf)
  const read = () => readItems({ ...items, kpis: withTargets(random, kpis, items, calendar, asOf) })
  const { strategy, diagnostics } = read()
  const others = [read(), read(), read()]
  const otherTargets = new Map(
    [...strategy.kpis.keys()].map((id) => [
      id,
      [[], ...others.map((other) => other.strategy.kpis.get(id)?.targets ?? [])],
    ]),
  )
  const observations = randomObservations(random, strategy, asOf, size.years)
  return { seed, strategy, observations, asOf, diagnostics, otherTargets }
}

const calendars: readonly { spec: CalendarSpec; written: Item | undefined }[] = [
  { spec: {}, written: undefined },
  { spec: { start: { month: 4, day: 1 } }, written: { start: '04-01' } },
  {
    spec: { pattern: '4-4-5', yearEnd: { weekday: 6, month: 1, rule: 'nearest' } },
    written: { pattern: '4-4-5', 'year-end': { weekday: 'saturday', month: 1, rule: 'nearest' } },
  },
]

/** A YAML file may be written in JSON, which is YAML. */
export function readItems(items: Item): { strategy: Strategy; diagnostics: readonly Diagnostic[] } {
  return readStrategy([{ name: 'company.yaml', text: JSON.stringify(items) }])
}

function randomOrganisation(random: Random, calendar: Item | undefined): Item {
  const organisation: Item = {
    name: 'Random',
    currency: 'EUR',
    grain: random.pick(['month', 'month', 'month', 'quarter', 'week']),
    'roll-up': randomRollUp(random),
  }
  if (calendar) organisation.calendar = calendar
  if (random.chance(0.3)) organisation.bands = { 'on-track': '90%', 'at-risk': '60%' }
  return organisation
}

function randomRollUp(random: Random): Item {
  return {
    rule: random.pick(['weighted-mean', 'weighted-mean', 'worst', 'best']),
    missing: random.pick([
      'unknown',
      'leave-out',
      'leave-out',
      'leave-out',
      'carry-forward',
      'zero',
      'peer-mean',
    ]),
    'coverage-limit': random.pick(['70%', '50%', '100%', 0]),
    freshness: random.pick(['1 month', '1 quarter', '10 days']),
  }
}

function randomRates(random: Random, asOf: Day): Item[] {
  return Array.from({ length: random.whole(1, 3) }, () => ({
    from: printDay(asOf - random.whole(0, 600)),
    rate: random.whole(80, 140) / 100,
  }))
}

function randomWeight(random: Random, asOf: Day): unknown {
  if (random.chance(0.6)) return random.pick([0, 1, 1, 2, 0.5, 3])
  return [
    { from: printDay(asOf - 500), value: random.pick([0, 1, 2]) },
    { from: printDay(asOf - random.whole(30, 300)), value: random.pick([0, 0.3, 2]) },
  ]
}

const departmentIds = ['finance', 'sales', 'sales-north', 'service']
const objectiveIds = ['grow', 'win', 'keep', 'delight', 'lean', 'learn']
const perspectiveIds = ['financial', 'customer', 'people']

function randomStructure(random: Random, asOf: Day): Item {
  const perspectives = random.some(perspectiveIds, 3)
  const structure: Item = {
    departments: itemsOf(departmentIds, (id) => ({
      ...(id === 'sales-north' ? { parent: 'sales' } : {}),
      ...(random.chance(0.2) && id !== 'sales' ? { parent: random.pick(departmentIds) } : {}),
      ...maybe(random, 0.5, { weight: randomWeight(random, asOf) }),
      ...maybe(random, 0.4, { 'roll-up': randomRollUp(random) }),
    })),
    perspectives: itemsOf(perspectives, () => maybe(random, 0.5, { 'roll-up': randomRollUp(random) })),
    objectives: itemsOf(objectiveIds, () => ({
      ...maybe(random, 0.3, { parent: random.pick(objectiveIds) }),
      ...(perspectives.length > 0 ? maybe(random, 0.7, { perspective: random.pick(perspectives) }) : {}),
      ...maybe(random, 0.5, { weight: randomWeight(random, asOf) }),
      ...maybe(random, 0.4, { 'judged-by': random.pick(['kpis', 'objectives', 'both']) }),
      ...maybe(random, 0.4, { 'roll-up': randomRollUp(random) }),
    })),
  }
  if (random.chance(0.5)) structure.scorecard = randomScorecard(random, perspectives, asOf)
  return structure
}

function randomScorecard(random: Random, perspectives: readonly string[], asOf: Day): Item[] {
  return Array.from({ length: random.whole(1, 2) }, () => ({
    from: printDay(asOf - random.whole(0, 500)),
    weights: itemsOf(random.some(perspectives, 3), () => random.pick([0, 1, 25, 40])),
  }))
}

function itemsOf(ids: readonly string[], make: (id: string) => unknown): Item {
  return Object.fromEntries(ids.map((id) => [id, make(id)]))
}

function maybe(random: Random, share: number, item: Item): Item {
  return random.chance(share) ? item : {}
}

function randomKpis(random: Random, items: Item, count: number, asOf: Day): Item {
  const measures = items.measures as Record<string, Item>
  const chosen = Object.keys(measures)
  const kpis: Item = {}
  for (let number = 0; number < count; number++) {
    const measure = random.pick(chosen)
    const own = (measures[measure]?.grain ?? 'month') as Grain
    const longer = (['week', 'month', 'quarter', 'half'] as const).filter((grain) => isFiner(own, grain))
    kpis[`k${number}`] = {
      measure,
      ...maybe(random, 0.8, { objective: random.pick(objectiveIds) }),
      ...maybe(random, 0.8, { department: random.pick(departmentIds) }),
      ...maybe(random, 0.3, { 'shared-with': random.some(departmentIds, 3) }),
      ...maybe(random, 0.3, { grain: random.pick([own, ...longer]) }),
      ...maybe(random, 0.5, { weight: randomWeight(random, asOf) }),
    }
  }
  return kpis
}

function withTargets(random: Random, kpis: Item, items: Item, calendar: Calendar, asOf: Day): Item {
  const measures = items.measures as Record<string, Item>
  return Object.fromEntries(
    (Object.entries(kpis) as [string, Item][]).map(([id, kpi]) => {
      const measure = measures[kpi.measure as string] as Item
      const grain = (kpi.grain ?? measure.grain ?? 'month') as Grain
      const { kind, polarity, unit } = measure as Pick<Measure, 'kind' | 'polarity'> & { unit: string }
      const context = { calendar, asOf, kind, polarity, grain, isPercent: unit === '%' }
      return [id, { ...kpi, targets: randomTargets(random, context) }]
    }),
  )
}

/** Values of every observed measure: late and restated records, gaps, periods that have not ended. */
function randomObservations(random: Random, strategy: Strategy, asOf: Day, years: number): Observations {
  const builder = new ObservationsBuilder()
  const { calendar } = strategy.organisation
  for (const [id, { grain, formula, aggregates, kind }] of strategy.measures) {
    if (formula || aggregates.length > 0) continue
    const gaps = random.pick([0, 0, 0, 0.05, 0.3])
    const last = calendar.ordinal(grain, asOf) + random.whole(-1, 1)
    const [firstOfYears] = calendar.range('year', calendar.ordinal('year', asOf) - (years - 1), grain)
    const first = firstOfYears + random.pick([0, 0, 0, 0, 1, 5])
    for (let ordinal = first; ordinal <= last; ordinal++) {
      if (random.chance(gaps)) continue
      const end = calendar.end(grain, ordinal)
      builder.add(id, ordinal, randomValue(random, kind), end + random.pick([0, 1, 1, 2, 40]))
      if (random.chance(0.1)) builder.add(id, ordinal, randomValue(random, kind), end + random.whole(0, 90))
    }
  }
  return builder.build()
}

export function randomValue(random: Random, kind: Measure['kind']): number {
  if (random.chance(0.03)) return Number.NaN
  if (kind === 'ratio' || kind === 'milestone') return random.whole(50, 120) / 100
  return random.amount()
}
