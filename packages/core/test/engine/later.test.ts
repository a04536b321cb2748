import { expect, test } from 'vitest'
import { Engine } from '../../src/engine/engine.ts'
import type { Kpi } from '../../src/strategy/model.ts'
import { company } from './company.ts'

const measures = { it: { unit: 'EUR', kind: 'stock' }, idle: { unit: 'EUR', kind: 'stock' } }
const values = { it: { '2026-01': 5 }, idle: { '2026-01': 5 } }

function companyWith(target: object) {
  return company({ measures, kpis: { it: { targets: [{ for: '2026', ...target }] } }, values })
}

test('a later value is told apart from those observed, and kept where the rows are planned anew', () => {
  const { strategy, observations, asOf } = companyWith({ value: 9 })
  const engine = new Engine(strategy, observations, { asOf })
  const { first } = engine.timeline('month')
  engine.update([{ kind: 'value', measure: 'it', ordinal: first + 2, value: 7 }])
  const range = companyWith({ between: [6, 8] }).strategy.kpis.get('it') as Kpi
  expect(engine.kpi('it', 2)).toMatchObject({ target: 9, high: Number.NaN })
  engine.update([{ kind: 'targets', kpi: 'it', targets: range.targets }])
  expect(engine.kpi('it', 2)).toMatchObject({ target: 6, high: 8, score: 1, actual: { value: 7 } })
  expect(engine.kpi('it', 0)).toMatchObject({ actual: { value: 5 } })
  const isLater = [-1, 0, 1, 2, 3].map((period) => engine.later.get('it')?.has(first + period))
  expect(isLater).toEqual([false, false, false, true, false])
})

test('a later value of a measure that nothing is made from is kept too', () => {
  const { strategy, observations, asOf } = companyWith({ value: 9 })
  const engine = new Engine(strategy, observations, { asOf })
  const { first, count } = engine.timeline('month')
  expect(engine.later.get('idle')).toBeUndefined()
  engine.update([
    { kind: 'value', measure: 'idle', ordinal: first + 2, value: 7 },
    { kind: 'value', measure: 'idle', ordinal: first + count, value: 8 },
    { kind: 'value', measure: 'unknown', ordinal: first, value: 9 },
  ])
  const isLater = [0, 2, count].map((period) => engine.later.get('idle')?.has(first + period))
  expect(isLater).toEqual([false, true, false])
  expect(engine.later.get('unknown')).toBeUndefined()
})
