import type { Engine, Kpi, Sentence, Target } from '@keelson/core'

export type Due = NonNullable<Sentence['due']>

/** A period by its name. */
export type Period = {
  readonly name: string
  readonly grain: Target['period']['grain']
  readonly ordinal: number
}

/** The longest period that ends on the due day; undefined where it is in the middle of a month. */
export function periodOf({ strategy }: Engine, { day }: Due): Period | undefined {
  const { calendar } = strategy.organisation
  for (const grain of ['year', 'half', 'quarter', 'month'] as const) {
    const ordinal = calendar.ordinal(grain, day)
    if (calendar.end(grain, ordinal) === day) return { name: calendar.name(grain, ordinal), grain, ordinal }
  }
  return undefined
}

/** Past values of a KPI in the length that a sentence is about. */
export type History = {
  readonly history: readonly number[]
  readonly left: number
  /** How many periods of the KPI make one of the history; more than one for totals. */
  readonly length: number
  readonly of: string | undefined
}

/** Past values as they are written, a flow that is wanted for a longer period as totals as long as that one. */
export function historyOf(engine: Engine, kpi: Kpi, { due, each }: Sentence): History {
  const measure = engine.strategy.measures.get(kpi.measure)
  const grain = engine.kpiGrain(kpi.id) ?? engine.grain
  const { calendar } = engine.strategy.organisation
  const scale = measure?.unit.form === 'plain' ? 1 : 100
  const values = [...engine.actuals(kpi.id)].map((value) => value * scale)
  const { first } = engine.timeline(grain)
  const name = (at: number) => calendar.name(grain, first + at)
  const dueAt = due ? calendar.ordinal(grain, due.day) - first : values.length
  const period = due && periodOf(engine, due)
  const [from, to] = period ? calendar.range(period.grain, period.ordinal, grain) : [0, 0]
  const length = measure?.kind === 'flow' && each === undefined ? to - from + 1 : 1
  const end = values.findLastIndex(Number.isFinite) + 1
  if (length <= 1) {
    const history = values.filter(Number.isFinite)
    return { history, left: dueAt - end + 1, length: 1, of: end > 0 ? name(end - 1) : undefined }
  }
  const history: number[] = []
  for (let at = end; at >= length; at -= length) {
    const sum = values.slice(at - length, at).reduce((a, b) => a + b, 0)
    if (!Number.isFinite(sum)) break
    history.unshift(Math.round(sum * 1e6) / 1e6)
  }
  const left = Math.max(1, Math.round((dueAt - end + 1) / length))
  return {
    history,
    left,
    length,
    of: history.length > 0 ? `${name(end - length)} … ${name(end - 1)}` : undefined,
  }
}
