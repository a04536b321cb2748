import type { Engine, Goal, Kpi, Sentence, SmartEvidence, StrategyEdit, Verdict } from '@keelson/core'
import { dueCalendar, judge, kpiRequest, printDay, readSentence } from '@keelson/core'
import type { Workers } from '../workers/workers.ts'
import type { Period } from './target-history.ts'
import { historyOf, periodOf } from './target-history.ts'

/** A sentence about a KPI, with what is known of it. */
export type SmartReading = {
  readonly sentence: Sentence
  readonly kpi: Kpi | undefined
  readonly baselineOf: string | undefined
  readonly chance: number | undefined
  readonly period: string | undefined
  readonly verdicts: readonly Verdict[]
  readonly edit: StrategyEdit | undefined
}

/** Reads a target sentence of a company and judges it by the values and forecasts that there are. */
export async function readSmart(
  engine: Engine,
  workers: Workers,
  text: string,
  wanted: string | undefined,
): Promise<SmartReading> {
  const { strategy, asOf: today } = engine
  const { kpis, measures, objectives } = strategy
  const named = [...kpis.values()].map(({ measure, name }) => ({ id: measure, name }))
  const context = { calendar: dueCalendar(strategy.organisation.calendar), today, measures: named }
  const first = readSentence(text, context)
  const id = first.measure?.id
  const judged = [...kpis.values()].filter(({ measure }) => measure === id)
  const kpi = judged.find((one) => one.id === wanted) ?? judged[0]
  const unit = measures.get(kpi?.measure ?? '')?.unit
  const known = kpi && historyOf(engine, kpi, first)
  const last = first.baseline ?? known?.history.at(-1)
  const sentence = kpi
    ? readSentence(text, {
        ...context,
        ...(unit && { unit: first.unit ?? unit.name }),
        ...(last !== undefined && { baseline: last }),
      })
    : first
  const chance = kpi && known && (await chanceOf(engine, workers, kpi, sentence, known.length))
  const objective = kpi?.objective === undefined ? undefined : objectives.get(kpi.objective)?.name
  const evidence: SmartEvidence = {
    today,
    measures: named,
    ...(known && { history: known.history, periodsLeft: known.left }),
    ...(chance !== undefined && { chance }),
    ...(objective !== undefined && { objective }),
  }
  const period = sentence.due && periodOf(engine, sentence.due)
  return {
    sentence,
    kpi,
    baselineOf: first.baseline === undefined ? known?.of : undefined,
    chance,
    period: period?.name,
    verdicts: judge(sentence, evidence),
    edit: kpi && period ? editOf(engine, kpi, sentence, period) : undefined,
  }
}

/** The chance of the target of a sentence, where its KPI can be forecast so far. */
async function chanceOf(
  engine: Engine,
  workers: Workers,
  kpi: Kpi,
  { target, polarity, due }: Sentence,
  length: number,
): Promise<number | undefined> {
  const unit = engine.strategy.measures.get(kpi.measure)?.unit
  if (!unit || !target || !due) return undefined
  const stored = (value: number) => (unit.form === 'plain' ? value : value / 100)
  const grain = engine.kpiGrain(kpi.id) ?? engine.grain
  const { calendar } = engine.strategy.organisation
  const dueAt = calendar.ordinal(grain, due.day) - engine.timeline(grain).first
  const closed = engine.closed(grain)
  const left = dueAt - closed + 1
  if (left < 1 || left > mostAhead) return undefined
  const begun = Math.max(0, closed - (dueAt - length + 1))
  const soFar = engine
    .actuals(kpi.id)
    .subarray(closed - begun, closed)
    .reduce((a, b) => a + b, 0)
  const side = polarity === 'lower' ? 'lower' : 'higher'
  const wanted: Goal['wanted'] =
    target.kind === 'value'
      ? { polarity: side, target: stored(target.value) }
      : {
          polarity: 'range',
          low: target.low === undefined ? Number.NEGATIVE_INFINITY : stored(target.low),
          high: target.high === undefined ? Number.POSITIVE_INFINITY : stored(target.high),
        }
  // Before the target begins, what comes until then is no part of its total.
  if (length > 1 && left > length) return undefined
  const request = kpiRequest(engine, kpi.id, left)
  const goal = { wanted, left, isTotal: length > 1, soFar: length > 1 ? soFar : 0 }
  const { chance } = await workers.run({ kind: 'outlook', request, goal })
  return chance && 'chance' in chance ? chance.chance : undefined
}

/** Further ahead no forecast is asked for. */
const mostAhead = 60

/** The target as an edit; undefined while it has no number. */
function editOf(
  engine: Engine,
  kpi: Kpi,
  { target, unit, baseline, each, text, due }: Sentence,
  period: Period,
): StrategyEdit | undefined {
  if (!target || !due || due.day <= engine.asOf) return undefined
  const sign = engine.strategy.measures.get(kpi.measure)?.unit.form === 'plain' ? '' : '%'
  const write = (value: number) => (sign === '' ? value : `${value}${sign}`)
  if (target.kind === 'range' && (target.low === undefined || target.high === undefined)) return undefined
  if (unit?.includes('pp')) return undefined
  const said =
    target.kind === 'value'
      ? { value: write(target.value) }
      : { between: [write(target.low as number), write(target.high as number)] }
  const today = printDay(engine.asOf)
  const own = kpi.targets.find(
    (one) => one.period.grain === period.grain && one.period.ordinal === period.ordinal,
  )
  if (own)
    return {
      kind: 'revise',
      item: 'target',
      id: kpi.id,
      period: period.name,
      fields: { from: today, ...said, reason: text },
    }
  const fields = {
    for: period.name,
    ...(baseline !== undefined && target.kind === 'value' && { baseline: write(baseline) }),
    ...said,
    ...(each !== undefined && { each }),
    agreed: today,
  }
  return { kind: 'add', item: 'target', id: kpi.id, fields }
}
