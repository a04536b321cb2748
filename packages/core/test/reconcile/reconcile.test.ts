import { expect, test } from 'vitest'
import { reconcile } from '../../src/reconcile/reconcile.ts'
import { euros, kpi, obstaclesOf, onBoth, reconciled, to } from './reconciled.ts'

const cost = { unit: 'EUR', kind: 'flow', polarity: 'lower' }
const verdictOf = (wanted: number, produced: number, more: object = {}, measure: object = {}) => {
  const target = { for: '2026', value: wanted, ...more }
  const whole = { measure: { unit: 'EUR', kind: 'flow', polarity: 'higher', ...measure }, targets: [target] }
  return reconciled({ kpis: { whole, child: euros(produced, to('share')) } }).verdict
}

test('[C7] half a per cent of the target is within the tolerance', () => {
  expect(verdictOf(1000, 995)).toBe('adds-up')
  expect(verdictOf(1000, 994.9)).toBe('gap')
})

test('[C7] a tenth more than wanted is padding, more is over-allocation', () => {
  expect(verdictOf(1000, 1100)).toBe('adds-up')
  expect(verdictOf(1000, 1100.1)).toBe('over-allocated')
})

test('[C7] a target says its own tolerance and padding, or the organisation does', () => {
  expect(verdictOf(1000, 950, { tolerance: '5%' })).toBe('adds-up')
  expect(verdictOf(1000, 1010, { padding: '1%' })).toBe('adds-up')
  expect(verdictOf(1000, 1011, { padding: '1%' })).toBe('over-allocated')
  expect(verdictOf(1000, 1020, { padding: 0, tolerance: '2%' })).toBe('adds-up')
  const organisation = { name: 'Test', currency: 'EUR', tolerance: '5%', padding: '0%' }
  const kpis = { whole: euros(1000), child: euros(950, to('share')) }
  const found = reconciled({ kpis, organisation })
  expect(found).toMatchObject({ verdict: 'adds-up', tolerance: 50, padding: 0, gap: 50 })
})

test('[C7] where lower is better, more cost than wanted is a gap, and much less is over-allocation', () => {
  const spend = (value: number) =>
    reconciled({
      kpis: {
        whole: { measure: cost, targets: [{ for: '2026', value: 1000 }] },
        child: { measure: cost, targets: [{ for: '2026', value }], ...to('share') },
      },
    })
  expect(spend(1010)).toMatchObject({ gap: 10, verdict: 'gap' })
  expect(spend(950)).toMatchObject({ gap: -50, verdict: 'adds-up' })
  expect(spend(880)).toMatchObject({ gap: -120, verdict: 'over-allocated' })
})

test('[C7] a planned loss is reached by a smaller loss', () => {
  expect(verdictOf(-100, -98)).toBe('adds-up')
  expect(verdictOf(-100, -102)).toBe('gap')
  expect(verdictOf(-100, -50)).toBe('over-allocated')
})

test('[C7] a target of 0 has no tolerance, but the last digits of a sum are no gap', () => {
  expect(verdictOf(0, -0.001)).toBe('gap')
  const kpis = {
    whole: euros(0),
    a: euros(0.1, to('share')),
    b: euros(0.2, to('share')),
    c: euros(0.3, to('share', { share: -1 })),
  }
  const found = reconciled({ kpis })
  expect(found.produced).not.toBe(0)
  expect(found.verdict).toBe('adds-up')
})

test('[C7] without a tolerance large amounts are compared to nine digits', () => {
  const kpis = {
    whole: { ...euros(0), targets: [{ for: '2026', value: 3e11, tolerance: 0 }] },
    a: euros(1e11, to('share', { share: 1.1 })),
    b: euros(1.9e11, to('share')),
  }
  expect(reconciled({ kpis }).verdict).toBe('adds-up')
})

test('[C7] beside a range nothing is lacking inside; below it is a gap, above it over-allocation', () => {
  const ranged = (value: number) =>
    reconciled({
      kpis: {
        whole: {
          measure: { unit: '%', kind: 'ratio', polarity: 'range' },
          targets: [{ for: '2026', between: ['10%', '20%'] }],
        },
        child: kpi('%', 'ratio', value, to('share')),
      },
    })
  expect(ranged(15)).toMatchObject({ verdict: 'adds-up', gap: 0, range: { low: 0.1, high: 0.2 } })
  expect(ranged(8)).toMatchObject({ verdict: 'gap', wanted: 0.1, gap: expect.closeTo(0.02, 12) })
  expect(ranged(21)).toMatchObject({ verdict: 'over-allocated', wanted: 0.2, gap: expect.closeTo(-0.01, 12) })
  expect(ranged(20.05)).toMatchObject({ verdict: 'adds-up', padding: 0 })
})

test('[C7] where no direction is stated, too much is as wrong as too little', () => {
  const free = { polarity: 'range' }
  expect(verdictOf(100, 99, {}, free)).toBe('gap')
  expect(verdictOf(100, 101, {}, free)).toBe('over-allocated')
  expect(verdictOf(100, 100.5, {}, free)).toBe('adds-up')
})

test('[C8] a child without a target in the period is named, and the partial sum is shown', () => {
  const kpis = {
    whole: euros(100),
    sales: euros(50, to('share')),
    service: { ...euros(0, to('share')), targets: [] },
    product: { ...euros(0, to('share')), targets: [{ for: '2026-Q4', value: 10 }] },
  }
  const found = reconciled({ kpis })
  expect(obstaclesOf(found)).toEqual(['child-without-target: product', 'child-without-target: service'])
  expect(found).toMatchObject({ produced: 50, gap: 50, verdict: 'not-checkable' })
  expect(found.coverage).toBeCloseTo(1 / 3, 15)
})

test('[C8] links of kinds that do not go together, also shares of the total and of the change', () => {
  const kpis = {
    whole: { ...euros(0), targets: [{ for: '2026', baseline: 1, value: 100 }] },
    a: euros(50, to('share')),
    b: euros(50, to('min')),
  }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['kinds-mixed: whole'])
  const mixed = { ...kpis, b: euros(50, to('share', { of: 'change' })) }
  expect(obstaclesOf(reconciled({ kpis: mixed }))).toEqual(['kinds-mixed: whole'])
})

test('[C8] no child, or none with arithmetic', () => {
  const kpis = { whole: euros(100), mood: euros(1, to('influences')) }
  const found = reconciled({ kpis })
  expect(obstaclesOf(found)).toEqual(['no-arithmetic: whole'])
  expect(found.produced).toBeNaN()
  const alone = onBoth({ kpis: { whole: euros(100) } }, (results) => {
    const [target] = results.strategy.kpis.get('whole')?.targets ?? []
    return target && reconcile(results, target, target.period, [])
  })
  expect(alone).toMatchObject({ verdict: 'not-checkable', coverage: 0 })
  expect(alone && obstaclesOf(alone)).toEqual(['no-children: whole'])
})

test('[C8] a parent whose target has no number says whether it lacks a target or a baseline', () => {
  const child = euros(50, to('share'))
  const whole = { ...euros(0), targets: [{ for: '2026', change: '10%' }] }
  expect(obstaclesOf(reconciled({ kpis: { whole, child } }))).toEqual(['parent-without-baseline: whole'])
})

test('[C8] the range of a child is no one number', () => {
  const kpis = {
    whole: euros(100),
    child: { ...euros(0, to('share')), targets: [{ for: '2026', between: [1, 2] }] },
  }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['child-range-target: child'])
})

test('[C8] several distinct counts have no sum; one alone has', () => {
  const count = (value: number) => kpi('customer', 'distinct-count', value, to('share'))
  const whole = kpi('customer', 'distinct-count', 100)
  const found = reconciled({ kpis: { whole, shops: count(60), online: count(40) } })
  expect(obstaclesOf(found)).toEqual(['distinct-counts-added: online', 'distinct-counts-added: shops'])
  expect(reconciled({ kpis: { whole, shops: count(100) } }).verdict).toBe('adds-up')
})

test('[C8] every obstacle is named once, also where a child has two links', () => {
  const kpis = {
    whole: kpi('%', 'ratio', '50%'),
    won: {
      measure: { unit: 'offer', kind: 'flow' },
      contributes: [
        { to: 'whole', kind: 'numerator' },
        { to: 'whole', kind: 'denominator' },
      ],
    },
    lost: kpi('offer', 'flow', 40, to('denominator')),
  }
  expect(obstaclesOf(reconciled({ kpis }))).toEqual(['child-without-target: won'])
})

test('[C8] what is too large to be computed is not checkable, never adding up', () => {
  const kpis = { whole: euros(1), a: euros(1e300, to('factor')), b: kpi('1', 'ratio', 1e300, to('factor')) }
  const found = reconciled({ kpis })
  expect(found.verdict).toBe('not-checkable')
  expect(obstaclesOf(found)).toEqual(['not-finite: whole'])
})

test('[C10] coverage is the number of children with a target over all of them, each counted once', () => {
  const kpis = {
    whole: euros(100),
    a: euros(50, to('share')),
    b: { ...euros(0, to('share')), targets: [] },
    c: euros(50, to('share')),
    d: euros(50, to('influences')),
  }
  expect(reconciled({ kpis }).coverage).toBe(0.75)
})
