import { expect, test } from 'vitest'
import { offersInFiles } from '../../src/catchball/offers-in-files.ts'
import { movedTargets } from '../../src/catchball/unsigned.ts'
import { filesOf, strategyOf, strategyText } from './table.ts'

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

const offered = (...edits: readonly (readonly [from: string, to: string])[]) => {
  let text = strategyText
  for (const [from, to] of edits) {
    expect(text).toContain(from)
    text = text.replace(from, to)
  }
  const files = (one: string) => ({ files: filesOf(one), strategy: strategyOf(one) })
  const { files: rest, offers, left } = offersInFiles(files(strategyText), files(text))
  return { text: rest[0]?.text, offers: offers.map(({ subject, terms }) => ({ ...subject, ...terms })), left }
}

test('[B16] targets in files become offers, and the rest of the files stays as it is', () => {
  const named = ['name: Fay', 'name: Fay R.'] as const
  const rest = strategyText.replace(...named)
  const value = offered(['value: 5%, baseline: 6%', 'value: 4%, baseline: 6%'], named)
  expect(value).toEqual({
    text: rest,
    offers: [{ kind: 'target', kpi: 'churn', period: '2026', value: '4%' }],
    left: [],
  })
  const revision = 'agreed: 2025-12-01, revisions: [{ from: 2026-02-01, value: 6%, reason: slow }]'
  const revised = offered(['agreed: 2025-12-01', revision], named)
  expect(revised).toMatchObject({ text: rest, offers: [{ kpi: 'churn', value: '6%', reason: 'slow' }] })
  const two = offered(
    ["{ for: '2026', value: 50 }", "{ for: '2026', value: 55 }, { for: '2027', change: +10% }"],
    ["{ for: '2026', value: 10 }", "{ for: '2026', value: 12 }"],
    named,
  )
  expect(
    two.offers.map((one) => [
      'kpi' in one && one.kpi,
      'period' in one && one.period,
      one.value ?? one.change,
    ]),
  ).toEqual([
    ['east', '2026', 55],
    ['east', '2027', '+10%'],
    ['west', '2026', 12],
  ])
  expect(two.text).toBe(rest)
})

test('[B16] what files remove, or move without another amount, cannot be offered from them', () => {
  const removed = offered(["    targets: [{ for: '2026', value: 30 }]\n", ''])
  expect(removed).toMatchObject({ offers: [], left: [{ kpi: 'north', period: '2026' }] })
  const baseline = offered(['value: 5%, baseline: 6%', 'value: 5%, baseline: 7%'])
  expect(baseline).toMatchObject({ offers: [], left: [{ kpi: 'churn', period: '2026' }] })
})
