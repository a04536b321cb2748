import { describe, expect, test } from 'vitest'
import type { StrategyEdit } from '../../src/strategy/draft.ts'
import { draftEdits } from '../../src/strategy/draft.ts'
import { readStrategy } from '../../src/strategy/read.ts'

const company = `# The company
organisation: { name: Boats }
departments:
  sales: { name: Sales } # sells
objectives:
  grow: { name: Grow }
kpis:
  revenue: # what comes in
    objective: grow
    measure: { unit: EUR, kind: flow, polarity: higher }
    targets:
      - { for: FY26, value: 100 }
  orders:
    department: sales
    measure: { unit: order, kind: flow, polarity: higher }
    contributes: { to: revenue, kind: share, share: 2, share-unit: EUR/order }
waivers:
  - { check: gap, on: revenue, person: ada, reason: known, until: 2026-12-31 }
people:
  ada: { name: Ada }
`
const files = [{ name: 'company.yaml', text: company }]
const { strategy } = readStrategy(files)

function after(...edits: readonly StrategyEdit[]): string {
  const draft = draftEdits(files, strategy, edits)
  if (draft.kind === 'refused') throw new Error(draft.why)
  const text = draft.files[0]?.text ?? company
  expect(readStrategy([{ name: 'company.yaml', text }]).diagnostics).toEqual([])
  return text
}

describe('edits by what they are about', () => {
  test('set and remove fields, wherever the item is written', () => {
    const text = after(
      { kind: 'set', item: 'kpi', id: 'revenue', fields: { name: 'Revenue', objective: null } },
      { kind: 'set', item: 'measure', id: 'revenue', fields: { timing: 'lagging' } },
      { kind: 'set', item: 'organisation', fields: { currency: 'EUR' } },
      { kind: 'set', item: 'target', id: 'revenue', period: 'FY26', fields: { value: 120 } },
    )
    expect(text).toContain('revenue: # what comes in')
    expect(text).toContain('timing: lagging')
    expect(text).toContain('value: 120')
    expect(text).not.toContain('objective: grow')
  })

  test('currencies get rates, and the scorecard weights from a day', () => {
    const text = after(
      { kind: 'add', item: 'perspective', id: 'financial', fields: { name: 'Financial' } },
      { kind: 'add', item: 'currency', id: 'USD', fields: { rates: [{ from: '2026-01-01', rate: 1.1 }] } },
      { kind: 'add', item: 'scorecard', fields: { from: '2026-04-01', weights: { financial: 60 } } },
    )
    const read = [{ name: 'company.yaml', text }]
    const next = draftEdits(read, readStrategy(read).strategy, [
      { kind: 'revise', item: 'currency', id: 'USD', fields: { from: '2026-04-01', rate: 1.2 } },
      { kind: 'set', item: 'scorecard', period: '2026-04-01', fields: { weights: { financial: 70 } } },
    ])
    if (next.kind === 'refused') throw new Error(next.why)
    const { strategy: made, diagnostics } = readStrategy([
      { name: 'company.yaml', text: next.files[0]?.text ?? '' },
    ])
    expect(diagnostics).toEqual([])
    expect(made.currencies.get('USD')?.map(({ rate }) => rate)).toEqual([1.1, 1.2])
    expect(made.scorecard.map(({ weights }) => weights.get('financial'))).toEqual([70])
  })

  test('a currency that is not there, one misnamed, and weights from another day are refused', () => {
    const refusal = (edit: StrategyEdit) => {
      const draft = draftEdits(files, strategy, [edit])
      return draft.kind === 'refused' ? draft.why : undefined
    }
    expect(refusal({ kind: 'revise', item: 'currency', id: 'USD', fields: {} })).toContain(
      'There is no currency "USD"',
    )
    expect(refusal({ kind: 'add', item: 'currency', id: 'dollar', fields: {} })).toContain('ISO 4217')
    expect(refusal({ kind: 'set', item: 'scorecard', period: '2026-04-01', fields: {} })).toContain(
      'no weights from',
    )
  })

  test('add items where their kind stands, and to lists', () => {
    const text = after(
      {
        kind: 'add',
        item: 'kpi',
        id: 'margin',
        fields: { objective: 'grow', measure: { unit: '%', kind: 'index', polarity: 'higher' } },
      },
      { kind: 'add', item: 'target', id: 'revenue', fields: { for: 'FY27', value: 130 } },
      { kind: 'add', item: 'target', id: 'orders', fields: { for: 'FY27', value: 60 } },
      {
        kind: 'add',
        item: 'waiver',
        id: 'orders',
        check: 'kpi-orphan',
        fields: { person: 'ada', reason: 'new', until: '2027-01-31' },
      },
      { kind: 'add', item: 'causal-link', id: 'revenue', to: 'grow', fields: { sign: '+' } },
      {
        kind: 'revise',
        item: 'target',
        id: 'revenue',
        period: 'FY26',
        fields: { from: '2026-06-01', value: 90, reason: 'storm' },
      },
    )
    const again = readStrategy([{ name: 'company.yaml', text }]).strategy
    expect(again.kpis.get('revenue')?.targets).toHaveLength(2)
    expect(again.kpis.get('revenue')?.targets[0]?.revisions).toHaveLength(2)
    expect(again.kpis.get('orders')?.targets).toHaveLength(1)
    expect(again.waivers).toHaveLength(2)
    expect(again.causalLinks).toHaveLength(1)
    expect(again.kpis.has('margin')).toBe(true)
  })

  test('a list of one that stands without brackets becomes a list', () => {
    const text = after({
      kind: 'add',
      item: 'contribution',
      id: 'orders',
      to: 'revenue',
      fields: { kind: 'influences' },
    })
    expect(text).toContain('# The company')
    const reading = readStrategy([{ name: 'company.yaml', text }])
    expect(reading.strategy.contributions).toHaveLength(2)
  })

  test('remove items of maps and of lists', () => {
    const text = after(
      { kind: 'remove', item: 'waiver', id: 'revenue', check: 'gap' },
      { kind: 'remove', item: 'kpi', id: 'orders' },
    )
    expect(text).not.toContain('orders')
    expect(text).not.toContain('check: gap')
  })

  test.each([
    [
      { kind: 'set', item: 'kpi', id: 'revenu', fields: {} },
      'There is no KPI "revenu"; did you mean revenue?',
    ],
    [{ kind: 'add', item: 'kpi', id: 'revenue', fields: {} }, 'There is a kpi "revenue" already'],
    [{ kind: 'set', item: 'target', id: 'revenue', period: 'FY30', fields: {} }, 'has no target for "FY30"'],
    [{ kind: 'remove', item: 'causal-link', id: 'a', to: 'b' }, 'no causal link'],
    [{ kind: 'add', item: 'kpi', fields: {} }, 'Say the id'],
  ] as const)('refuse what cannot be made: %j', (edit, why) => {
    const draft = draftEdits(files, strategy, [edit as StrategyEdit])
    expect(draft).toMatchObject({ kind: 'refused', at: 0 })
    expect((draft as { why: string }).why.toLowerCase()).toContain(why.toLowerCase())
  })
})
