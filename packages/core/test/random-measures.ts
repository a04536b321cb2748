import type { Random } from './random.ts'
import type { Item } from './random-targets.ts'

/** Observed measures of every kind and grain, and measures made from them by formulas and `aggregates`. */
export function randomMeasures(random: Random, count: number): Item {
  const measures: Item = {
    orders: {
      unit: 'order',
      kind: 'flow',
      polarity: 'higher',
      grain: random.pick(['month', 'month', 'week']),
    },
    offers: { unit: 'order', kind: 'flow', polarity: 'higher' },
    revenue: { unit: 'EUR', kind: 'flow', polarity: 'higher' },
    abroad: { unit: 'USD', kind: 'flow' },
  }
  for (let number = 0; number < count - 4; number++) measures[`seen-${number}`] = observed(random)
  for (const [id, measure] of derived(random)) if (random.chance(0.35)) measures[id] = measure
  for (const [id, measure] of aggregated(random)) measures[id] = measure
  for (const measure of Object.values(measures) as Item[]) settle(random, measure)
  return measures
}

function observed(random: Random): Item {
  const kind = random.pick(['flow', 'stock', 'ratio', 'index', 'distinct-count', 'milestone', 'ordinal'])
  const unit = kind === 'ratio' ? '%' : random.pick(['EUR', 'client', 'point-of-service'])
  const measure: Item = { unit, kind, grain: random.pick(['month', 'month', 'month', 'quarter', 'week']) }
  if (kind === 'stock' || kind === 'index') measure['over-time'] = random.pick(['last', 'mean', 'min', 'max'])
  if (random.chance(0.3)) measure['carry-forward'] = random.pick(['1 month', '45 days', '1 quarter'])
  return measure
}

function derived(random: Random): [string, Item][] {
  const flow = (formula: string): Item => ({ unit: 'order', kind: 'flow', formula })
  return [
    ['hit-rate', { unit: '%', kind: 'ratio', formula: 'orders / offers' }],
    ['mean-price', { unit: 'EUR/order', kind: 'ratio', formula: 'revenue / orders' }],
    ['both', flow('orders + offers')],
    ['open', flow('offers - orders')],
    ['half', flow('orders * 0.5 - 3')],
    ['late', flow(`lag(orders, ${random.whole(1, 4)})`)],
    ['year-ago', flow('prior(offers, year)')],
    ['growing', { unit: '%', kind: 'ratio', formula: 'growth(offers)' }],
    ['growing-year', { unit: '%', kind: 'index', formula: 'growth(orders, year)' }],
    ['step-up', flow('delta(offers, year)')],
    ['to-date', { unit: 'order', kind: 'stock', formula: 'ytd(orders)' }],
    ['recent', flow(`rolling(offers, ${random.whole(2, 5)})`)],
    ['balance', { unit: 'order', kind: 'stock', formula: 'coalesce(prior(balance), 100) + orders - offers' }],
    ['debt', { unit: 'order', kind: 'stock', formula: 'coalesce(prior(credit), 5) + orders' }],
    [
      'credit',
      { unit: 'order', kind: 'stock', formula: 'if(offers > 10, debt * 0.5, coalesce(prior(debt), 1))' },
    ],
    ['daily', { unit: 'order/day', kind: 'ratio', formula: 'orders / days()' }],
    ['home', { unit: 'EUR', kind: 'flow', formula: 'convert(abroad, EUR) + revenue' }],
    ['best-of', flow('max(orders, offers, 7)')],
    ['least-of', flow('min(orders, avg(offers, orders))')],
    ['rounded', { unit: 'EUR', kind: 'stock', formula: 'round(abs(revenue), 1)' }],
    ['circle-a', flow('circle-b + orders')],
    ['circle-b', flow('circle-a - offers')],
    ['seen', { unit: 'order', kind: 'flow', formula: 'coalesce(late, orders, 0)' }],
    ['chain', { unit: '%', kind: 'ratio', formula: '(both - open) / sum(both, recent, 1)' }],
  ]
}

function aggregated(random: Random): [string, Item][] {
  const missing = () => random.pick(['unknown', 'leave-out', 'carry-forward', 'zero', 'peer-mean'])
  const measures: [string, Item][] = []
  const grain = random.pick(['month', 'month', 'week'])
  const kind = random.pick(['flow', 'stock'])
  for (const one of ['north', 'south', 'west']) measures.push([`in-${one}`, { unit: 'EUR', kind, grain }])
  measures.push([
    'in-all',
    { unit: 'EUR', kind, grain, aggregates: ['in-north', 'in-south', 'in-west'], missing: missing() },
  ])
  if (random.chance(0.5)) {
    const churn = (one: string): Item => ({
      unit: '%',
      kind: 'ratio',
      formula: one === 'west' ? '(in-west + 1) / sum(in-all, 2)' : `in-${one} / offers`,
    })
    for (const one of ['north', 'west']) measures.push([`churn-${one}`, churn(one)])
    const aggregates = ['churn-north', 'churn-west']
    const weights = random.chance(0.4) ? { 'weight-by': ['in-north', 'in-west'] } : {}
    measures.push(['churn', { unit: '%', kind: 'ratio', aggregates, ...weights, missing: missing() }])
  }
  if (random.chance(0.5)) {
    for (const one of ['a', 'b']) measures.push([`mood-${one}`, { unit: 'point-of-mood', kind: 'index' }])
    const aggregates = ['mood-a', 'mood-b']
    const mood = { unit: 'point-of-mood', kind: 'index', aggregates, missing: missing() }
    measures.push(['mood', { ...mood, 'weight-by': ['offers', 'revenue'] }])
    if (random.chance(0.2)) measures.push(['mood-plain', mood])
  }
  return measures
}

function settle(random: Random, measure: Item): void {
  measure.polarity ??= random.pick(['higher', 'higher', 'lower', 'lower', 'range', undefined])
  if (measure.polarity === undefined) delete measure.polarity
}
