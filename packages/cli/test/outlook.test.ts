import { expect, test } from 'vitest'
import { keelson } from './run.ts'

const demo = 'examples/perlbeck'

test('forecast of a KPI: periods, nested intervals, the past of the method', () => {
  const done = keelson(['forecast', demo, '--kpi', 'revenue', '--horizon', '3', '--json'])
  expect(done.code).toBe(0)
  const data = JSON.parse(done.out)
  expect(data).toMatchObject({
    id: 'revenue',
    points: 36,
    periods: [{ period: '2026-11' }, {}, { period: '2027-01' }],
  })
  expect(data.backtest.compared).toBeGreaterThan(20)
  expect(keelson(['forecast', demo, '--kpi', 'revenue']).out).toMatch(
    /^Revenue: mean of Theta and ETS\(\w+\), from 36 values\n/,
  )
})

test('attain tells chances, and why there are none', () => {
  const rows = JSON.parse(keelson(['attain', demo, '--json']).out)
  expect(rows.length).toBeGreaterThan(40)
  const revenue = rows.find(({ id }: { id: string }) => id === 'revenue')
  expect(revenue).toMatchObject({ due: 'FY27', wanted: { polarity: 'higher', target: 60_000_000 } })
  expect(revenue.low80).toBeLessThan(revenue.expected)
  for (const row of rows) {
    if (row.chance === null) expect(row.why).toMatch(/\w/)
    else expect(row.chance >= 0 && row.chance <= 1).toBe(true)
  }
})

test('propose orders its options by chance', () => {
  const { options, target } = JSON.parse(keelson(['propose', demo, '--kpi', 'revenue', '--json']).out)
  expect(target).toBe(60_000_000)
  const values = options.map(({ value }: { value: number }) => value)
  expect(values[0]).toBeGreaterThan(values[1])
  expect(values[1]).toBeGreaterThan(values[2])
  expect(keelson(['propose', demo, '--kpi', 'revenu'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('did you mean revenue?'),
  })
})

test('signals and evidence have a line for each', () => {
  expect(keelson(['signals', demo, '--kpi', 'churn']).out).toMatch(
    /^Customer churn: 2026-10 .* is (noise|a signal)/,
  )
  const links = JSON.parse(keelson(['evidence', demo, '--json']).out)
  expect(links).toHaveLength(10)
  const own = links.find(({ from }: { from: string }) => from === 'engagement')
  expect(own).toMatchObject({ to: 'productivity', grain: 'quarter', verdict: 'insufficient-data' })
  expect(own.points).toBeGreaterThan(5)
  expect(keelson(['evidence', demo]).out.split('\n')[0]).toMatch(/^engaged-people → capable-teams: \w/)
})

test('simulate, whatif and seek tell one story', () => {
  const whole = JSON.parse(keelson(['simulate', demo, '--draws', '400', '--json']).out)
  expect(whole.objectives.length).toBeGreaterThan(10)
  const revenue = whole.kpis.find(({ kpi }: { kpi: string }) => kpi === 'revenue')
  expect(revenue.low80).toBeLessThan(revenue.high80)
  const scenario = JSON.parse(
    keelson(['whatif', demo, '--set', 'dealer-sales=+10%', '--draws', '400', '--json']).out,
  )
  const changed = scenario.kpis.find(({ kpi }: { kpi: string }) => kpi === 'revenue')
  expect(changed.chanceBefore).toBe(revenue.chance)
  expect(changed.after[1]).toBeGreaterThan(changed.before[1])
  const sought = keelson([
    'seek',
    demo,
    '--kpi',
    'revenue',
    '--levers',
    'dealer-sales,online-sales',
    '--json',
  ])
  expect(sought.code).toBe(0)
  expect(JSON.parse(sought.out)).toMatchObject({ scenario: true, isMet: true })
  expect(keelson(['seek', demo, '--kpi', 'revenue', '--levers', 'dealer-sales', '--most', '1%']).code).toBe(1)
  expect(keelson(['whatif', demo, '--set', 'revenue=+1%']).err).toContain(
    'revenue is not observed but computed',
  )
})
