import { readFileSync } from 'node:fs'
import { parse, stringify } from 'yaml'
import type { Alignment } from '../../src/checks/align.ts'
import { align } from '../../src/checks/align.ts'
import { Engine } from '../../src/engine/engine.ts'
import { toStored } from '../../src/quantity/unit.ts'
import { ObservationsBuilder } from '../../src/series/observations.ts'
import type { Strategy } from '../../src/strategy/model.ts'
import { readStrategy } from '../../src/strategy/read.ts'
import type { Diagnostic } from '../../src/text/diagnostic.ts'
import { parseDay } from '../../src/time/day.ts'
import type { Period } from '../../src/time/period.ts'

export const today = parseDay('2026-09-10') as number
/** The base company as written. */
export const cleanText = readFileSync(new URL('./clean.yaml', import.meta.url), 'utf8')

/** Values of the base company: a measure, its months, and the values of the first and the last. */
const values = `
revenue-shops 2025-01..2025-12 45000, revenue-shops 2026-01..2026-08 50000,
revenue-online 2025-01..2025-12 30000, revenue-online 2026-01..2026-08 40000,
operating-cost 2025-01..2025-12 60000, operating-cost 2026-01..2026-08 54000,
churn 2025-01..2026-08 6..4.2,
repeat-orders 2025-01..2026-08 28..32.6,
complaints 2025-01..2025-12 30, complaints 2026-01..2026-08 20,
delivery-time 2025-01..2026-08 5..3.2,
on-time 2025-01..2026-08 88..93.5,
training-hours 2025-01..2025-12 15, training-hours 2026-01..2026-08 20`

export type Judged = Alignment & { readonly diagnostics: readonly Diagnostic[] }

/** Lays a block over the clean company and judges the whole: its items take the place of those with the same id. */
export function judge(block = '', base = cleanText): Judged {
  const files = [
    { name: 'block.yaml', text: block },
    { name: 'base.yaml', text: stringify(without(parse(base), parse(block) ?? {})) },
  ]
  const { strategy, diagnostics } = readStrategy(files.filter(({ text }) => text !== ''))
  const [, more = ''] = /^# observations: (.*)$/m.exec(block) ?? []
  const observations = new ObservationsBuilder()
  for (const one of `${values}, ${more}`.split(',')) observe(strategy, one.trim(), observations)
  const engine = new Engine(strategy, observations.build(), { asOf: today })
  return { ...align(engine), diagnostics }
}

type Items = Record<string, unknown>

function without(base: Record<string, Items>, block: Record<string, Items>): Items {
  return Object.fromEntries(
    Object.entries(base).flatMap(([section, items]) => {
      const own = block[section]
      if (own === undefined) return [[section, items]]
      if (section === 'organisation' || Array.isArray(own)) return []
      return [[section, Object.fromEntries(Object.entries(items).filter(([id]) => !Object.hasOwn(own, id)))]]
    }),
  )
}

/** `churn 2026-01..2026-08 5..4.2`: the values of the months go evenly from the first to the last. */
function observe(strategy: Strategy, text: string, observations: ObservationsBuilder): void {
  if (text === '') return
  const [id = '', periods = '', amounts = ''] = text.split(' ')
  const measure = strategy.measures.get(id)
  if (!measure) return
  const { calendar } = strategy.organisation
  const [first = 0, last = first] = periods
    .split('..')
    .map((name) => (calendar.parse(name) as Period).ordinal)
  const [begin = 0, end = begin] = amounts.split('..').map(Number)
  for (let ordinal = first; ordinal <= last; ordinal++) {
    const share = first === last ? 0 : (ordinal - first) / (last - first)
    const value = toStored(begin + share * (end - begin), measure.unit)
    observations.add(id, ordinal, value, calendar.end(measure.grain, ordinal))
  }
}
