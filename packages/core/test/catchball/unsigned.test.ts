import { expect, test } from 'vitest'
import { movedTargets } from '../../src/catchball/unsigned.ts'
import { strategyOf, strategyText } from './table.ts'

const moved = (from: string, to: string) => {
  expect(strategyText).toContain(from)
  return movedTargets(strategyOf(), strategyOf(strategyText.replace(from, to))).map(
    ({ kpi, period }) => `${kpi} ${period}`,
  )
}

test('[B16] what moves, sets or removes a target is told, and nothing else', () => {
  expect(moved('value: 5%, baseline: 6%', 'value: 5%, baseline: 7%')).toEqual(['churn 2026'])
  expect(
    moved(
      'agreed: 2025-12-01',
      'agreed: 2025-12-01, revisions: [{ from: 2026-02-01, value: 6%, reason: r }]',
    ),
  ).toEqual(['churn 2026'])
  expect(
    moved("{ for: '2026', value: 50 }", "{ for: '2026', value: 50 }, { for: '2027', value: 60 }"),
  ).toEqual(['east 2027'])
  expect(moved("    targets: [{ for: '2026', value: 30 }]\n", '')).toEqual(['north 2026'])
  expect(moved('value: 5%, baseline: 6%', 'value: 5%, baseline: 6%, signed-by: [fay], owner: cem')).toEqual(
    [],
  )
  expect(moved('owner: kim', 'owner: fay')).toEqual([])
})
