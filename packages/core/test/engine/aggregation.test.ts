import { expect, test } from 'vitest'
import { bothEvaluators, company, months, watch } from './company.ts'

const eur = (kind: string, more = {}) => ({ unit: 'EUR', kind, ...more })
const all = ['week', 'month', 'quarter', 'half', 'year'] as const

test('[A1] a longer period takes the shorter ones that belong to it, never the other way round', () => {
  const measures = { sales: eur('flow', { grain: 'quarter' }), weekly: eur('flow', { grain: 'week' }) }
  const kpis = watch(measures, all)
  const values = {
    sales: { '2026-Q1': 10, '2026-Q2': 20, '2026-Q3': 30, '2026-Q4': 40 },
    weekly: Object.fromEntries(
      Array.from({ length: 53 }, (_, at) => [`2026-W${String(at + 1).padStart(2, '0')}`, 1]),
    ),
  }
  bothEvaluators(company({ measures, kpis, values, asOf: '2027-01-31' }), (read) => {
    expect(read.value('sales', '2026-H2')).toBe(70)
    expect(read.value('sales', '2026')).toBe(100)
    expect(read.results.measure('sales', 'month', 0)).toBeUndefined()
    // The Thursday of a week decides: January 2026 has five, 2026 has 53.
    expect(read.value('weekly', '2026-01')).toBe(5)
    expect(read.value('weekly', '2026-02')).toBe(4)
    expect(read.value('weekly', '2026')).toBe(53)
  })
})

test('[A2] a flow adds up, first to last', () => {
  const measures = { revenue: eur('flow') }
  const values = { revenue: months(2026, [0.1, 0.2, 0.3, 4, 5, 6]) }
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('revenue', '2026-Q1')).toBe(0.1 + 0.2 + 0.3)
    expect(read.value('revenue', '2026-Q2')).toBe(15)
    expect(read.value('revenue', '2026-H1')).toBe(0.1 + 0.2 + 0.3 + 4 + 5 + 6)
  })
})

test('[A3] a stock keeps its last value, or the mean, smallest or largest where it says so', () => {
  const measures = {
    cash: eur('stock'),
    mean: eur('stock', { 'over-time': 'mean' }),
    least: eur('stock', { 'over-time': 'min' }),
    most: eur('stock', { 'over-time': 'max' }),
  }
  const values = Object.fromEntries(Object.keys(measures).map((id) => [id, months(2026, [9, 3, 6])]))
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('cash', '2026-Q1')).toBe(6)
    expect(read.value('mean', '2026-Q1')).toBe(6)
    expect(read.value('least', '2026-Q1')).toBe(3)
    expect(read.value('most', '2026-Q1')).toBe(9)
  })
})

test('[A4] a ratio is computed again from its parts: 9 of 10 and 500 of 1000 make 50.4 %, not 70 %', () => {
  const measures = {
    won: { unit: 'deal', kind: 'flow' },
    offered: { unit: 'deal', kind: 'flow' },
    'win-rate': { unit: '%', kind: 'ratio', formula: 'won / offered' },
  }
  const values = { won: months(2026, [9, 500, 0]), offered: months(2026, [10, 1000, 0]) }
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('win-rate', '2026-01')).toBe(0.9)
    expect(read.value('win-rate', '2026-02')).toBe(0.5)
    expect(read.value('win-rate', '2026-03')).toBe('divide-by-zero')
    expect(read.value('win-rate', '2026-Q1')).toBe(509 / 1010)
    expect(read.value('win-rate', '2026-Q1')).toBeCloseTo(0.504, 3)
  })
})

test('[A5] a flow, a stock or an index with a formula is computed period by period, then aggregated', () => {
  const measures = {
    price: eur('index'),
    units: { unit: 'piece', kind: 'flow' },
    sales: eur('flow', { formula: 'price * units' }),
    level: eur('stock', { formula: 'price * units' }),
    mark: eur('index', { formula: 'price * units' }),
  }
  const values = { price: months(2026, [2, 3, 4]), units: months(2026, [10, 20, 30]) }
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('sales', '2026-Q1')).toBe(20 + 60 + 120)
    expect(read.value('level', '2026-Q1')).toBe(120)
    expect(read.value('mark', '2026-Q1')).toBe(120)
  })
})

test('[A6] a ratio without parts and a distinct count are not brought to longer periods', () => {
  const measures = {
    margin: { unit: '%', kind: 'ratio' },
    active: { unit: 'client', kind: 'distinct-count' },
    mood: { unit: '1', kind: 'index' },
    done: { unit: '%', kind: 'milestone' },
    rank: { unit: '1', kind: 'ordinal', 'over-time': 'min' },
  }
  const values = Object.fromEntries(Object.keys(measures).map((id) => [id, months(2026, [0.25, 0.5, 0.75])]))
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('margin', '2026-01')).toBe(0.25)
    expect(read.value('margin', '2026-Q1')).toBe('not-aggregable')
    expect(read.value('active', '2026-Q1')).toBe('not-aggregable')
    expect(read.value('mood', '2026-Q1')).toBe(0.75)
    expect(read.value('done', '2026-Q1')).toBe(0.75)
    expect(read.value('rank', '2026-Q1')).toBe(0.25)
  })
})

test('[A7] one missing part makes the longer period missing; the last needs only the last', () => {
  const measures = {
    flow: eur('flow'),
    cash: eur('stock'),
    rate: { unit: '%', kind: 'ratio', formula: 'flow / cash' },
  }
  const values = { flow: months(2026, [1, null, 3]), cash: months(2026, [null, 0, 5]) }
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('flow', '2026-Q1')).toBe('not-observed')
    expect(read.value('cash', '2026-Q1')).toBe(5)
    expect(read.value('rate', '2026-Q1')).toBe('not-observed')
    expect(read.value('flow', '2026')).toBe('not-observed')
  })
})

const departments = (whole: object, part: object, values: Record<string, (number | null)[]>) => {
  const measures: Record<string, object> = {}
  for (const id of Object.keys(values)) measures[id] = part
  return {
    measures: { ...measures, whole: { ...part, ...whole } },
    kpis: watch({ whole: {} }, ['month', 'quarter']),
    values: Object.fromEntries(Object.entries(values).map(([id, row]) => [id, months(2026, row)])),
  }
}

test('[A8] flows and stocks of departments add up in the order written', () => {
  const parts = { a: [0.1], b: [0.2], c: [0.3] }
  const draft = departments({ aggregates: ['c', 'b', 'a'] }, eur('flow'), parts)
  bothEvaluators(company(draft), (read) => expect(read.value('whole', '2026-01')).toBe(0.3 + 0.2 + 0.1))
})

test('[A8] ratios of departments are numerators over denominators; with weights the weighted mean', () => {
  const measures = {
    'won-a': { unit: 'deal', kind: 'flow' },
    'won-b': { unit: 'deal', kind: 'flow' },
    'all-a': { unit: 'deal', kind: 'flow' },
    'all-b': { unit: 'deal', kind: 'flow' },
    'rate-a': { unit: '%', kind: 'ratio', formula: 'won-a / all-a' },
    'rate-b': { unit: '%', kind: 'ratio', formula: '(won-b + 0 * won-a) / all-b' },
    rate: { unit: '%', kind: 'ratio', aggregates: ['rate-a', 'rate-b'] },
    mean: { unit: '%', kind: 'ratio', aggregates: ['rate-a', 'rate-b'], 'weight-by': ['all-a', 'won-b'] },
  }
  const values = {
    'won-a': months(2026, [9, 9, 9]),
    'all-a': months(2026, [10, 10, 10]),
    'won-b': months(2026, [500, 500, 500]),
    'all-b': months(2026, [1000, 1000, 1000]),
  }
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('rate', '2026-01')).toBe(509 / 1010)
    expect(read.value('rate', '2026-Q1')).toBe(1527 / 3030)
    expect(read.value('mean', '2026-01')).toBe((10 * 0.9 + 500 * 0.5) / 510)
  })
})

test('[A8] what cannot be combined is not aggregable; weights of 0 divide by zero', () => {
  const measures = {
    clients: { unit: 'client', kind: 'distinct-count' },
    'all-clients': { unit: 'client', kind: 'distinct-count', aggregates: ['clients'] },
    cash: eur('stock'),
    mixed: eur('flow', { aggregates: ['cash'] }),
    dollars: { unit: 'USD', kind: 'stock', aggregates: ['cash'] },
    mood: { unit: '1', kind: 'index' },
    moods: { unit: '1', kind: 'index', aggregates: ['mood'] },
    weighted: { unit: '1', kind: 'index', aggregates: ['mood'], 'weight-by': ['cash'] },
  }
  const values = { clients: months(2026, [3]), cash: months(2026, [0]), mood: months(2026, [7]) }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), (read) => {
    for (const id of ['all-clients', 'mixed', 'dollars', 'moods'])
      expect(read.value(id, '2026-01')).toBe('not-aggregable')
    expect(read.value('weighted', '2026-01')).toBe('divide-by-zero')
  })
})

test('[A9] a missing part makes the whole missing, or is left out, or is 0', () => {
  const parts = { a: [10, 10], b: [null, null], c: [20, null] }
  const with_ = (missing: string | undefined) =>
    departments({ aggregates: ['a', 'b', 'c'], ...(missing ? { missing } : {}) }, eur('flow'), parts)
  bothEvaluators(company(with_(undefined)), (read) => {
    expect(read.value('whole', '2026-01')).toBe('not-observed')
    expect(read.measure('whole', '2026-01').coverage).toBe(0)
    expect(read.value('whole', '2026-03')).toBe('not-observed')
  })
  bothEvaluators(company(with_('leave-out')), (read) => {
    expect(read.value('whole', '2026-01')).toBe(30)
    expect(read.measure('whole', '2026-01').coverage).toBe(2 / 3)
    expect(read.measure('whole', '2026-02').coverage).toBe(1 / 3)
    expect(read.value('whole', '2026-03')).toBe('child-missing')
  })
  bothEvaluators(company(with_('zero')), (read) => {
    expect(read.value('whole', '2026-01')).toBe(30)
    expect(read.measure('whole', '2026-01').coverage).toBe(1)
    expect(read.value('whole', '2026-03')).toBe(0)
  })
  bothEvaluators(company(with_('peer-mean')), (read) => {
    expect(read.value('whole', '2026-01')).toBe(45)
    expect(read.value('whole', '2026-02')).toBe(30)
    expect(read.measure('whole', '2026-02').coverage).toBe(1 / 3)
  })
})

test('[A9] a part not due or not finite is left out where only what was not observed is 0', () => {
  const measures = {
    a: eur('flow'),
    b: eur('flow'),
    none: eur('flow', { formula: 'a / (a - a)' }),
    whole: eur('flow', { aggregates: ['b', 'none'], missing: 'zero' }),
  }
  const values = { a: months(2026, [1]), b: months(2026, [4]) }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), (read) => {
    expect(read.value('none', '2026-01')).toBe('divide-by-zero')
    expect(read.value('whole', '2026-01')).toBe(4)
    expect(read.measure('whole', '2026-01').coverage).toBe(0.5)
  })
})

test('[A9] a part is carried forward within the freshness limit, and ages', () => {
  const organisation = { name: 'Test', 'roll-up': { freshness: '40 days' } }
  const draft = departments({ aggregates: ['a', 'b'], missing: 'carry-forward' }, eur('stock'), {
    a: [1, 2, 3],
    b: [10, null, null],
  })
  bothEvaluators(company({ ...draft, organisation }), (read) => {
    expect(read.value('whole', '2026-02')).toBe(12)
    expect(read.measure('whole', '2026-02').ageDays).toBe(28)
    expect(read.value('whole', '2026-03')).toBe(3)
    expect(read.measure('whole', '2026-03').coverage).toBe(0.5)
  })
})

test('[A9] with weights coverage counts by weight, and a missing weight as 0', () => {
  const measures = {
    mood: {
      unit: '1',
      kind: 'index',
      aggregates: ['a', 'b'],
      'weight-by': ['wa', 'wb'],
      missing: 'leave-out',
    },
    a: { unit: '1', kind: 'index' },
    b: { unit: '1', kind: 'index' },
    wa: { unit: 'head', kind: 'stock' },
    wb: { unit: 'head', kind: 'stock' },
  }
  const values = {
    a: months(2026, [6, 6]),
    b: months(2026, [null, 9]),
    wa: months(2026, [30, 30]),
    wb: months(2026, [10, null]),
  }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), (read) => {
    expect(read.value('mood', '2026-01')).toBe(6)
    expect(read.measure('mood', '2026-01').coverage).toBe(0.75)
    expect(read.measure('mood', '2026-02').coverage).toBe(1)
  })
})

test('[A9] the coverage of a ratio is that of its weaker side', () => {
  const flow = eur('flow')
  const measures = {
    a: flow,
    b: flow,
    total: eur('flow', { aggregates: ['a', 'b'], missing: 'leave-out' }),
    rate: { unit: '%', kind: 'ratio', formula: 'a / total' },
    rates: { unit: '%', kind: 'ratio', aggregates: ['rate'] },
  }
  const values = { a: months(2026, [3]) }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), (read) => {
    expect(read.measure('rates', '2026-01')).toEqual({
      value: 1,
      reason: 'present',
      ageDays: 0,
      coverage: 0.5,
    })
  })
})

test('[A10] an observed value stands in for later missing ones as long as it is fresh', () => {
  const measures = {
    mood: { unit: '1', kind: 'index', 'carry-forward': '60 days' },
    twice: { unit: '1', kind: 'index', formula: '2 * mood' },
  }
  const values = { mood: { '2026-01': 7, '2026-02': null } }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month', 'quarter']), values }), (read) => {
    expect(read.measure('mood', '2026-01').ageDays).toBe(0)
    expect(read.measure('mood', '2026-02')).toEqual({ value: 7, reason: 'present', ageDays: 28, coverage: 1 })
    expect(read.measure('mood', '2026-03').ageDays).toBe(59)
    expect(read.value('mood', '2026-04')).toBe('not-observed')
    expect(read.measure('twice', '2026-03')).toEqual({
      value: 14,
      reason: 'present',
      ageDays: 59,
      coverage: 1,
    })
    expect(read.measure('mood', '2026-Q1').ageDays).toBe(59)
  })
})

test('[A11] a computed value is as old as the oldest one the formula names, in every branch', () => {
  const measures = {
    old: { unit: '1', kind: 'index', 'carry-forward': '90 days' },
    new: { unit: '1', kind: 'index' },
    chosen: { unit: '1', kind: 'index', formula: 'if(new > 0, new, old)' },
    none: { unit: '1', kind: 'index', formula: 'old / (new - new)' },
  }
  const values = { old: { '2026-01': 1 }, new: { '2026-02': 2 } }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), (read) => {
    expect(read.measure('chosen', '2026-02')).toEqual({
      value: 2,
      reason: 'present',
      ageDays: 28,
      coverage: 1,
    })
    expect(read.measure('none', '2026-02').ageDays).toBe(0)
  })
})

test('[A12] what counts is what was known on the as-of day: the last recorded, of one day the last written', () => {
  const measures = { sales: eur('flow') }
  const values = {
    sales: {
      '2026-01': [
        [100, '2026-02-02'],
        [110, '2026-03-01'],
        [120, '2026-04-01'],
      ],
      '2026-02': [
        [10, '2026-03-05'],
        [9, '2026-03-01'],
        [11, '2026-03-05'],
      ],
      '2026-03': [[5, '2026-04-01']],
      '2026-04': [
        [5, '2026-05-01'],
        [null, '2026-05-02'],
      ],
    },
  } as const
  const at = (asOf: string) => company({ measures, kpis: watch(measures, ['month']), values, asOf })
  bothEvaluators(at('2026-02-28'), (read) => expect(read.value('sales', '2026-01')).toBe(100))
  bothEvaluators(at('2026-03-31'), (read) => {
    expect(read.value('sales', '2026-01')).toBe(110)
    expect(read.value('sales', '2026-02')).toBe(11)
    expect(read.value('sales', '2026-03')).toBe('not-observed')
  })
  bothEvaluators(at('2026-05-03'), (read) => {
    expect(read.value('sales', '2026-01')).toBe(120)
    expect(read.value('sales', '2026-03')).toBe(5)
    expect(read.value('sales', '2026-04')).toBe('not-observed')
  })
})

test('[A13] a period that has not ended has no value, even if observed', () => {
  const measures = { sales: eur('flow') }
  const values = { sales: { '2026-01': 1, '2026-02': 2, '2026-03': [[3, '2026-03-10']] } } as const
  const one = company({ measures, kpis: watch(measures, all), values, asOf: '2026-03-30' })
  bothEvaluators(one, (read) => {
    expect(read.value('sales', '2026-02')).toBe(2)
    expect(read.value('sales', '2026-03')).toBe('not-due')
    expect(read.value('sales', '2026-Q1')).toBe('not-due')
  })
})

test('[A14] coverage is the smallest of the values used, 0 of a missing one', () => {
  const measures = {
    a: eur('flow'),
    b: eur('flow'),
    whole: eur('flow', { aggregates: ['a', 'b'], missing: 'leave-out' }),
    more: eur('flow', { formula: 'whole + a' }),
    none: eur('flow', { formula: 'whole + b' }),
  }
  const values = { a: months(2026, [1, 1, 1]), b: months(2026, [null, 2, 2]) }
  bothEvaluators(company({ measures, kpis: watch(measures, all), values }), (read) => {
    expect(read.measure('a', '2026-01').coverage).toBe(1)
    expect(read.measure('more', '2026-01')).toEqual({
      value: 2,
      reason: 'present',
      ageDays: 0,
      coverage: 0.5,
    })
    expect(read.measure('none', '2026-01').coverage).toBe(0)
    expect(read.measure('more', '2026-Q1').coverage).toBe(0.5)
  })
})

test('[A15] a currency is converted at the rate of the last day of the period, crossing through the own', () => {
  const currencies = {
    USD: {
      rates: [
        { from: '2026-01-31', rate: 1.25 },
        { from: '2026-02-15', rate: 1.5 },
      ],
    },
    JPY: { rates: [{ from: '2026-02-01', rate: 150 }] },
  }
  const measures = {
    abroad: { unit: 'USD', kind: 'flow' },
    home: eur('flow', { formula: 'convert(abroad, EUR)' }),
    yen: { unit: 'JPY', kind: 'flow', formula: 'convert(abroad, JPY)' },
  }
  const values = { abroad: { '2025-12': 100, ...months(2026, [100, 100]) } }
  bothEvaluators(company({ measures, currencies, kpis: watch(measures, all), values }), (read) => {
    expect(read.value('home', '2025-12')).toBe('no-rate')
    expect(read.value('home', '2026-01')).toBe(100 * (1 / 1.25))
    expect(read.value('home', '2026-02')).toBe(100 * (1 / 1.5))
    expect(read.value('yen', '2026-01')).toBe('no-rate')
    expect(read.value('yen', '2026-02')).toBe(100 * (150 / 1.5))
  })
})

test('[A16] a value made from itself in the same period is missing; from its earlier values it may be made', () => {
  const measures = {
    inflow: eur('flow'),
    a: eur('stock', { formula: 'b + inflow' }),
    b: eur('stock', { formula: 'inflow - a' }),
    above: eur('stock', { formula: 'a * 2' }),
    balance: eur('stock', { formula: 'coalesce(prior(balance), 100) + inflow' }),
  }
  const values = { inflow: months(2026, [1, 2, 3]) }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), (read) => {
    for (const id of ['a', 'b', 'above']) expect(read.value(id, '2026-01')).toBe('cycle')
    expect(read.value('balance', '2026-03')).toBe(106)
  })
})
