import { expect, test } from 'vitest'
import { bothEvaluators, company, months } from './company.ts'

type Item = Record<string, unknown>

/**
 * A company whose KPIs have the scores written, month by month from January 2026; null is no value. What else is said
 * of a KPI stands in `kpis`.
 */
function scores(rows: Record<string, (number | null)[]>, { kpis = {}, ...more }: Item = {}) {
  const measures: Item = {}
  const judged: Item = {}
  for (const id of Object.keys(rows)) {
    measures[id] = { unit: '1', kind: 'stock', polarity: 'higher' }
    judged[id] = { targets: [{ for: '2026', value: 1 }], objective: 'o', ...((kpis as Item)[id] as Item) }
  }
  const values = Object.fromEntries(Object.entries(rows).map(([id, row]) => [id, months(2026, row)]))
  return company({ measures, kpis: judged, objectives: { o: {} }, values, ...more })
}

const rollUp = (more: Item) => ({ objectives: { o: { 'roll-up': more } } })

test('[R1] an objective is judged by its KPIs, else by the objectives below, or as it says', () => {
  const objectives = (judgedBy?: string) => ({
    top: judgedBy ? { 'judged-by': judgedBy } : {},
    left: { parent: 'top' },
    right: { parent: 'top' },
    above: {},
    'below-above': { parent: 'above' },
  })
  const kpis = {
    own: { objective: 'top' },
    l: { objective: 'left' },
    r: { objective: 'right' },
    b: { objective: 'below-above' },
  }
  const rows = { own: [1], l: [0.5], r: [0.75], b: [0.25] }
  const by = (judgedBy: string | undefined, score: number) =>
    bothEvaluators(scores(rows, { kpis, objectives: objectives(judgedBy) }), (read) => {
      expect(read.rollUp('objective', 'top', '2026-01')).toBe(score)
      expect(read.rollUp('objective', 'above', '2026-01')).toBe(0.25)
    })
  by(undefined, 1)
  by('kpis', 1)
  by('objectives', 0.625)
  by('both', 0.75)
})

test('[R2] a department is judged by its KPIs, those it shares, and the departments below', () => {
  const departments = { sales: {}, north: { parent: 'sales', weight: 2 }, service: {} }
  const kpis = {
    a: { department: 'sales' },
    b: { department: 'north' },
    c: { department: 'service', 'shared-with': ['sales', 'service'] },
  }
  bothEvaluators(scores({ a: [1], b: [0.5], c: [0.75] }, { kpis, departments }), (read) => {
    expect(read.rollUp('department', 'north', '2026-01')).toBe(0.5)
    expect(read.rollUp('department', 'service', '2026-01')).toBe(0.75)
    expect(read.rollUp('department', 'sales', '2026-01')).toBe((1 + 0.75 + 2 * 0.5) / 4)
  })
})

test('[R3] a perspective by its topmost objectives, the organisation by its perspectives', () => {
  const perspectives = { money: {}, people: {}, unused: {} }
  const objectives = {
    a: { perspective: 'money' },
    'a-below': { perspective: 'money', parent: 'a' },
    b: { perspective: 'money', parent: 'c' },
    c: { perspective: 'people' },
  }
  const kpis = {
    ka: { objective: 'a' },
    kd: { objective: 'a-below' },
    kb: { objective: 'b' },
    kc: { objective: 'c' },
  }
  const scorecard = [
    { from: '2026-01-01', weights: { money: 3, people: 1 } },
    { from: '2026-02-15', weights: { people: 1 } },
  ]
  const rows = { ka: [1, 1], kd: [0, 0], kb: [0.5, 0.5], kc: [0.25, 0.25] }
  bothEvaluators(scores(rows, { perspectives, objectives, kpis }), (read) => {
    expect(read.rollUp('perspective', 'money', '2026-01')).toBe(0.75)
    expect(read.rollUp('perspective', 'people', '2026-01')).toBe(0.25)
    expect(read.rollUp('perspective', 'unused', '2026-01')).toBe('child-missing')
    expect(read.rollUp('organisation', '', '2026-01')).toBe(0.5)
    expect(read.node('organisation', '', '2026-01').coverage).toBe(1)
  })
  bothEvaluators(scores(rows, { perspectives, objectives, kpis, scorecard }), (read) => {
    expect(read.rollUp('organisation', '', '2026-01')).toBe((3 * 0.75 + 0.25) / 4)
    expect(read.rollUp('organisation', '', '2026-02')).toBe(0.25)
  })
})

test('[R3] without perspectives the organisation is judged by its objectives without parent', () => {
  const objectives = { a: { weight: 3 }, b: {}, below: { parent: 'a' } }
  const kpis = { ka: { objective: 'a' }, kb: { objective: 'b' }, kc: { objective: 'below' } }
  bothEvaluators(scores({ ka: [1], kb: [0.5], kc: [0] }, { objectives, kpis }), (read) => {
    expect(read.rollUp('organisation', '', '2026-01')).toBe((3 * 1 + 0.5) / 4)
  })
})

test('[R4] the order of the files changes no digit: children are added by kind and id', () => {
  const rows = { a: [0.3], b: [0.1], c: [0.7], d: [0.6] }
  const backwards = Object.fromEntries(Object.entries(rows).reverse())
  const [a, b, c, d] = [0.3, 0.1, 0.7, 0.6].map((actual) => 1 + (actual - 1)) as [
    number,
    number,
    number,
    number,
  ]
  expect((a + b + c + d) / 4).not.toBe((d + c + b + a) / 4)
  for (const one of [rows, backwards]) {
    bothEvaluators(scores(one), (read) => {
      expect(read.rollUp('objective', 'o', '2026-01')).toBe((a + b + c + d) / 4)
    })
  }
})

test('[R4] in a circle of parents a child counts only in a parent of a later id', () => {
  const objectives = { a: { parent: 'b', 'judged-by': 'both' }, b: { parent: 'a', 'judged-by': 'both' } }
  const kpis = { ka: { objective: 'a' }, kb: { objective: 'b' } }
  bothEvaluators(scores({ ka: [1], kb: [0] }, { objectives, kpis }), (read) => {
    expect(read.rollUp('objective', 'a', '2026-01')).toBe(1)
    expect(read.rollUp('objective', 'b', '2026-01')).toBe(0.5)
  })
})

test('[R5] a weight is the one valid on the last day of the period; weight 0 takes no part', () => {
  const weight = [
    { from: '2026-02-28', value: 3 },
    { from: '2026-04-02', value: 0 },
  ]
  const rows = { a: [1, 1, 1, 1], b: [0.5, 0.5, 0.5, 0.5] }
  bothEvaluators(scores(rows, { kpis: { a: { weight } } }), (read) => {
    for (const month of ['01', '02', '03']) {
      expect(read.rollUp('objective', 'o', `2026-${month}`)).toBe((3 * 1 + 0.5) / 4)
    }
    expect(read.rollUp('objective', 'o', '2026-04')).toBe(0.5)
    expect(read.node('objective', 'o', '2026-04').coverage).toBe(1)
  })
})

test('[R6] a child judged by longer periods counts with its last one that ended', () => {
  const measures = { q: { unit: '1', kind: 'stock', polarity: 'higher' } }
  const kpis = { q: { grain: 'quarter', objective: 'o', targets: [{ for: '2026', value: 1 }] } }
  const values = { q: months(2026, [null, null, 0.5, null, null, 0.75]) }
  bothEvaluators(company({ measures, kpis, objectives: { o: {} }, values, asOf: '2026-07-31' }), (read) => {
    const row = ['02', '03', '04', '05', '06', '07'].map((month) =>
      read.rollUp('objective', 'o', `2026-${month}`),
    )
    expect(row).toEqual(['child-missing', 0.5, 0.5, 0.5, 0.75, 0.75])
    expect(read.node('objective', 'o', '2026-05').ageDays).toBe(0)
  })
})

test('[R7] coverage is the share of weight that has a score, even below the limit', () => {
  const rows = { a: [1, 1], b: [1, null], c: [1, null] }
  bothEvaluators(scores(rows, { kpis: { a: { weight: 2 } } }), (read) => {
    expect(read.node('objective', 'o', '2026-01').coverage).toBe(1)
    expect(read.node('objective', 'o', '2026-02')).toMatchObject({ coverage: 0.5, reason: 'below-coverage' })
  })
})

test('[R7] the coverage of a child counts by its weight', () => {
  const part = { unit: '1', kind: 'stock', polarity: 'higher' }
  const measures = { a: part, b: part, whole: { ...part, aggregates: ['a', 'b'], missing: 'leave-out' } }
  const targets = [{ for: '2026', value: 1 }]
  const kpis = { a: { objective: 'o', targets, weight: 3 }, whole: { objective: 'o', targets } }
  bothEvaluators(
    company({ measures, kpis, objectives: { o: {} }, values: { a: { '2026-01': 1 } } }),
    (read) => {
      expect(read.node('objective', 'o', '2026-01').coverage).toBe((3 + 0.5) / 4)
    },
  )
})

test('[R8] the weighted mean, the worst or the best of the children with a score', () => {
  const rows = { a: [0.5], b: [1], c: [null] }
  const kpis = { a: { weight: 3 } }
  const by = (rule: string, score: number) => {
    const objectives = { o: { 'roll-up': { rule, 'coverage-limit': '50%' } } }
    bothEvaluators(scores(rows, { kpis, objectives }), (read) => {
      expect(read.rollUp('objective', 'o', '2026-01')).toBe(score)
    })
  }
  by('weighted-mean', (3 * 0.5 + 1) / 4)
  by('worst', 0.5)
  by('best', 1)
})

test('[R9] a missing child falls in coverage, makes the whole missing, or counts as 0', () => {
  const rows = { a: [0.8], b: [0.8], c: [0.8], d: [null] }
  const by = (missing: string, expected: Item) =>
    bothEvaluators(scores(rows, rollUp({ missing })), (read) => {
      expect(read.node('objective', 'o', '2026-01')).toMatchObject(expected)
    })
  by('leave-out', { score: (0.8 + 0.8 + 0.8) / 3, coverage: 0.75 })
  by('unknown', { reason: 'child-missing', coverage: 0.75, status: 'unknown' })
  by('zero', { score: (0.8 + 0.8 + 0.8) / 4, coverage: 1 })
})

test('[R9] only a child that was not observed counts as 0', () => {
  const kpis = { b: { targets: [] } }
  const objectives = { o: { 'roll-up': { missing: 'zero', 'coverage-limit': 0 } } }
  bothEvaluators(scores({ a: [0.5, 0.5], b: [1, null] }, { kpis, objectives }), (read) => {
    expect(read.node('objective', 'o', '2026-01')).toMatchObject({ score: 0.5, coverage: 0.5 })
    expect(read.node('objective', 'o', '2026-02')).toMatchObject({ score: 0.25, coverage: 1 })
  })
})

test('[R9] a score is carried forward within the freshness limit, and ages', () => {
  const more = rollUp({ missing: 'carry-forward', freshness: '60 days' })
  bothEvaluators(scores({ a: [0.5, null, null, null], b: [1, 1, 1, 1] }, more), (read) => {
    expect(read.node('objective', 'o', '2026-02')).toMatchObject({ score: 0.75, ageDays: 28, coverage: 1 })
    expect(read.node('objective', 'o', '2026-03')).toMatchObject({ score: 0.75, ageDays: 59 })
    expect(read.node('objective', 'o', '2026-04')).toMatchObject({
      reason: 'below-coverage',
      coverage: 0.5,
      ageDays: 0,
    })
  })
})

test('[R9] missing ones with the mean of their peers make an estimate, and so do scores made from it', () => {
  const objectives = {
    top: { 'roll-up': { 'coverage-limit': 0 } },
    o: { parent: 'top', 'roll-up': { missing: 'peer-mean' } },
  }
  bothEvaluators(scores({ a: [0.5, 0.5], b: [null, 1] }, { objectives }), (read) => {
    expect(read.node('objective', 'o', '2026-01')).toMatchObject({
      score: 0.5,
      coverage: 0.5,
      isEstimate: true,
    })
    expect(read.node('objective', 'top', '2026-01')).toMatchObject({
      score: 0.5,
      coverage: 0.5,
      isEstimate: true,
    })
    expect(read.node('objective', 'o', '2026-02')).toMatchObject({ score: 0.75, isEstimate: false })
    expect(read.node('objective', 'top', '2026-02').isEstimate).toBe(false)
  })
})

test('[R10] below the coverage limit the score is missing: unknown, never green', () => {
  const rows = { a: [1, 1], b: [1, 1], c: [null, 1] }
  bothEvaluators(scores(rows), (read) => {
    expect(read.node('objective', 'o', '2026-01')).toMatchObject({
      reason: 'below-coverage',
      status: 'unknown',
    })
    expect(read.node('objective', 'o', '2026-02').status).toBe('on-track')
  })
  bothEvaluators(scores(rows, rollUp({ 'coverage-limit': '60%' })), (read) => {
    expect(read.node('objective', 'o', '2026-01').status).toBe('on-track')
  })
})

test('[R11] with no child that counts the score is missing', () => {
  bothEvaluators(scores({ a: [null] }, { objectives: { o: {}, empty: {} }, kpis: {} }), (read) => {
    expect(read.rollUp('objective', 'o', '2026-01')).toBe('child-missing')
    expect(read.rollUp('objective', 'empty', '2026-01')).toBe('child-missing')
  })
  bothEvaluators(scores({ a: [1] }, { kpis: { a: { weight: 0 } } }), (read) => {
    expect(read.node('objective', 'o', '2026-01')).toMatchObject({ reason: 'child-missing', coverage: 0 })
  })
})

test('[R12] a roll-up is as old as its oldest child that counts', () => {
  const aged = { unit: '1', kind: 'stock', polarity: 'higher', 'carry-forward': '40 days' }
  const targets = [{ for: '2026', value: 1 }]
  const measures = { a: aged, b: aged }
  const kpis = { a: { objective: 'o', targets }, b: { objective: 'o', targets } }
  const values = { a: months(2026, [1, 1]), b: months(2026, [1]) }
  bothEvaluators(company({ measures, kpis, objectives: { o: {} }, values }), (read) => {
    expect(read.node('objective', 'o', '2026-01').ageDays).toBe(0)
    expect(read.node('objective', 'o', '2026-02').ageDays).toBe(28)
    expect(read.node('organisation', '', '2026-02').ageDays).toBe(28)
  })
})

test('[R13] the status of a roll-up follows the bands of the organisation', () => {
  const rows = { a: [0.95, 0.94, 0.8, 0.79] }
  const statuses = (more: Item, expected: string[]) =>
    bothEvaluators(scores(rows, more), (read) => {
      const row = ['01', '02', '03', '04'].map((month) => read.node('objective', 'o', `2026-${month}`).status)
      expect(row).toEqual(expected)
    })
  statuses({}, ['on-track', 'at-risk', 'at-risk', 'off-track'])
  const organisation = { name: 'Test', bands: { 'on-track': '94%', 'at-risk': '50%' } }
  statuses({ organisation }, ['on-track', 'on-track', 'at-risk', 'at-risk'])
})

test('[R14] the current period is the last that ended by the as-of day', () => {
  const current = (asOf: string, month: string) =>
    bothEvaluators(scores({ a: [1, 1, 1, 1] }, { asOf }), (read) => {
      const { results } = read
      const ordinal = results.timeline('month').first + results.closed('month') - 1
      expect(results.strategy.organisation.calendar.name('month', ordinal)).toBe(month)
    })
  current('2026-03-30', '2026-02')
  current('2026-03-31', '2026-03')
})

test('[R15] a period that has not ended has no score', () => {
  bothEvaluators(scores({ a: [1, 1, 1] }, { asOf: '2026-02-27' }), (read) => {
    expect(read.rollUp('objective', 'o', '2026-01')).toBe(1)
    for (const month of ['2026-02', '2026-12']) {
      expect(read.node('objective', 'o', month)).toMatchObject({
        reason: 'not-due',
        coverage: 0,
        status: 'unknown',
      })
      expect(read.score('a', month)).toBe('not-due')
    }
  })
})
