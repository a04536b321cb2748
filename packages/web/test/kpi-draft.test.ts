import { describe, expect, test } from 'vitest'
import { amountOf, draftOf, editsOf } from '../src/state/kpi-draft.ts'

const target = {
  period: 'FY27',
  due: '2027-03-31',
  agreed: '2026-04-01',
  revisions: [{ from: null, kind: 'value', value: 2.9, trajectory: 'linear', reason: null, by: null }],
}
const place = { file: 'people.yaml', line: 1, column: 1 }
const kpi = {
  id: 'turnover',
  name: 'Staff turnover',
  place,
  measure: 'turnover',
  objective: 'engaged-people',
  department: 'people',
  sharedWith: [],
  owner: 'mara',
  unit: '%',
  targets: [target],
}
const model = { today: '2026-11-24', organisation: { period: 'FY27' } } as Parameters<typeof editsOf>[2]

describe('what is changed of a KPI', () => {
  test('is nothing where nothing is', () => expect(editsOf(kpi, draftOf(kpi), model)).toEqual([]))

  test('is the fields that are others, and a revision of its target from today on, with its reason', () => {
    const draft = { ...draftOf(kpi), owner: '', target: '2.8 %', reason: 'two more recruiters' }
    expect(editsOf(kpi, draft, model)).toEqual([
      { kind: 'set', item: 'kpi', id: 'turnover', fields: { owner: null } },
      {
        kind: 'revise',
        item: 'target',
        id: 'turnover',
        period: 'FY27',
        fields: { from: '2026-11-24', value: '2.8%', trajectory: 'linear', reason: 'two more recruiters' },
      },
    ])
  })

  test('is a first target where there was none', () => {
    const draft = { ...draftOf(kpi), target: '3' }
    expect(editsOf({ ...kpi, targets: [] }, draft, model)).toEqual([
      {
        kind: 'add',
        item: 'target',
        id: 'turnover',
        fields: { for: 'FY27', value: '3%', agreed: '2026-11-24' },
      },
    ])
  })
})

test.each([
  ['12', 'EUR', 12],
  ['1_200', 'EUR', 1200],
  ['−3', 'EUR', -3],
  ['4.5', '%', '4.5%'],
  ['4.5', 'pp', '4.5 pp'],
  ['four', 'EUR', undefined],
  ['', 'EUR', undefined],
])('the amount %j of %s is %j in files', (text, unit, wanted) => expect(amountOf(text, unit)).toBe(wanted))
