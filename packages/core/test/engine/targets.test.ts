import { expect, test } from 'vitest'
import type { Reader } from './company.ts'
import { bothEvaluators, company, months } from './company.ts'

type Item = Record<string, unknown>

const flow = { unit: 'EUR', kind: 'flow', polarity: 'higher' }
const stock = { unit: 'EUR', kind: 'stock', polarity: 'higher' }
const year = (value: number) => months(2025, Array(12).fill(value))

/** A company of one measure and one KPI of the same name. */
function one(measure: Item, targets: Item[], more: Item = {}) {
  const { values, ...rest } = more as { values?: Item }
  return company({
    measures: { it: measure },
    kpis: { it: { targets } },
    values: { it: values ?? {} } as never,
    ...rest,
  })
}

const row = (read: Reader, names: readonly string[]) => names.map((name) => read.target('it', name))
const quarters = ['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']
const byQuarter = (measure: Item) => ({ ...measure, grain: 'quarter' })

test('[G1] a target binds every judged period of its own period, and no other', () => {
  bothEvaluators(one(stock, [{ for: '2026-Q2', value: 7 }]), (read) => {
    expect(row(read, ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07'])).toEqual([NaN, 7, 7, 7, NaN])
    expect(read.kpi('it', '2026-03').binding).toBeUndefined()
    expect(read.kpi('it', '2026-06').binding?.revision).toBe(0)
  })
})

test('[G1] a target for a shorter period than the judged one binds nothing', () => {
  bothEvaluators(one(byQuarter(stock), [{ for: '2026-05', value: 7 }]), (read) => {
    expect(row(read, quarters)).toEqual([NaN, NaN, NaN, NaN])
  })
})

test('[G2] the baseline is written, measured in the period named, or in the period before', () => {
  const double = { for: '2026', change: '100%' }
  const at = (target: Item, values: Item) => one(stock, [target], { values })
  bothEvaluators(at({ ...double, baseline: 30 }, {}), (read) => expect(read.target('it', '2026-01')).toBe(60))
  bothEvaluators(
    at({ ...double, baseline: { period: '2025-Q2' } }, months(2025, [1, 2, 3, 4, 5, 6])),
    (read) => {
      expect(read.target('it', '2026-01')).toBe(12)
    },
  )
  bothEvaluators(at(double, { '2025-12': 45 }), (read) => expect(read.target('it', '2026-01')).toBe(90))
  bothEvaluators(at(double, {}), (read) => {
    expect(read.target('it', '2026-01')).toBeNaN()
    expect(read.score('it', '2026-01')).toBe('not-observed')
  })
  bothEvaluators(at(double, { '2026-01': 45 }), (read) =>
    expect(read.score('it', '2026-01')).toBe('no-baseline'),
  )
})

test('[G2] with each the baseline is the period before the first such period', () => {
  const target = { for: '2026', change: '10%', each: 'quarter' }
  const values = { '2025-Q1': 1, '2025-Q2': 1, '2025-Q3': 1, '2025-Q4': 40 }
  bothEvaluators(one(byQuarter(flow), [target], { values }), (read) => {
    expect(row(read, quarters)).toEqual(Array(4).fill(40 * (1 + 0.1)))
  })
})

test('[G3] a change in % multiplies, an absolute one and points are added: receivable days 45 to 30', () => {
  const share = { unit: '%', kind: 'ratio', polarity: 'higher' }
  const days = { unit: 'day', kind: 'stock', polarity: 'lower' }
  const goal = (measure: Item, target: Item, expected: number) =>
    bothEvaluators(one(measure, [{ for: '2026', ...target }]), (read) =>
      expect(read.target('it', '2026-12')).toBe(expected),
    )
  goal(flow, { baseline: 1_000_000, change: '15%' }, (1_000_000 * 1.15) / 12)
  goal(stock, { baseline: 100, change: 20 }, 120)
  goal(days, { baseline: 45, value: 30 }, 30)
  goal(days, { baseline: 45, change: -15 }, 30)
  goal(share, { baseline: '20%', change: '10%' }, 0.2 * 1.1)
  goal(share, { baseline: '20%', change: '10 pp' }, 0.2 + 0.1)
})

test('[G4] step: a flow is divided by the judged periods, everything else holds in each', () => {
  const target = { for: '2026', value: 120 }
  bothEvaluators(one(flow, [target]), (read) => expect(row(read, ['2026-01', '2026-12'])).toEqual([10, 10]))
  bothEvaluators(one(stock, [target]), (read) =>
    expect(row(read, ['2026-01', '2026-12'])).toEqual([120, 120]),
  )
})

test('[G4] linear: a flow rises by equal steps with its total kept; a level goes from baseline to goal', () => {
  const target = { for: '2026', baseline: 40, value: 80, trajectory: 'linear' }
  bothEvaluators(one(byQuarter(flow), [target]), (read) => {
    expect(row(read, quarters)).toEqual([14, 18, 22, 26])
    expect(row(read, quarters).reduce((sum, value) => sum + value)).toBe(80)
  })
  bothEvaluators(one(byQuarter(stock), [target]), (read) =>
    expect(row(read, quarters)).toEqual([50, 60, 70, 80]),
  )
})

test('[G4] seasonal: a flow has the shares, everything else the shape, of the year before', () => {
  const target = { for: '2026', value: 200, trajectory: 'seasonal' }
  const values = { '2025-Q1': 10, '2025-Q2': 20, '2025-Q3': 30, '2025-Q4': 40 }
  bothEvaluators(one(byQuarter(flow), [target], { values }), (read) => {
    expect(row(read, quarters)).toEqual([200 * 0.1, 200 * 0.2, 200 * 0.3, 200 * 0.4])
  })
  bothEvaluators(one(byQuarter(stock), [target], { values }), (read) => {
    expect(row(read, quarters)).toEqual([50, 100, 150, 200])
  })
})

test('[G4] custom: each period has the value written, or that of the period before it', () => {
  const trajectory = { '2026-Q2': 5, '2026-Q4': 9 }
  bothEvaluators(one(byQuarter(stock), [{ for: '2026', trajectory }]), (read) => {
    expect(row(read, quarters)).toEqual([NaN, 5, 5, 9])
  })
  const values = months(2026, Array(12).fill(1))
  bothEvaluators(one(flow, [{ for: '2026', trajectory }], { values }), (read) => {
    expect(row(read, ['2026-03', '2026-04', '2026-07', '2026-12'])).toEqual([NaN, 5 / 3, 5 / 3, 3])
    expect(read.score('it', '2026-03')).toBe('no-target')
  })
})

test('[G4] a revised value of a custom trajectory is a step', () => {
  const revisions = [{ from: '2026-07-01', value: 3, reason: 'less demand' }]
  const target = { for: '2026', trajectory: { '2026-Q1': 5, '2026-Q4': 9 }, revisions }
  bothEvaluators(one(byQuarter(stock), [target]), (read) => expect(row(read, quarters)).toEqual([5, 5, 3, 3]))
})

test('[G5] each: 50 clients each quarter is 50 by quarter, a third by month, 100 by half-year', () => {
  const target = { for: '2026', value: 50, each: 'quarter' }
  const clients = { unit: 'client', kind: 'flow', polarity: 'higher' }
  bothEvaluators(one(byQuarter(clients), [target]), (read) =>
    expect(row(read, quarters)).toEqual([50, 50, 50, 50]),
  )
  bothEvaluators(one(clients, [target]), (read) => expect(read.target('it', '2026-05')).toBe(50 / 3))
  bothEvaluators(one({ ...clients, grain: 'half' }, [target]), (read) => {
    expect(row(read, ['2026-H1', '2026-H2'])).toEqual([100, 100])
  })
  bothEvaluators(one(stock, [target]), (read) => expect(read.target('it', '2026-05')).toBe(50))
})

test('[G6] the trajectory is step unless stated; what it needs and is missing leaves no target', () => {
  const values = { ...months(2025, [1, 1, null, ...Array(9).fill(1)]), ...months(2026, Array(12).fill(1)) }
  const seasonal = { for: '2026', value: 12, trajectory: 'seasonal' }
  bothEvaluators(one(flow, [seasonal], { values }), (read) => {
    expect(read.target('it', '2026-01')).toBeNaN()
    expect(read.score('it', '2026-01')).toBe('no-baseline')
  })
  bothEvaluators(one(stock, [seasonal], { values }), (read) => {
    expect(row(read, ['2026-02', '2026-03'])).toEqual([12, NaN])
    expect(read.score('it', '2026-03')).toBe('no-baseline')
  })
  const nothing = { ...year(0), ...months(2026, [5]) }
  bothEvaluators(one(flow, [seasonal], { values: nothing }), (read) => {
    expect(read.score('it', '2026-01')).toBe('no-baseline')
  })
  bothEvaluators(one(stock, [{ for: '2026', value: 12, trajectory: 'linear' }], { values }), (read) => {
    expect(read.target('it', '2026-12')).toBe(12)
  })
})

test('[G7] a period that had ended keeps its target; later ones have the last revision in force', () => {
  const revisions = [
    { from: '2026-04-01', recorded: '2026-05-15', value: 80, reason: 'the market' },
    { from: '2026-09-01', recorded: '2026-06-01', value: 60, reason: 'the supplier' },
    { from: '2026-09-01', recorded: '2026-10-15', value: 70, reason: 'another supplier' },
  ]
  bothEvaluators(one(stock, [{ for: '2026', value: 100, revisions }]), (read) => {
    const names = ['2026-01', '2026-04', '2026-05', '2026-08', '2026-09', '2026-10', '2026-12']
    expect(row(read, names)).toEqual([100, 100, 80, 80, 60, 70, 70])
    expect(read.kpi('it', '2026-09').binding?.revision).toBe(2)
  })
})

test('[G8] the original target is what the first goalpost gives: 200 leads, lowered after a quarter', () => {
  const leads = { unit: 'lead', kind: 'flow', polarity: 'higher', grain: 'quarter' }
  const revisions = [{ from: '2026-04-01', value: 120, reason: 'half of the leads came' }]
  const target = { for: '2026', value: 200, each: 'quarter', revisions }
  bothEvaluators(one(leads, [target], { values: { '2026-Q1': 100, '2026-Q2': 90 } }), (read) => {
    expect(read.score('it', '2026-Q1')).toBe(0.5)
    expect(row(read, quarters)).toEqual([200, 120, 120, 120])
    expect(read.kpi('it', '2026-Q2').original).toBe(200)
    expect(read.score('it', '2026-Q2')).toBe(0.75)
  })
})

test('[G9] a range has a lower and an upper bound, the same in every period', () => {
  const days = { unit: 'day', kind: 'stock', polarity: 'range' }
  const revisions = [{ from: '2026-07-01', value: 5, reason: 'no range any more' }]
  bothEvaluators(one(days, [{ for: '2026', between: [20, 40], revisions }]), (read) => {
    expect(row(read, ['2026-01', '2026-06'])).toEqual([20, 20])
    expect(read.kpi('it', '2026-06').high).toBe(40)
    expect(read.target('it', '2026-07')).toBe(5)
    expect(read.kpi('it', '2026-07').high).toBeNaN()
  })
})

test('[G10] the target for the shorter period counts, then the later one in the file', () => {
  const targets = [
    { for: '2026', value: 1 },
    { for: '2026-Q2', value: 2 },
    { for: '2026-Q2', value: 3 },
    { for: '2026-05', value: 4 },
  ]
  bothEvaluators(one(stock, targets), (read) => {
    expect(row(read, ['2026-03', '2026-04', '2026-05', '2026-06', '2026-07'])).toEqual([1, 3, 4, 3, 1])
    expect(read.kpi('it', '2026-05').original).toBe(4)
  })
})

test('[G10] a plain target over a range leaves no bound of it', () => {
  const targets = [
    { for: '2026', between: [1, 2] },
    { for: '2026-Q2', value: 3 },
  ]
  bothEvaluators(one({ ...stock, polarity: 'lower' }, targets, { values: { '2026-04': 6 } }), (read) => {
    expect(read.kpi('it', '2026-04').high).toBeNaN()
    expect(read.score('it', '2026-04')).toBe(0)
  })
})

test('[G11] a revision decided after the as-of day is not known, a target agreed after it is', () => {
  const revisions = [{ from: '2026-09-01', recorded: '2026-08-20', value: 50, reason: 'the market' }]
  const target = { for: '2026', value: 100, agreed: '2026-10-01', revisions }
  bothEvaluators(one(stock, [target], { asOf: '2026-08-19' }), (read) => {
    expect(row(read, ['2026-08', '2026-12'])).toEqual([100, 100])
  })
  bothEvaluators(one(stock, [target], { asOf: '2026-08-20' }), (read) => {
    expect(row(read, ['2026-08', '2026-12'])).toEqual([100, 50])
  })
})

test('[G12] on a longer scorecard the targets of a flow add up, any other kind takes the last one', () => {
  const organisation = { name: 'Test', grain: 'quarter' }
  const target = { for: '2026', trajectory: { '2026-01': 1, '2026-02': 2, '2026-03': 4, '2026-06': 10 } }
  bothEvaluators(one(flow, [target], { organisation }), (read) => {
    expect(read.results.kpiGrain('it')).toBe('quarter')
    expect(row(read, quarters)).toEqual([7, 18, 30, 30])
  })
  bothEvaluators(one(stock, [target], { organisation }), (read) =>
    expect(row(read, quarters)).toEqual([4, 10, 10, 10]),
  )
})

test('[G12] a sum lacks a target where one of its periods does', () => {
  const organisation = { name: 'Test', grain: 'quarter' }
  const target = { for: '2026', trajectory: { '2026-02': 2, '2026-04': 3 } }
  bothEvaluators(one(flow, [target], { organisation, values: months(2026, [1, 1, 1, 1, 1, 1]) }), (read) => {
    expect(row(read, quarters)).toEqual([NaN, 9, 9, 9])
    expect(read.score('it', '2026-Q1')).toBe('no-target')
  })
})
