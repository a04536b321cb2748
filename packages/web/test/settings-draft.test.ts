import type { Settings } from '@keelson/server/answers'
import { expect, test } from 'vitest'
import { draftOfSettings, settingsEdits } from '../src/state/settings-draft.ts'

const settings: Settings = {
  organisation: {
    name: 'Boats',
    timeZone: 'UTC',
    currency: 'EUR',
    grain: 'month',
    review: 'quarter',
    onTrack: 0.95,
    atRisk: 0.8,
    tolerance: 0.005,
    padding: 0.1,
    coverageLimit: 0.7,
    rollUp: 'weighted-mean',
    missing: 'leave-out',
    freshnessDays: 92,
    kpiLimit: 7,
    place: { file: 'company.yaml', line: 1, column: 1 },
  },
  calendar: { start: '04-01', pattern: 'months', names: 'end-year' },
  currencies: [{ code: 'USD', rates: [{ from: '2026-01-01', rate: 1.1 }] }],
  perspectives: [
    { id: 'financial', name: 'Financial', financial: true, weight: 60 },
    { id: 'customer', name: 'Customer', financial: false, weight: 40 },
  ],
  weightsFrom: '2026-04-01',
}
const draft = draftOfSettings(settings)
const today = '2026-11-24'

test('a draft that is as it was makes no edit', () => {
  expect(settingsEdits(settings, draft, today)).toEqual([])
})

test('only what was changed is written, shares as per cent', () => {
  const changed = {
    ...draft,
    name: 'Ships',
    tolerance: '1',
    atRisk: '75',
    calendar: { ...draft.calendar, start: '07-01' },
  }
  expect(settingsEdits(settings, changed, today)).toEqual([
    {
      kind: 'set',
      item: 'organisation',
      fields: {
        name: 'Ships',
        tolerance: '1%',
        bands: { 'on-track': '95%', 'at-risk': '75%' },
        calendar: { start: '07-01', pattern: 'months', names: 'end-year' },
      },
    },
  ])
})

test('weights and rates hold from today on, and weights of today are replaced', () => {
  const perspectives = { ...draft.perspectives, financial: { name: 'Money', weight: '70' } }
  const changed = { ...draft, perspectives, rates: { USD: '1.2' }, newCurrency: 'JPY', newRate: '160' }
  const weights = { financial: 70, customer: 40 }
  expect(settingsEdits(settings, changed, today)).toEqual([
    { kind: 'set', item: 'perspective', id: 'financial', fields: { name: 'Money' } },
    { kind: 'add', item: 'scorecard', fields: { from: today, weights } },
    { kind: 'revise', item: 'currency', id: 'USD', fields: { from: today, rate: 1.2 } },
    { kind: 'add', item: 'currency', id: 'JPY', fields: { rates: [{ from: today, rate: 160 }] } },
  ])
  expect(settingsEdits({ ...settings, weightsFrom: today }, changed, today)[1]).toEqual({
    kind: 'set',
    item: 'scorecard',
    period: today,
    fields: { weights },
  })
})

test('a rate that is no number, and a currency without a code, make none', () => {
  const changed = { ...draft, rates: { USD: 'x' }, newCurrency: 'yen', newRate: '160' }
  expect(settingsEdits(settings, changed, today)).toEqual([])
})

test('another way of rolling up keeps what happens to missing scores', () => {
  expect(settingsEdits(settings, { ...draft, rollUp: 'worst' }, today)).toEqual([
    {
      kind: 'set',
      item: 'organisation',
      fields: {
        'roll-up': { rule: 'worst', missing: 'leave-out', 'coverage-limit': '70%', freshness: '92 days' },
      },
    },
  ])
})
