import { describe, expect, test } from 'vitest'
import { judge } from './linden.ts'

const codes = (block: string) => judge(block).findings.map(({ code }) => code)
const subjects = (block: string, code: string) =>
  judge(block).findings.flatMap((found) => (found.code === code ? [found.subject.id] : []))

/** A KPI of sales on customers' loyalty, with more fields. */
const kpi = (id: string, ...more: readonly string[]) =>
  [
    `  ${id}:`,
    '    objective: loyal-customers',
    '    department: sales',
    '    owner: ben',
    ...more.map((line) => `    ${line}`),
    '',
  ].join('\n')
const kpis = (...items: readonly string[]) => `kpis:\n${items.join('')}`
const flow = 'measure: { unit: EUR, kind: flow, polarity: higher }'
const made =
  'measure: { unit: EUR, kind: flow, polarity: higher, aggregates: [revenue-shops, revenue-online] }'
const ratio = 'measure: { unit: "%", kind: ratio, polarity: higher }'

describe('arithmetic', () => {
  const revenue = (value: number) =>
    kpis(
      kpi(
        'revenue',
        made,
        `targets: [{ for: 2026, value: ${value} }]`,
        'contributes: [{ to: profit, kind: share }]',
      ),
    )

  test('[C7] a gap of half a per cent is within the tolerance, a larger one is not', () => {
    expect(codes(revenue(1085000))).not.toContain('gap')
    expect(codes(revenue(1086000))).toContain('gap')
  })

  test('[C7] ten per cent more than wanted is padding, more is over-allocation', () => {
    expect(codes(revenue(982000))).not.toContain('over-allocation')
    expect(subjects(revenue(981000), 'over-allocation')).toEqual(['revenue'])
  })

  const split = (first: string, second: string) =>
    kpis(
      kpi(
        'revenue-online',
        flow,
        'targets: [{ for: 2026, value: 480000 }]',
        'contributes:',
        `  - { to: revenue, kind: share, share: ${first} }`,
        `  - { to: profit, kind: share, share: ${second} }`,
      ),
    )

  test('[C11] an amount split between two chains is counted once', () => {
    expect(codes(split('60%', '40%'))).not.toContain('double-counting')
    expect(subjects(split('60%', '50%'), 'double-counting')).toEqual(['revenue-online'])
  })

  test('[C11] the chains may meet higher up; the child below them is named, not what is between', () => {
    const half = (id: string) =>
      kpi(
        id,
        flow,
        'targets: [{ for: 2026, baseline: 1, value: 1 }]',
        'contributes: [{ to: profit, kind: share }]',
      )
    const block = kpis(
      half('left'),
      half('right'),
      kpi(
        'low',
        flow,
        'targets: [{ for: 2026, baseline: 1, value: 1 }]',
        'contributes: [{ to: left, kind: share }, { to: right, kind: share }]',
      ),
      kpi(
        'lowest',
        flow,
        'targets: [{ for: 2026, baseline: 1, value: 1 }]',
        'contributes: [{ to: low, kind: share }]',
      ),
    )
    expect(subjects(block, 'double-counting')).toEqual(['low'])
  })
})

describe('contradiction', () => {
  const plan = (targets: string) => kpis(kpi('shop-plan', 'measure: revenue-shops', `targets: [${targets}]`))

  test('two KPIs may want the same of one measure, or different things in different periods', () => {
    expect(codes(plan('{ for: 2026, value: 600000 }'))).toEqual([])
    expect(codes(plan('{ for: 2026-Q4, baseline: 150000, value: 160000 }'))).toEqual([])
  })

  test('a range contradicts a number outside it, and ranges that do not touch', () => {
    expect(codes(plan('{ for: 2026, between: [590000, 610000] }'))).not.toContain('targets-contradict')
    expect(codes(plan('{ for: 2026, between: [601000, 610000] }'))).toContain('targets-contradict')
  })

  const margin = (bounds: string, value: number) =>
    kpis(
      kpi(
        'operating-cost',
        `measure: { unit: EUR, kind: flow, polarity: lower, ${bounds} }`,
        'targets: [{ for: 2026, change: -10% }]',
        'contributes: [{ to: profit, kind: share, share: -1 }]',
      ),
      kpi(
        'margin',
        'measure: { unit: "%", kind: ratio, polarity: higher, formula: (revenue - operating-cost) / revenue }',
        `targets: [{ for: 2026, baseline: 20, value: ${value} }]`,
      ),
    )

  test('a target is infeasible only outside everything that the inputs can give, declared bounds included', () => {
    expect(codes(margin('bounds: { max: 1000000 }', 75))).toContain('targets-infeasible')
    expect(codes(margin('bounds: { min: 0 }', 75))).not.toContain('targets-infeasible')
    expect(codes(margin('bounds: { max: 1000000 }', 48))).not.toContain('targets-infeasible')
  })

  const complaints = (churn: string) =>
    kpis(
      kpi(
        'complaints',
        'measure: { unit: complaint, kind: flow, polarity: lower }',
        'targets: [{ for: 2026, value: 240 }]',
        'contributes: [{ to: churn, kind: influences }]',
      ),
      kpi('churn', 'measure: { unit: "%", kind: ratio, polarity: lower }', `targets: [${churn}]`),
    )

  test('a part may be due with a later target of its whole', () => {
    expect(codes(complaints('{ for: 2026-Q3, baseline: 5, value: 4.2 }'))).toContain('due-after-parent')
    const both = '{ for: 2026-Q3, baseline: 5, value: 4.2 }, { for: 2026-Q4, baseline: 5, value: 4.1 }'
    expect(codes(complaints(both))).not.toContain('due-after-parent')
  })

  const mean = (value: number) =>
    kpis(
      ['one', 'two']
        .map((id, place) =>
          kpi(
            id,
            ratio,
            `targets: [{ for: 2026, baseline: 90, value: ${place === 0 ? 90 : value} }]`,
            'contributes: [{ to: on-time, kind: mean, weight-by: revenue }]',
          ),
        )
        .join(''),
    )

  test('a mean rules its target out only where every child falls short', () => {
    expect(subjects(mean(92), 'target-looser-than-parent')).toEqual(['one', 'two'])
    expect(codes(mean(95))).not.toContain('target-looser-than-parent')
    expect(codes(mean(95))).toContain('gap')
  })
})

describe('structure and legality', () => {
  test('a KPI that contributes to one in sight is no orphan, without an objective of its own', () => {
    const block = kpis(
      kpi(
        'bells',
        flow,
        'targets: [{ for: 2026, baseline: 1, value: 1 }]',
        'contributes: [{ to: revenue, kind: influences }]',
      ).replace(/ {4}objective.*\n/, ''),
    )
    expect(codes(block)).toEqual(['never-observed'])
  })

  test('two departments may use exactly one name; a name spelt otherwise is a duplicate', () => {
    const other = (name: string) =>
      kpis(
        kpi(
          'finance-complaints',
          `name: ${name}`,
          'measure: complaints',
          'targets: [{ for: 2026, value: 240 }]',
        ).replace('sales', 'finance'),
      )
    expect(codes(other('Complaints'))).toEqual([])
    expect(codes(other('COMPLAÍNTS'))).toEqual(['name-duplicate'])
  })

  test('an earlier period of itself makes no circle', () => {
    const count = (formula: string) =>
      `measures:\n  stock: { name: Stock, unit: complaint, kind: stock, formula: ${formula} }\n`
    expect(codes(count('prior(stock) + complaints'))).not.toContain('formula-cycle')
    expect(codes(count('stock + complaints'))).toContain('formula-cycle')
  })

  test('shares of ratios that add up to 1 are a mean that somebody chose', () => {
    const share = (id: string, part: number) =>
      kpi(
        id,
        ratio,
        'targets: [{ for: 2026, baseline: 90, value: 94 }]',
        `contributes: [{ to: on-time, kind: share, share: ${part} }]`,
      )
    expect(codes(kpis(share('one', 0.4), share('two', 0.6)))).not.toContain('ratio-averaged')
    expect(codes(kpis(share('one', 1), share('two', 1)))).toContain('ratio-averaged')
  })

  test('a currency with a rate is converted', () => {
    const abroad = (rates: string) =>
      `${rates}kpis:\n${kpi('abroad', 'measure: { unit: USD, kind: flow, polarity: lower }', 'targets: [{ for: 2026, baseline: 9, value: 9 }]', 'contributes: [{ to: operating-cost, kind: share }]')}`
    expect(codes(abroad(''))).toContain('currency-mismatch')
    expect(codes(abroad('currencies:\n  USD: { rates: [{ from: 2020-01-01, rate: 1.1 }] }\n'))).not.toContain(
      'currency-mismatch',
    )
  })

  test('a formula may leave its kind open: a price times an amount, a level times a rate', () => {
    const block = (formula: string, kind: string) =>
      `measures:\n  price: { name: Price, unit: EUR/complaint, kind: ratio }\n  cost: { name: Cost, unit: EUR, kind: ${kind}, formula: ${formula} }\n`
    expect(codes(block('price * complaints', 'flow'))).not.toContain('formula-unit')
    expect(codes(block('operating-cost - revenue', 'stock'))).toContain('formula-unit')
    expect(codes(block('rolling(revenue, 12)', 'stock'))).not.toContain('formula-unit')
  })
})

describe('time', () => {
  test('a value that is carried forward is not stale', () => {
    const rides = (more: string) =>
      `# observations: rides 2025-01..2026-05 30\nkpis:\n${kpi('rides', `measure: { unit: ride, kind: flow, polarity: higher${more} }`, 'targets: [{ for: 2026, baseline: 360, value: 360 }]')}`
    expect(codes(rides(''))).toEqual(['value-stale'])
    expect(codes(rides(', carry-forward: 1 quarter'))).toEqual([])
  })

  test('a KPI was never reviewed only where at least half of the KPIs bear a day of review', () => {
    const base = 'profit revenue revenue-shops revenue-online churn repeat-orders'.split(' ')
    const reviewed = (ids: readonly string[]) =>
      kpis(ids.map((id) => kpi(id, `measure: ${id}`, 'reviewed: 2026-08-01')).join(''))
    const measures = base.map((id) => `  ${id}: { unit: EUR, kind: flow, polarity: higher }\n`).join('')
    const block = (count: number) => `${reviewed(base.slice(0, count))}measures:\n${measures}`
    expect(subjects(block(5), 'review-overdue')).toEqual([])
    expect(subjects(block(6), 'review-overdue')).toHaveLength(5)
  })

  test('a KPI of next year needs no value and no measured baseline yet', () => {
    const next = kpi(
      'rides',
      'measure: { unit: ride, kind: flow, polarity: higher }',
      'targets: [{ for: 2027, change: 5% }]',
    )
    expect(codes(kpis(next))).toEqual(['smart-timed'])
  })

  const time = (value: number) =>
    kpis(
      kpi(
        'delivery-time',
        'measure: { unit: day, kind: index, polarity: lower }',
        `targets: [{ for: 2026, value: ${value} }]`,
      ),
    )

  test('a target may ask for up to twice the farthest move ever', () => {
    // From 3.96 days at the end of 2025; the farthest move in a year was 1.14 days, twice that leads to 1.69.
    expect(codes(time(1.7))).toEqual([])
    expect(codes(time(1.6))).toEqual(['smart-achievable'])
  })

  test('a target that was reached before is not beyond experience', () => {
    expect(codes(`# observations: delivery-time 2025-01 1.5\n${time(1.6)}`)).toEqual([])
  })

  test('a target that is nearly reached is no longer beyond experience', () => {
    const done = (value: number) => `# observations: delivery-time 2026-08 ${value}\n${time(1.6)}`
    expect(codes(done(3.2))).toEqual(['smart-achievable'])
    expect(codes(done(2.3))).toEqual([])
  })
})
