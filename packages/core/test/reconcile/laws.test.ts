import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Engine } from '../../src/engine/engine.ts'
import type { Reconciliation } from '../../src/reconcile/reconcile.ts'
import { reconcileAll } from '../../src/reconcile/reconcile.ts'
import { reconcilePeriods } from '../../src/reconcile/reconcile-periods.ts'
import { company, months } from '../engine/company.ts'

type Child = {
  readonly kind: string
  readonly value: number
  readonly share: number
  readonly weight: number
  readonly elasticity: number
}

const amount = fc.integer({ min: 1, max: 100_000 }).map((hundredths) => hundredths / 100)
const signed = fc.integer({ min: -300, max: 300 }).map((hundredths) => hundredths / 100)
const childOf = (...kinds: readonly string[]): fc.Arbitrary<Child> =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    value: amount,
    share: signed,
    weight: fc.integer({ min: 1, max: 50 }),
    elasticity: signed,
  })
const some = (...kinds: readonly string[]) =>
  fc.array(childOf(...kinds, 'influences'), { minLength: 1, maxLength: 5 })
const families = fc
  .oneof(
    ...['share', 'mean', 'factor', 'min', 'max'].map((kind) => some(kind)),
    fc
      .tuple(childOf('numerator'), childOf('denominator'), some('numerator', 'denominator'))
      .map(([over, under, more]) => [over, under, ...more]),
  )
  .filter((children) => children.some(({ kind }) => kind !== 'influences'))

/** Pure numbers, so that every kind of link has the units it needs. */
const measure = { unit: '1', kind: 'flow', polarity: 'higher' }
const baseline = 100

function entryOf(child: Child, place: number): [string, Record<string, unknown>] {
  const { kind, value, share, elasticity } = child
  const link = {
    share: { share },
    mean: { 'weight-by': `w${place}` },
    influences: { elasticity },
  }[kind]
  const contributes = [{ to: 'whole', kind, ...link }]
  return [`child-${place}`, { measure, targets: [{ for: '2026', baseline, value }], contributes }]
}

function reconcileChildren(children: readonly Child[], places = [...children.keys()]): Reconciliation {
  const whole = { measure, targets: [{ for: '2026', baseline, value: 100 }] }
  const kpis = Object.fromEntries([
    ['whole', whole],
    ...places.map((place) => entryOf(children[place] as Child, place)),
  ])
  const measures = Object.fromEntries(
    children.map((_, place) => [`w${place}`, { unit: 'person', kind: 'stock' }]),
  )
  const values = Object.fromEntries(
    children.map(({ weight }, place) => [`w${place}`, months(2026, [weight])]),
  )
  const one = company({ kpis, measures, values, asOf: '2026-01-31' })
  const [found] = reconcileAll(new Engine(one.strategy, one.observations, { asOf: one.asOf }))
  if (!found) throw new Error('the target is not reconciled')
  return found
}

const changed = (children: readonly Child[], place: number, step: number) =>
  children.map((child, at) => (at === place ? { ...child, value: child.value + step } : child))

test('[C9] the sensitivity is what the parent changes by when a child changes a little', () => {
  fc.assert(
    fc.property(families, fc.nat(), (children, pick) => {
      const place = pick % children.length
      const { kind, value } = children[place] as Child
      const others = children.filter((child, at) => at !== place && child.kind === kind)
      const step = value * 1e-4
      fc.pre(
        (kind !== 'min' && kind !== 'max') ||
          others.every((other) => Math.abs(other.value - value) > 2 * step),
      )
      const low = reconcileChildren(changed(children, place, -step)).produced
      const high = reconcileChildren(changed(children, place, step)).produced
      const { sensitivity } = reconcileChildren(children).parts[place] as { sensitivity: number }
      const slope = (high - low) / (2 * step)
      const size = Math.max(Math.abs(low), Math.abs(high)) / step
      expect(Math.abs(slope - sensitivity)).toBeLessThanOrEqual(1e-6 * Math.abs(sensitivity) + 1e-12 * size)
    }),
    { numRuns: 150 },
  )
})

test('[C2] [C3] [C4] [C5] [C6] the order in which links are written changes no digit', () => {
  const shuffled = families.chain((children) =>
    fc.tuple(
      fc.constant(children),
      fc.shuffledSubarray([...children.keys()], { minLength: children.length, maxLength: children.length }),
    ),
  )
  fc.assert(
    fc.property(shuffled, ([children, places]) => {
      const found = reconcileChildren(children, places)
      const plain = reconcileChildren(children)
      expect(found.produced).toBe(plain.produced)
      expect(found.verdict).toBe(plain.verdict)
      expect(found.parts.map(({ amount: one }) => one)).toEqual(plain.parts.map(({ amount: one }) => one))
    }),
    { numRuns: 100 },
  )
})

test('[C2] children of shares twice or thrice as large make twice or thrice as much', () => {
  fc.assert(
    fc.property(
      fc.array(childOf('share'), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 2, max: 9 }),
      (children, times) => {
        const scaled = children.map((child) => ({ ...child, value: child.value * times }))
        const size = children.reduce((sum, { value, share }) => sum + Math.abs(value * share), 0)
        const difference = reconcileChildren(scaled).produced - times * reconcileChildren(children).produced
        expect(Math.abs(difference)).toBeLessThanOrEqual(1e-12 * times * size)
      },
    ),
    { numRuns: 60 },
  )
})

test('[C3] [C5] a mean, the smallest and the largest lie between the children', () => {
  const children = fc
    .constantFrom('mean', 'min', 'max')
    .chain((kind) => fc.array(childOf(kind), { minLength: 1, maxLength: 5 }))
  fc.assert(
    fc.property(children, (all) => {
      const values = all.map(({ value }) => value)
      const { produced } = reconcileChildren(all)
      expect(produced).toBeGreaterThanOrEqual(Math.min(...values) * (1 - 1e-12))
      expect(produced).toBeLessThanOrEqual(Math.max(...values) * (1 + 1e-12))
    }),
    { numRuns: 60 },
  )
})

test('[C8] what is not checkable has an obstacle, and what has a verdict has numbers', () => {
  const broken = fc.record({
    children: fc.array(childOf('share', 'mean', 'numerator', 'denominator', 'factor', 'min', 'influences'), {
      maxLength: 4,
    }),
    missing: fc.nat(4),
    zero: fc.nat(4),
  })
  fc.assert(
    fc.property(broken, ({ children, missing, zero }) => {
      const all = children.map((child, at) => ({
        ...child,
        value: at === zero ? 0 : child.value,
        kind: at === missing ? 'influences' : child.kind,
      }))
      if (all.length === 0) return
      const found = reconcileChildren(all)
      expect(found.verdict === 'not-checkable').toBe(found.obstacles.length > 0)
      if (found.verdict !== 'not-checkable') {
        expect([found.produced, found.gap, found.wanted].every(Number.isFinite)).toBe(true)
      }
      const named = found.obstacles.map(({ code, kpi }) => `${code} ${kpi}`)
      expect(new Set(named).size).toBe(named.length)
    }),
    { numRuns: 100 },
  )
})

test('[C13] of flows the months, and the quarters, add up to the year', () => {
  const trajectory = fc.constantFrom('step', 'linear', 'seasonal')
  const flows = fc.array(fc.tuple(amount, signed, trajectory), { minLength: 1, maxLength: 4 })
  const year = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 12, maxLength: 12 })
  fc.assert(
    fc.property(flows, year, trajectory, fc.constantFrom('total', 'change'), (children, past, shape, of) => {
      const kpis = Object.fromEntries([
        ['whole', { measure, targets: [{ for: '2026', change: '15%', trajectory: shape }] }],
        ...children.map(([value, share, own], at) => [
          `child-${at}`,
          {
            measure,
            targets: [{ for: '2026', value, trajectory: own }],
            contributes: [{ to: 'whole', kind: 'share', share, of }],
          },
        ]),
      ])
      const names = ['whole', ...children.map((_, at) => `child-${at}`)]
      const values = Object.fromEntries(names.map((name) => [name, months(2025, past)]))
      const one = company({ kpis, values, asOf: '2026-01-31' })
      const results = new Engine(one.strategy, one.observations, { asOf: one.asOf })
      const [whole] = reconcileAll(results)
      if (!whole) throw new Error('the target is not reconciled')
      const size = whole.parts.reduce(
        (sum, part) => sum + Math.abs(part.amount),
        whole.wanted + whole.baseline,
      )
      for (const grain of ['month', 'quarter'] as const) {
        const parts = reconcilePeriods(results, 'whole', grain)
        expect(parts).toHaveLength(grain === 'month' ? 12 : 4)
        for (const name of ['wanted', 'produced', 'gap', 'baseline'] as const) {
          const sum = parts.reduce((total, part) => total + part[name], 0)
          expect(Math.abs(sum - whole[name])).toBeLessThanOrEqual(1e-11 * size)
        }
      }
    }),
    { numRuns: 60 },
  )
})
