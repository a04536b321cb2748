import { expect, test } from 'vitest'
import type { Goalposts } from '../../src/catchball/goalposts.ts'
import { goalpostsOf } from '../../src/catchball/goalposts.ts'
import { Engine } from '../../src/engine/engine.ts'
import { parseDay } from '../../src/time/day.ts'
import { company } from '../engine/company.ts'

/** 200 leads are planned for each quarter of 2026; 100 come in the first, and 120 are wanted from the second on. */
function leads(revision: Record<string, unknown>): (index: number) => Goalposts | undefined {
  const { strategy, observations, asOf } = company({
    people: { mo: {}, cy: {} },
    kpis: {
      leads: {
        owner: 'mo',
        grain: 'quarter',
        measure: { unit: 'lead', kind: 'flow', polarity: 'higher', grain: 'quarter' },
        targets: [
          {
            for: '2026',
            value: 200,
            each: 'quarter',
            revisions: [{ value: 120, reason: 'half came', ...revision }],
          },
        ],
      },
    },
    values: { leads: { '2026-Q1': 100, '2026-Q2': 114 } },
  })
  const engine = new Engine(strategy, observations, { asOf })
  const { first } = engine.timeline('quarter')
  const begin = strategy.organisation.calendar.parse('2026-Q1') as { ordinal: number }
  return (index) => goalpostsOf(engine, 'leads', begin.ordinal - first + index)
}

test('[B15] attainment is told against the first target and the one in force, and the part that moving made', () => {
  const at = leads({ from: '2026-04-01', by: 'cy' })
  expect(at(0)).toMatchObject({ original: 200, current: 200, attainedCurrent: 0.5, fromMoving: 0, moves: [] })
  const second = at(1)
  expect(second).toMatchObject({ actual: 114, original: 200, current: 120 })
  expect(second?.attainedOriginal).toBeCloseTo(0.57, 12)
  expect(second?.attainedCurrent).toBeCloseTo(0.95, 12)
  expect(second?.fromMoving).toBeCloseTo(0.38, 12)
  expect(second?.moves).toEqual([
    { recorded: parseDay('2026-04-01'), by: 'cy', reason: 'half came', isLate: false, isOwn: false },
  ])
})

test('[B15] a move late in the period, and one by the person measured, are marked', () => {
  const marks = (revision: Record<string, unknown>) =>
    leads(revision)(3)?.moves.map(({ isLate, isOwn }) => [isLate, isOwn])
  expect(marks({ from: '2026-10-01', by: 'mo' })).toEqual([[false, true]])
  // 274 of 365 days have passed by 2 October: 0.7507.
  expect(marks({ from: '2026-10-02', by: 'cy' })).toEqual([[true, false]])
  expect(marks({ from: '2026-07-01', recorded: '2026-12-30' })).toEqual([[true, false]])
})
