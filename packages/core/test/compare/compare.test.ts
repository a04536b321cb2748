import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ItemChange } from '../../src/index.ts'
import {
  align,
  compareResults,
  compareStrategies,
  Engine,
  parseDay,
  readObservations,
  readStrategy,
} from '../../src/index.ts'

const company = `
organisation: { name: Linden, currency: EUR }
people:
  anna: { name: Anna }
departments:
  sales: { name: Sales, head: anna }
  service: { name: Service }
perspectives:
  financial: { name: Financial }
objectives:
  growth: { name: Grow, perspective: financial, owner: anna }
measures:
  visits: { unit: visit, kind: flow, polarity: higher }
kpis:
  revenue:
    name: Revenue
    objective: growth
    owner: anna
    measure: { unit: EUR, kind: flow, polarity: higher, formula: shop + visits * 2 }
    targets: [{ for: 2026, value: 1000 }]
  shop:
    name: Shop
    department: sales
    objective: growth
    measure: { unit: EUR, kind: flow, polarity: higher }
    targets: [{ for: 2026, value: 900 }]
    contributes: [{ to: revenue, kind: share }]
waivers:
  - { check: kpi-orphan, on: shop, person: anna, reason: known, until: 2027-01-01 }
`

const values = 'measure,period,value\nshop,2026-02,70\nvisits,2026-02,10\n'
const asOf = parseDay('2026-03-15') as number

function read(text: string, csv = values) {
  const { strategy } = readStrategy([{ name: 'a.yaml', text }])
  const { observations } = readObservations([{ name: 'a.csv', text: csv }], strategy)
  return align(new Engine(strategy, observations, { asOf }))
}

function compare(before: string, after: string, csv = [values, values]) {
  const [was, is] = [read(before, csv[0]), read(after, csv[1])]
  const { changes, renames } = compareStrategies(was.company.strategy, is.company.strategy)
  return { changes, renames, results: compareResults(was, is, renames) }
}

const edit = (from: string, to: string) => {
  expect(company).toContain(from)
  return company.replaceAll(from, to)
}

const told = ({ kind, change, id, formerId, fields }: ItemChange) => {
  const was = formerId === undefined ? '' : ` from ${formerId}`
  const said = change === 'changed' || change === 'renamed' ? fields : []
  return [`${change} ${kind} ${id}${was}`, ...said.map((one) => `${one.field}: ${one.before} → ${one.after}`)]
}

describe('two strategies that mean the same', () => {
  test.each([
    ['the same text', company],
    [
      'another layout',
      edit('{ unit: EUR, kind: flow, polarity: higher }', '{kind: flow, polarity: higher, unit: EUR}'),
    ],
    [
      'another order',
      edit('  anna: { name: Anna }', '  anna: { name: Anna }\n')
        .replace('growth: { name: Grow, ', 'growth: { owner: anna, name: Grow, ')
        .replace(', owner: anna }\nmeasures', ' }\nmeasures'),
    ],
    [
      'a default written out',
      edit('{ for: 2026, value: 900 }', '{ for: 2026, value: 900, trajectory: step, tolerance: 0.5% }'),
    ],
    ['a formula in other spacing', edit('shop + visits * 2', 'shop+(visits*2)')],
    [
      'a link written apart',
      `${edit('    contributes: [{ to: revenue, kind: share }]\n', '')}contributions: [{ from: shop, to: revenue, kind: share }]\n`,
    ],
  ])('differ in nothing: %s', (_, after) => {
    const { changes, results } = compare(company, after)
    expect(changes).toEqual([])
    expect(results).toMatchObject({ scores: [], reconciliations: [], findings: [], values: [] })
    expect(results.alignment.before).toBe(results.alignment.after)
  })
})

test.each([
  ['currency: EUR }', 'currency: USD }', ['changed organisation ', 'currency: EUR → USD']],
  [
    '{ name: Service }',
    '{ name: Field service }',
    ['changed department service', 'name: Service → Field service'],
  ],
  [
    '{ for: 2026, value: 900 }',
    '{ for: 2026, value: 950 }',
    ['changed target shop 2026', 'target: 900 EUR → 950 EUR'],
  ],
  [
    '{ for: 2026, value: 900 }',
    '{ for: 2026, value: 900, each: month }',
    ['changed target shop 2026', 'target: 900 EUR → 900 EUR each month'],
  ],
  [
    '{ to: revenue, kind: share }',
    '{ to: revenue, kind: share, share: 50% }',
    ['changed contribution shop → revenue', 'share: 100 % → 50 %'],
  ],
  [
    'shop + visits * 2',
    'shop + visits * 3',
    ['changed measure revenue', 'formula: shop + visits * 2 → shop + visits * 3'],
  ],
  ['reason: known', 'reason: seen', ['changed waiver kpi-orphan on shop', 'reason: known → seen']],
  ['    owner: anna\n', '', ['changed kpi revenue', 'owner: anna → undefined']],
  ['  service: { name: Service }\n', '', ['removed department service']],
])('%j written as %j is told as %j', (from, to, expected) => {
  expect(compare(company, edit(from, to)).changes.flatMap(told)).toEqual(expected)
})

test('a number that differs in its last digits is a difference', () => {
  const { changes } = compare(company, edit('value: 900', 'value: 900.0000001'))
  expect(changes.flatMap(told)).toEqual(['changed target shop 2026', 'target: 900 EUR → 900.0000001 EUR'])
})

test('a revision of a target is told with its reason, beside what was first agreed', () => {
  const revised =
    '{ for: 2026, value: 900, revisions: [{ from: 2026-02-01, value: 800, reason: fewer shops }] }'
  const { changes } = compare(company, edit('{ for: 2026, value: 900 }', revised))
  expect(changes.flatMap(told)).toEqual([
    'changed target shop 2026',
    'target: 900 EUR → 800 EUR',
    'first agreed: undefined → 900 EUR',
    'revisions: undefined → 800 EUR from 2026-02-01, decided 2026-02-01: fewer shops',
  ])
})

describe('a new id', () => {
  const after = company.replaceAll('shop', 'store').replace('name: Shop', 'name: Shop')

  test('is told as a rename, and what refers to it has not changed', () => {
    const { changes } = compare(company, after, [values, values.replace('shop', 'store')])
    expect(changes.flatMap(told)).toEqual(['renamed measure store from shop', 'renamed kpi store from shop'])
  })

  test('keeps scores, gaps and values together', () => {
    const { results } = compare(company, after, [values, values.replace('shop', 'store')])
    expect(results).toMatchObject({ scores: [], reconciliations: [], values: [] })
  })

  test('of two items of one name is no rename', () => {
    const two = `${company}themes:\n  a: { name: Same }\n  b: { name: Same }\n`
    const { changes } = compare(
      two,
      two.replace('a: { name: S', 'c: { name: S').replace('b: { name: S', 'd: { name: S'),
    )
    expect(changes.map(({ change }) => change)).toEqual(['removed', 'removed', 'added', 'added'])
  })
})

describe('what follows', () => {
  test('a raised target lowers the score above, and closes the gap', () => {
    const { results } = compare(company, edit('value: 900', 'value: 1000'))
    expect(results.reconciliations).toMatchObject([
      { kpi: 'revenue', period: '2026', before: { verdict: 'gap', gap: 100 }, after: { verdict: 'adds-up' } },
    ])
    const score = results.scores.find(({ kind, id }) => kind === 'kpi' && id === 'shop')
    expect(score?.after?.score).toBeLessThan(score?.before?.score as number)
    const gone = results.findings.filter(({ after }) => !after).map(({ before }) => before?.code)
    expect(gone).toEqual(['gap'])
    expect(results.alignment.after).toBeGreaterThan(results.alignment.before)
  })

  test('values that were added, removed or changed are counted by measure', () => {
    const after = 'measure,period,value\nshop,2026-01,81\nshop,2026-02,71\n'
    const { results } = compare(company, company, [values, after])
    expect(results.values).toEqual([
      { measure: 'visits', name: 'visits', added: 0, removed: 1, changed: 0 },
      { measure: 'shop', name: 'Shop', added: 1, removed: 0, changed: 1 },
    ])
  })

  test('a waiver is a change of the finding', () => {
    const waived = `${company}  - { check: gap, on: revenue, person: anna, reason: agreed, until: 2027-01-01 }\n`
    const { results } = compare(company, waived)
    const change = results.findings.find(({ after }) => after?.code === 'gap')
    expect(change?.before?.waiver).toBeUndefined()
    expect(change?.after?.waiver?.reason).toBe('agreed')
  })
})

test('what is added one way is removed the other way, for any part of the strategy', () => {
  const lines = company.trim().split('\n')
  const parts = lines.flatMap((line, at) => (/^ {2}[a-z]+: \{/.test(line) ? [at] : []))
  fc.assert(
    fc.property(fc.subarray(parts), (left) => {
      const less = lines.filter((_, at) => !left.includes(at)).join('\n')
      const [there, back] = [compare(company, less).changes, compare(less, company).changes]
      const opposite = { added: 'removed', removed: 'added', changed: 'changed', renamed: 'renamed' } as const
      const turned = back.map((one) => `${opposite[one.change]} ${one.kind} ${one.id}`)
      expect(turned.sort()).toEqual(there.map((one) => `${one.change} ${one.kind} ${one.id}`).sort())
    }),
    { numRuns: 40 },
  )
})
