import { expect, test } from 'vitest'
import { Engine } from '../../src/engine/engine.ts'
import type { ExplainSubject } from '../../src/engine/explain/explain.ts'
import { explain } from '../../src/engine/explain/explain.ts'
import type { Explanation } from '../../src/engine/explain/explanation.ts'
import { evaluate } from '../../src/engine/naive/evaluate.ts'
import type { Results } from '../../src/engine/results.ts'
import { ObservationsBuilder } from '../../src/series/observations.ts'
import { parseDay } from '../../src/time/day.ts'
import { randomCompany } from '../random-company.ts'
import { bothEvaluators, company, months, watch } from './company.ts'
import { nodesOf } from './compare.ts'

function explained(results: Results, subject: ExplainSubject, index: number): Explanation {
  const explanation = explain(results, subject, index)
  if (!explanation) throw new Error(`nothing explains ${subject.kind} ${subject.id}`)
  return explanation
}

/** The index of a month of 2026 in results that begin with January 2026. */
const january = 0

function every(explanation: Explanation): Explanation[] {
  return [explanation, ...explanation.children.flatMap(every)]
}

test('a roll-up shows each child with its weight, since when, and its part of the sum', () => {
  const it = { unit: '1', kind: 'stock', polarity: 'higher' }
  const weight = [
    { from: '2025-01-01', value: 1 },
    { from: '2026-01-15', value: 3 },
  ]
  const targets = [{ for: '2026', value: 1 }]
  const kpis = {
    a: { objective: 'o', targets, weight },
    b: { objective: 'o', targets },
    c: { objective: 'o', targets },
  }
  const objectives = { o: { name: 'Grow', 'roll-up': { 'coverage-limit': '50%' } } }
  const draft = {
    measures: { a: it, b: it, c: it },
    kpis,
    objectives,
    values: { a: { '2026-01': 1 }, b: { '2026-01': 0.5 } },
  }
  bothEvaluators(company(draft), ({ results }) => {
    const tree = explained(results, { kind: 'organisation', id: '' }, january)
    const [grow] = tree.children as [Explanation]
    expect(grow).toMatchObject({
      kind: 'objective',
      name: 'Grow',
      periodName: '2026-01',
      value: 0.875,
      coverage: 0.8,
    })
    expect(grow.rules).toEqual(['R1', 'R4', 'R5', 'R7', 'R9', 'R8', 'R12', 'R13'])
    const shares = grow.children.map(({ id, share }) => [id, share?.standing, share?.weight, share?.part])
    expect(shares).toEqual([
      ['a', 'counts', 3, 0.75],
      ['b', 'counts', 1, 0.125],
      ['c', 'absent', 1, NaN],
    ])
    expect(grow.children[0]?.share?.weightFrom).toBe(parseDay('2026-01-15'))
    expect(grow.children[2]?.reason).toBe('not-observed')
  })
})

test('a KPI shows its value, its target with the revision in force, and the baseline', () => {
  const measures = { cash: { unit: 'EUR', kind: 'flow', polarity: 'higher', grain: 'quarter' } }
  const revisions = [
    { from: '2026-04-01', recorded: '2026-03-20', change: '15%', reason: 'the board wants more' },
  ]
  const kpis = { cash: { targets: [{ for: '2026', change: '10%', agreed: '2026-01-10', revisions }] } }
  const values = { cash: { '2025-Q1': 250, '2025-Q2': 250, '2025-Q3': 250, '2025-Q4': 250, '2026-Q2': 300 } }
  bothEvaluators(company({ measures, kpis, values }), ({ results }) => {
    const tree = explained(results, { kind: 'kpi', id: 'cash' }, 5)
    expect(tree).toMatchObject({ periodName: '2026-Q2', value: 1, rules: ['K1', 'K5', 'K6', 'K11'] })
    expect(tree.origin).toMatchObject({ kind: 'scored', by: 'attainment', actual: 300, base: 250 })
    const [value, target] = tree.children as [Explanation, Explanation]
    expect(value).toMatchObject({ kind: 'measure', value: 300, rules: ['A12'] })
    expect(target.value).toBe((1000 * 1.15) / 4)
    expect(target.rules).toEqual(['G1', 'G3', 'G4', 'G7', 'G8'])
    expect(target.origin).toMatchObject({
      kind: 'target',
      revision: 1,
      revisions: 1,
      why: 'the board wants more',
      recorded: parseDay('2026-03-20'),
      trajectory: 'step',
      original: 275,
      place: 2,
      length: 4,
    })
    const [baseline] = target.children as [Explanation]
    expect(baseline).toMatchObject({ kind: 'baseline', periodName: '2025', value: 1000, rules: ['G2'] })
    const [year] = baseline.children as [Explanation]
    expect(year).toMatchObject({
      periodName: '2025',
      value: 1000,
      origin: { kind: 'over-time', rule: 'sum' },
    })
    expect(year.children.map(({ periodName, value: part }) => [periodName, part])).toEqual([
      ['2025-Q1', 250],
      ['2025-Q2', 250],
      ['2025-Q3', 250],
      ['2025-Q4', 250],
    ])
  })
})

test('a KPI judged by a longer period shows the targets that are joined', () => {
  const organisation = { name: 'Test', grain: 'quarter' }
  const measures = { it: { unit: 'EUR', kind: 'flow', polarity: 'higher' } }
  const kpis = { it: { targets: [{ for: '2026', value: 120, trajectory: 'seasonal' }] } }
  const values = { it: { ...months(2025, Array(12).fill(5)), ...months(2026, [1, 2, 3]) } }
  bothEvaluators(company({ organisation, measures, kpis, values }), ({ results }) => {
    const [value, target] = explained(results, { kind: 'kpi', id: 'it' }, 4).children as [
      Explanation,
      Explanation,
    ]
    expect(value.children.map((part) => part.value)).toEqual([1, 2, 3])
    expect(target).toMatchObject({ rules: ['G12'], origin: { kind: 'joined-targets', rule: 'sum' } })
    expect(target.children).toHaveLength(3)
    expect(target.children[0]?.children.map(({ share }) => share?.role)).toEqual(Array(12).fill('shape'))
  })
})

test('a KPI without a target shows its trend', () => {
  const measures = { it: { unit: 'EUR', kind: 'stock', polarity: 'higher' } }
  const values = { it: { '2025-01': 100, '2026-01': 110 } }
  bothEvaluators(company({ measures, kpis: { it: {} }, values }), ({ results }) => {
    const tree = explained(results, { kind: 'kpi', id: 'it' }, 12)
    expect(tree).toMatchObject({ reason: 'no-target', rules: ['K9', 'K10'] })
    expect(tree.origin).toEqual({ kind: 'unbound', trend: 'on-track' })
  })
})

test('a formula shows its text, where it stands, and its inputs in the periods it reads', () => {
  const measures = {
    inflow: { unit: 'EUR', kind: 'flow' },
    balance: { unit: 'EUR', kind: 'stock', formula: 'coalesce(prior(balance), 100) + inflow' },
  }
  const values = { inflow: months(2026, [1, 2, 3]) }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), ({ results }) => {
    const tree = explained(results, { kind: 'measure', id: 'balance' }, 2)
    expect(tree).toMatchObject({ value: 106, rules: ['A5'] })
    expect(tree.origin).toMatchObject({ kind: 'formula', text: 'coalesce(prior(balance), 100) + inflow' })
    if (tree.origin.kind === 'formula') expect(tree.origin.span.file).toBe('company.yaml')
    expect(tree.children.map(({ id, periodName, value }) => [id, periodName, value])).toEqual([
      ['balance', '2026-02', 103],
      ['inflow', '2026-03', 3],
    ])
    expect(every(tree).filter(({ id }) => id === 'inflow')).toHaveLength(3)
  })
})

test('an aggregate shows its parts with weights, sides of divisions and what was carried forward', () => {
  const measures = {
    a: { unit: '%', kind: 'ratio', formula: '(x + 1) / y' },
    x: { unit: 'EUR', kind: 'stock' },
    y: { unit: 'EUR', kind: 'stock' },
    whole: { unit: '%', kind: 'ratio', aggregates: ['a'], missing: 'carry-forward' },
    mean: { unit: '%', kind: 'ratio', aggregates: ['a'], 'weight-by': ['y'] },
    sum: { unit: 'EUR', kind: 'stock', aggregates: ['x', 'y'], missing: 'leave-out' },
  }
  const values = { x: months(2026, [9]), y: months(2026, [20, 20]) }
  bothEvaluators(company({ measures, kpis: watch(measures, ['month']), values }), ({ results }) => {
    const parts = (id: string, index: number) =>
      explained(results, { kind: 'measure', id }, index).children.map(
        ({ id: part, value, periodName, share }) => [part, value, periodName, share?.role, share?.standing],
      )
    expect(parts('whole', 1)).toEqual([
      ['a.numerator', 10, '2026-01', 'numerator', 'carried'],
      ['y', 20, '2026-01', 'denominator', 'carried'],
    ])
    expect(parts('mean', 0)).toEqual([
      ['a', 0.5, '2026-01', 'child', 'counts'],
      ['y', 20, '2026-01', 'weight', 'counts'],
    ])
    expect(parts('sum', 1)).toEqual([
      ['x', NaN, '2026-02', 'child', 'absent'],
      ['y', 20, '2026-02', 'child', 'counts'],
    ])
  })
})

test('a converted amount shows the rate and its day', () => {
  const measures = {
    abroad: { unit: 'USD', kind: 'flow' },
    home: { unit: 'EUR', kind: 'flow', formula: 'convert(abroad, EUR)' },
  }
  const currencies = { USD: { rates: [{ from: '2026-01-01', rate: 1.25 }] } }
  const one = company({
    measures,
    currencies,
    kpis: watch(measures, ['month']),
    values: { abroad: { '2026-01': 100 } },
  })
  bothEvaluators(one, ({ results }) => {
    const tree = explained(results, { kind: 'measure', id: 'home' }, january)
    expect(tree.origin).toMatchObject({ text: 'convert(abroad, EUR)' })
    expect(tree.children[1]).toMatchObject({ kind: 'rate', value: 0.8, rules: ['A15'] })
    expect(tree.children[1]?.origin).toEqual({
      kind: 'rate',
      from: 'USD',
      to: 'EUR',
      day: parseDay('2026-01-31'),
    })
  })
})

test('an observed value shows the record that counts: file, line, day, source and note', () => {
  const measures = { it: { unit: 'EUR', kind: 'stock', 'carry-forward': '40 days' } }
  const { strategy, asOf } = company({ measures, kpis: { it: {} } })
  const builder = new ObservationsBuilder()
  const file = builder.file('values/2026.csv')
  const month = strategy.organisation.calendar.ordinal('month', parseDay('2026-01-01') as number)
  builder.add('it', month, 5, parseDay('2026-02-01') as number, file, 10)
  builder.add('it', month, 7, parseDay('2026-02-09') as number, file, 42, {
    source: 'the ledger',
    note: 'restated',
  })
  const observations = builder.build()
  for (const results of [
    evaluate(strategy, observations, { asOf }),
    new Engine(strategy, observations, { asOf }),
  ]) {
    const origin = {
      kind: 'observed',
      file: 'values/2026.csv',
      offset: 42,
      recorded: parseDay('2026-02-09'),
      source: 'the ledger',
      note: 'restated',
    }
    const now = explained(results, { kind: 'measure', id: 'it' }, january)
    expect(now).toMatchObject({ value: 7, origin: { ...origin, carriedFrom: undefined }, rules: ['A12'] })
    const later = explained(results, { kind: 'measure', id: 'it' }, january + 1)
    expect(later).toMatchObject({ value: 7, ageDays: 28, origin, rules: ['A12', 'A10'] })
    expect(later.origin).toMatchObject({ carriedFrom: { grain: 'month', ordinal: month } })
  }
})

test('a value changed since the results were made is told apart from a record', () => {
  const measures = { it: { unit: 'EUR', kind: 'stock' } }
  const { strategy, observations, asOf } = company({
    measures,
    kpis: { it: {} },
    values: { it: { '2026-01': 5 } },
  })
  const engine = new Engine(strategy, observations, { asOf })
  engine.update([{ kind: 'value', measure: 'it', ordinal: engine.timeline('month').first, value: 6 }])
  const tree = explained(engine, { kind: 'measure', id: 'it' }, january)
  expect(tree).toMatchObject({ value: 6, origin: { kind: 'changed' } })
})

test('what results do not hold is not explained', () => {
  const measures = { it: { unit: 'EUR', kind: 'stock' } }
  bothEvaluators(company({ measures, kpis: { it: {} }, values: {} }), ({ results }) => {
    expect(explain(results, { kind: 'kpi', id: 'none' }, 0)).toBeUndefined()
    expect(explain(results, { kind: 'kpi', id: 'it' }, -1)).toBeUndefined()
    expect(explain(results, { kind: 'measure', id: 'it', grain: 'day' }, 0)).toBeUndefined()
    expect(explain(results, { kind: 'objective', id: 'none' }, 0)).toBeUndefined()
  })
})

test('a large tree is cut where it is farthest from its subject, and says how much is missing', () => {
  const { strategy, observations, asOf } = randomCompany(3)
  const results = evaluate(strategy, observations, { asOf })
  const index = results.closed(results.grain) - 1
  const whole = every(explained(results, { kind: 'organisation', id: '' }, index))
  const cut = explain(results, { kind: 'organisation', id: '' }, index, {
    nodes: 5,
    depth: 64,
  }) as Explanation
  expect(every(cut)).toHaveLength(5)
  expect(every(cut).reduce((sum, { more }) => sum + more, 0)).toBeGreaterThan(0)
  expect(whole.length).toBeGreaterThan(5)
  const flat = explain(results, { kind: 'organisation', id: '' }, index, {
    nodes: 2000,
    depth: 1,
  }) as Explanation
  expect(flat.children).toEqual([])
  expect(flat.more).toBeGreaterThan(0)
})

test('in random companies explanations are the same from both evaluators, and every sum is the sum of its parts', () => {
  let sums = 0
  for (let seed = 700; seed < 715; seed++) {
    const { strategy, observations, asOf } = randomCompany(seed)
    const results = evaluate(strategy, observations, { asOf })
    const engine = new Engine(strategy, observations, { asOf })
    for (const [kind, ids] of nodesOf(results)) {
      for (const id of ids) {
        for (const back of [1, 3]) {
          const index = Math.max(0, results.closed(results.grain) - back)
          const tree = explained(results, { kind, id }, index)
          expect(explained(engine, { kind, id }, index)).toEqual(tree)
          for (const node of every(tree)) if (checkSum(node)) sums++
        }
      }
    }
  }
  expect(sums).toBeGreaterThan(200)
})

/** Whether the node is a plain sum of its parts; if so, it must be. */
function checkSum({ origin, reason, value, children, more }: Explanation): boolean {
  const isMean = origin.kind === 'rolled-up' && origin.rule === 'weighted-mean'
  const isSum = origin.kind === 'over-time' && origin.rule === 'sum'
  if (reason !== 'present' || more > 0 || !(isMean || isSum)) return false
  const parts = children.flatMap(({ share }) => (share && !Number.isNaN(share.part) ? [share.part] : []))
  const size = Math.max(1, ...parts.map(Math.abs))
  expect(Math.abs(parts.reduce((sum, part) => sum + part, 0) - value)).toBeLessThan(
    1e-12 * size * parts.length,
  )
  return true
}
