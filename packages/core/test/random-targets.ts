import type { Kind, Polarity } from '../src/quantity/kind.ts'
import type { Calendar } from '../src/time/calendar.ts'
import type { Day } from '../src/time/day.ts'
import { printDay } from '../src/time/day.ts'
import type { Grain } from '../src/time/grain.ts'
import { isFiner } from '../src/time/grain.ts'
import type { Random } from './random.ts'

export type Item = Record<string, unknown>

type Context = {
  readonly calendar: Calendar
  readonly asOf: Day
  readonly kind: Kind
  readonly polarity: Polarity | undefined
  readonly grain: Grain
  readonly isPercent: boolean
}

/** Targets of a KPI as a person would write them: every form, with revisions before and after the as-of day. */
export function randomTargets(random: Random, context: Context): Item[] {
  const count = random.pick([0, 1, 1, 2, 2, 2, 3])
  return Array.from({ length: count }, (_, place) => randomTarget(random, context, place))
}

function randomTarget(random: Random, context: Context, place: number): Item {
  const { calendar, asOf, grain } = context
  const longer = (['month', 'quarter', 'half', 'year'] as const).filter((one) => !isFiner(one, grain))
  const targetGrain = random.chance(place === 2 ? 0.2 : 0.8) ? 'year' : random.pick(longer)
  const ordinal =
    calendar.ordinal(targetGrain, asOf) +
    (place === 1 && random.chance(0.7) ? -1 : random.pick([0, 0, 0, 0, -1, 1]))
  const period = { grain: targetGrain, ordinal } as const
  const target: Item = { for: calendar.name(targetGrain, ordinal), ...goalpost(random, context, period) }
  if (random.chance(0.5)) target.baseline = baseline(random, context, targetGrain, ordinal)
  if (random.chance(0.15)) target.each = random.pick(['week', 'month', 'quarter', 'half'])
  if (random.chance(0.3)) target.agreed = printDay(asOf + random.whole(-500, 60))
  if (random.chance(0.4)) target.revisions = revisions(random, context, period)
  if (random.chance(0.5)) target.status = status(random, context)
  if (random.chance(0.5)) target.score = random.pick(['attainment', 'progress', 'performance'])
  if (random.chance(0.4)) target.scale = { min: random.whole(-10, 10), max: random.whole(0, 150) }
  return target
}

type NamedPeriod = { readonly grain: Grain; readonly ordinal: number }

function goalpost(random: Random, context: Context, period: NamedPeriod): Item {
  const { polarity, kind } = context
  if (random.chance(polarity === 'range' ? 0.7 : 0.08)) {
    const low = random.amount()
    return { between: [low, low + random.whole(0, 30)] }
  }
  if (random.chance(0.2)) return { trajectory: custom(random, context, period) }
  const trajectory = random.pick(['step', 'linear', 'seasonal', undefined])
  const value: Item = random.chance(0.4)
    ? { change: change(random, context) }
    : { value: kind === 'ratio' ? random.whole(50, 110) / (context.isPercent ? 1 : 100) : random.amount() }
  return trajectory ? { ...value, trajectory } : value
}

function change(random: Random, { isPercent }: Context): string | number {
  if (random.chance(0.6)) return `${random.whole(-20, 30)}%`
  return isPercent ? `${random.whole(-9, 9)} pp` : random.amount()
}

/** A value for some periods, not always the first, in a grain of its own. */
function custom(random: Random, { calendar, grain }: Context, period: NamedPeriod): Item {
  const own =
    random.chance(0.7) || isFiner(period.grain, 'quarter') || isFiner('quarter', grain) ? grain : 'quarter'
  const [first, last] = calendar.range(period.grain, period.ordinal, own)
  const values: Item = {}
  for (let ordinal = first; ordinal <= last; ordinal++) {
    if (random.chance(grain === 'week' ? 0.1 : 0.6)) values[calendar.name(own, ordinal)] = random.amount()
  }
  values[calendar.name(own, last)] = random.amount()
  return values
}

function baseline(
  random: Random,
  { calendar, grain }: Context,
  targetGrain: Grain,
  ordinal: number,
): unknown {
  if (random.chance(0.6)) return random.amount()
  const measured = random.pick([targetGrain, grain])
  const [first] = calendar.range(targetGrain, ordinal, measured)
  return { period: calendar.name(measured, first - random.whole(0, 3)) }
}

function revisions(random: Random, context: Context, period: NamedPeriod): Item[] {
  return Array.from({ length: random.whole(1, 2) }, () => {
    const from = context.asOf + random.whole(-300, 120)
    const revision: Item = {
      from: printDay(from),
      ...goalpost(random, context, period),
      reason: 'the market',
    }
    if (random.chance(0.5)) revision.recorded = printDay(from + random.whole(-60, 60))
    return revision
  })
}

function status(random: Random, { isPercent }: Context): Item {
  const method = random.pick(['attainment', 'trajectory', 'growth'])
  if (method === 'trajectory') {
    const tolerance = random.pick([undefined, '10%', isPercent ? 2 : 15])
    return tolerance === undefined ? { method } : { method, tolerance }
  }
  return random.chance(0.5) ? { method } : { method, 'on-track': '90%', 'at-risk': '50%' }
}
