import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Forecast, ForecastRequest } from '../../src/forecast/forecast.ts'
import { forecast, interval } from '../../src/forecast/forecast.ts'
import { RandomSource } from '../../src/statistics/random.ts'

function made(values: ArrayLike<number>, more: Partial<ForecastRequest> = {}): Forecast {
  const one = forecast({ values, season: 1, horizon: 6, ...more })
  if (one.kind === 'refused') throw new Error(one.message)
  return one
}

/** A season of 12 about a rising line, with noise. */
function seasonal(count: number, level: number, seed = 3, swing = 20): Float64Array {
  const source = new RandomSource(seed)
  return Float64Array.from(
    { length: count },
    (_, at) => level + 0.4 * at + swing * Math.sin((at * Math.PI) / 6) + 2 * source.normal(),
  )
}

describe('[P1] too little is refused, with the reason', () => {
  test('7 values', () => {
    expect(forecast({ values: [1, 2, 3, 4, 5, 6, 7], season: 1, horizon: 2 })).toMatchObject({
      kind: 'refused',
      reason: 'too-short',
      message: '7 values are too few for a forecast; it takes 8.',
    })
  })

  test('9 values about 10 gaps', () => {
    const values = Array.from({ length: 19 }, (_, at) => (at % 9 < 4 ? at : Number.NaN))
    values[18] = 3
    values[9] = Number.NaN
    values[3] = Number.NaN
    values[5] = 2
    values[14] = 2
    expect(forecast({ values, season: 1, horizon: 2 })).toMatchObject({ reason: 'mostly-missing' })
  })
})

describe('[P2] a gap is missing, never zero', () => {
  test('a gap in a season hardly moves the forecast', () => {
    const whole = seasonal(60, 100)
    const gappy = whole.map((value, at) => (at === 20 || at === 41 ? Number.NaN : value))
    const [one, other] = [made(whole, { season: 12 }), made(gappy, { season: 12 })]
    expect(other.gaps).toBe(2)
    for (let step = 0; step < 6; step++) {
      expect(Math.abs((one.mean[step] as number) - (other.mean[step] as number))).toBeLessThan(2.5)
    }
  })

  test('gaps at the end lengthen the way', () => {
    const line = Array.from({ length: 20 }, (_, at) => 10 + 3 * at + (at % 2))
    const longer = made(line, { horizon: 8 })
    const later = made([...line, Number.NaN, Number.NaN], { horizon: 6 })
    expect(Array.from(later.mean)).toEqual(Array.from(longer.mean.subarray(2)))
  })
})

test('[P3] the method is named: Theta, and the smoothing model chosen', () => {
  expect(made(seasonal(72, 100), { season: 12 }).method).toMatch(
    /^mean of Theta and ETS\([AM](N|A|Ad)[AM]\)$/,
  )
})

describe('[P4] a season is followed', () => {
  test.each([
    ['positive', 100],
    ['with negatives', 0],
  ])('%s', (_, level) => {
    const whole = seasonal(84, level)
    const one = made(whole.subarray(0, 72), { season: 12, horizon: 12 })
    for (let step = 0; step < 12; step++) {
      expect(Math.abs((one.mean[step] as number) - (whole[72 + step] as number))).toBeLessThan(9)
    }
  })
})

test('[P5] a constant series forecasts itself, with no width', () => {
  for (const value of [0, 7, -2.5, 1e300]) {
    const one = made(new Float64Array(12).fill(value))
    const { low, high } = interval(one, 0.95)
    expect([...one.mean, ...low, ...high]).toEqual(new Array(18).fill(value))
    expect(one.chanceBelow(0, value)).toBe(1)
  }
})

const bounded = { low50: 0.5, low80: 0.8, low95: 0.95 }

function numbers(one: Forecast): number[] {
  const bounds = Object.values(bounded).flatMap((share) => {
    const { low, high } = interval(one, share)
    return [...low, ...high]
  })
  return [...one.mean, ...bounds]
}

const wild = fc.array(fc.double({ min: -100, max: 100, noNaN: true, noDefaultInfinity: true }), {
  minLength: 10,
  maxLength: 40,
})

describe('[P6] scaling and shifting', () => {
  test('a scaled series has a scaled forecast', () => {
    fc.assert(
      fc.property(wild, fc.constantFrom(0.25, 2, 1024), (values, factor) => {
        const [one, other] = [numbers(made(values)), numbers(made(values.map((value) => value * factor)))]
        const size = Math.max(...one.map(Math.abs))
        for (const [at, value] of one.entries()) {
          expect(Math.abs((other[at] as number) / factor - value)).toBeLessThanOrEqual(1e-9 * size)
        }
      }),
      { numRuns: 150, seed: 5 },
    )
  })

  test('a shifted series with negatives has a shifted forecast', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -800, max: -1 }), { minLength: 10, maxLength: 40 }),
        (eighths) => {
          const values = eighths.map((eighth) => eighth / 8)
          const [one, other] = [numbers(made(values)), numbers(made(values.map((value) => value - 64)))]
          for (const [at, value] of one.entries()) expect((other[at] as number) + 64).toBeCloseTo(value, 7)
        },
      ),
      { numRuns: 150, seed: 6 },
    )
  })
})

test('[P7] intervals nest, and widen', () => {
  fc.assert(
    fc.property(wild, (values) => {
      const one = made(values)
      const [half, most, all] = [interval(one, 0.5), interval(one, 0.8), interval(one, 0.95)]
      for (let step = 0; step < 6; step++) {
        const row = [all.low, most.low, half.low, one.mean, half.high, most.high, all.high].map(
          (of) => of[step] as number,
        )
        expect(row.toSorted((a, b) => a - b)).toEqual(row)
      }
      for (let step = 1; step < 6; step++)
        expect(one.widths[step]).toBeGreaterThanOrEqual(one.widths[step - 1] as number)
    }),
    { numRuns: 150, seed: 7 },
  )
})

describe('[P8] bounds are kept', () => {
  const source = new RandomSource(9)
  test('a percentage near 100 %', () => {
    const values = Array.from({ length: 30 }, () => Math.min(1, 0.97 + 0.02 * source.normal()))
    const all = numbers(made(values, { bounds: { low: 0, high: 1 } }))
    expect(Math.max(...all)).toBeLessThanOrEqual(1)
    expect(Math.min(...all)).toBeGreaterThan(0.8)
    expect(Math.max(...numbers(made(values)))).toBeGreaterThan(1)
  })

  test('a small count', () => {
    const values = Array.from({ length: 30 }, () => Math.max(0, Math.round(1 + source.normal())))
    const one = made(values, { bounds: { low: 0 } })
    expect(Math.min(...numbers(one))).toBeGreaterThanOrEqual(0)
    expect(one.chanceBelow(0, -1)).toBe(0)
  })
})

describe('[P9] a number in every period, and no explosion', () => {
  const shapes: Readonly<Record<string, (source: RandomSource, at: number, count: number) => number>> = {
    constant: () => 5,
    'near-constant': (source) => 1e6 + 1e-7 * source.next(),
    'one spike': (_, at, count) => (at === count >> 1 ? 1e9 : 1),
    'all zeros': () => 0,
    'mostly zeros': (source) => (source.next() < 0.9 ? 0 : 100 * source.next()),
    tiny: (source) => 1e-300 * source.next(),
    huge: (source) => 1e300 * (source.next() - 0.5),
    'all sizes': (source) => 10 ** (600 * source.next() - 300),
    doubling: (_, at) => 2 ** at,
    'both ends of the range': (source) => (source.next() < 0.5 ? -1 : 1) * Number.MAX_VALUE,
    walk: (source, at) => 100 + at * source.normal(),
    gaps: (source) => (source.next() < 0.3 ? Number.NaN : source.normal()),
    infinities: (source) => (source.next() < 0.1 ? Infinity : source.next()),
  }

  test.each(Object.entries(shapes))('%s', (_, shape) => {
    const source = new RandomSource(4)
    for (let run = 0; run < 60; run++) {
      const count = 3 + Math.floor(source.next() * 60)
      const values = Array.from({ length: count }, (_, at) => shape(source, at, count))
      const season = [1, 4, 7, 12][run % 4] as number
      const one = forecast({ values, season, horizon: 12, ...(run % 3 === 0 ? { bounds: { low: 0 } } : {}) })
      if (one.kind === 'refused') continue
      const seen = values.filter(Number.isFinite)
      const [low, high] = [Math.min(...seen), Math.max(...seen)]
      const reach = (high / 2 - low / 2) * 2 * (1 + (1.5 * (12 + count)) / one.points) * 1.0001
      for (const value of numbers(one)) expect(Number.isFinite(value)).toBe(true)
      if (run % 3 !== 0) {
        for (const value of one.mean) {
          expect(value / 4).toBeLessThanOrEqual(high / 4 + reach / 4 + 1e-12 * Math.abs(high))
          expect(value / 4).toBeGreaterThanOrEqual(low / 4 - reach / 4 - 1e-12 * Math.abs(low))
        }
      }
    }
  })
})

test('forecasts repeat to the last digit', () => {
  expect(numbers(made(seasonal(60, 50), { season: 12 }))).toEqual(
    numbers(made(seasonal(60, 50), { season: 12 })),
  )
})
