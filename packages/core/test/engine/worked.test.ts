import { expect, test } from 'vitest'
import { bothEvaluators, company, months, watch } from './company.ts'

test('receivable days go from 45 to 30: at 36 days three fifths of the way are done', () => {
  const measures = { 'receivable-days': { unit: 'day', kind: 'stock', polarity: 'lower' } }
  const target = { for: '2026', baseline: 45, value: 30, score: 'progress' }
  const kpis = { 'receivable-days': { targets: [target] } }
  const values = { 'receivable-days': months(2026, [45, 40, 36, 30]) }
  bothEvaluators(company({ measures, kpis, values }), (read) => {
    const row = ['01', '02', '03', '04'].map((month) => read.score('receivable-days', `2026-${month}`))
    expect(row).toEqual([0, 5 / 15, 9 / 15, 1])
  })
})

test('50 new clients each quarter: 25 of them by half of a year of quarters kept by month are half', () => {
  const measures = { 'new-clients': { unit: 'client', kind: 'flow', polarity: 'higher' } }
  const kpis = { 'new-clients': { grain: 'quarter', targets: [{ for: '2026', value: 50, each: 'quarter' }] } }
  const values = { 'new-clients': months(2026, [10, 10, 5, 20, 20, 10]) }
  bothEvaluators(company({ measures, kpis, values, asOf: '2026-06-30' }), (read) => {
    expect(read.score('new-clients', '2026-Q1')).toBe(0.5)
    expect(read.kpi('new-clients', '2026-Q2')).toMatchObject({ score: 1, target: 50, status: 'on-track' })
    expect(read.target('new-clients', '2026-Q4')).toBe(50)
  })
})

test('100 leads against 200 attain half, by the original and by the current target until that is lowered', () => {
  const measures = { leads: { unit: 'lead', kind: 'flow', polarity: 'higher', grain: 'quarter' } }
  const revisions = [{ from: '2026-04-01', value: 120, reason: 'new channels start late' }]
  const kpis = { leads: { targets: [{ for: '2026', value: 200, each: 'quarter', revisions }] } }
  const values = { leads: { '2026-Q1': 100, '2026-Q2': 120 } }
  bothEvaluators(company({ measures, kpis, values, asOf: '2026-06-30' }), (read) => {
    expect(read.kpi('leads', '2026-Q1')).toMatchObject({
      score: 0.5,
      target: 200,
      original: 200,
      status: 'off-track',
    })
    expect(read.kpi('leads', '2026-Q2')).toMatchObject({
      score: 1,
      target: 120,
      original: 200,
      status: 'on-track',
    })
  })
})

test('cash flow of 1.00 M plus 15 % is 1.15 M', () => {
  const measures = { 'cash-flow': { unit: 'EUR', kind: 'flow', polarity: 'higher', grain: 'year' } }
  const kpis = { 'cash-flow': { targets: [{ for: '2026', change: '15%' }] } }
  const values = { 'cash-flow': { '2025': 1_000_000, '2026': 1_035_000 } }
  bothEvaluators(company({ measures, kpis, values }), (read) => {
    expect(read.target('cash-flow', '2026')).toBeCloseTo(1_150_000, 6)
    expect(read.score('cash-flow', '2026')).toBeCloseTo(0.9, 12)
  })
})

test('cash flow by month reaches 1.15 M in the year, whatever the trajectory', () => {
  const measures = { 'cash-flow': { unit: 'EUR', kind: 'flow', polarity: 'higher' } }
  const values = {
    'cash-flow': months(
      2025,
      [50, 50, 100, 50, 50, 150, 50, 50, 100, 50, 100, 200].map((k) => k * 1000),
    ),
  }
  for (const trajectory of ['step', 'linear', 'seasonal']) {
    const kpis = {
      ...watch(measures, ['year']),
      'cash-flow': { measure: 'cash-flow', targets: [{ for: '2026', change: '15%', trajectory }] },
    }
    bothEvaluators(company({ measures, kpis, values }), (read) => {
      const row = Array.from({ length: 12 }, (_, at) =>
        read.target('cash-flow', `2026-${String(at + 1).padStart(2, '0')}`),
      )
      expect(row.reduce((sum, value) => sum + value)).toBeCloseTo(1_150_000, 6)
      expect(read.value('cash-flow', '2025')).toBe(1_000_000)
    })
  }
})
