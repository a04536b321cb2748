import type { Engine, Kpi, Sentence, Verdict } from '@keelson/core'
import { goalOf, judge, printDay, printTarget, writeStored } from '@keelson/core'
import type { Due } from './target-history.ts'
import { historyOf } from './target-history.ts'

/** The target of a KPI that binds now, judged like a sentence; undefined where none does. */
export function judgeTarget(
  engine: Engine,
  kpi: Kpi,
  chance: number | undefined,
):
  | { readonly period: string; readonly target: string | undefined; readonly verdicts: readonly Verdict[] }
  | undefined {
  const goal = goalOf(engine, kpi.id)
  if ('why' in goal) return undefined
  const { strategy, asOf: today } = engine
  const measure = strategy.measures.get(kpi.measure)
  if (!measure) return undefined
  const { calendar } = strategy.organisation
  const { wanted, target: own } = goal
  const write = (value: number) => Number(writeStored(value, measure.unit))
  const due: Due = { day: own.due, date: printDay(own.due), reading: 'period', text: '' }
  const span = { file: '', start: 0, end: 0 }
  const target: NonNullable<Sentence['target']> =
    wanted.polarity === 'range'
      ? { kind: 'range', low: write(wanted.low), high: write(wanted.high) }
      : { kind: 'value', value: write(wanted.target) }
  const said: Sentence = {
    text: '',
    tokens: [],
    unclear: [],
    verb: { text: 'reach', span, isVague: false },
    measure: { text: kpi.name, span, id: kpi.measure },
    unit: measure.unit.name,
    target,
    due,
    ...(measure.polarity && { polarity: measure.polarity }),
    ...(own.each && own.each !== 'day' && { each: own.each }),
  }
  const known = historyOf(engine, kpi, said)
  const baseline = known.history.at(-1)
  const sentence = baseline === undefined ? said : { ...said, baseline }
  const objective = kpi.objective === undefined ? undefined : strategy.objectives.get(kpi.objective)?.name
  const verdicts = judge(sentence, {
    today,
    measures: [{ id: kpi.measure, name: kpi.name }],
    history: known.history,
    periodsLeft: known.left,
    ...(chance !== undefined && { chance }),
    ...(objective !== undefined && { objective }),
  })
  return {
    period: calendar.name(own.period.grain, own.period.ordinal),
    target: printTarget(target, measure.unit.name),
    verdicts,
  }
}
