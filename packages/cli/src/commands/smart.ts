import type { Calendar, Day, Sentence, Verdict } from '@keelson/core'
import {
  dayIn,
  dueCalendar,
  formatNumber,
  judge,
  makeCalendar,
  printTarget,
  readSentence,
} from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { computeCompany } from '../company.ts'
import { readDay } from '../files.ts'
import type { Paint } from '../paint.ts'
import { alignColumns } from '../paint.ts'

export const smart: Command = {
  usage: '"<sentence>"',
  about:
    'Reads sentences such as "increase cash flow by 15% within the next fiscal year". With --in, the measures, their history and the fiscal calendar of a company are used. Exit code 1 where a letter fails.',
  arguments: { sort: 'text', most: Number.POSITIVE_INFINITY },
  options: {
    baseline: { type: 'string', value: 'number', doc: 'where the measure stands today' },
    unit: { type: 'string', value: 'unit', doc: 'the unit of the measure' },
    objective: { type: 'string', value: 'name', doc: 'the objective it supports' },
    in: {
      type: 'string',
      value: 'folder',
      completes: 'folder',
      doc: 'the company whose measures and calendar are meant',
    },
    'year-start': {
      type: 'string',
      value: 'mm-dd',
      doc: 'the first day of the fiscal year; 01-01 by default',
    },
    today: { type: 'string', value: 'date', doc: 'the day to judge by; today by default' },
    json: jsonOption,
  },
  run: runSmart,
}

type Known = {
  readonly calendar: Calendar
  readonly today: Day
  readonly measures?: readonly { readonly id: string; readonly name: string }[]
  readonly historyOf: (id: string | undefined) => readonly number[] | undefined
  readonly unitOf: (id: string) => string | undefined
  /** The name of the objective that a KPI on the measure supports. */
  readonly objectiveOf: (id: string | undefined) => string | undefined
}

function runSmart(context: Context): Exit {
  const { options } = context
  const text = context.args.join(' ')
  if (text.trim() === '')
    throw new Refusal('say the target, such as: keelson smart "reduce churn by 10% by 2026-12-31".')
  const known = typeof options.in === 'string' ? fromCompany(context, options.in) : fromOptions(context)
  const sentence = readWith(text, context, known)
  const history = known.historyOf(sentence.measure?.id)
  const objective =
    typeof options.objective === 'string' ? options.objective : known.objectiveOf(sentence.measure?.id)
  const verdicts = judge(sentence, {
    today: known.today,
    ...(history ? { history } : {}),
    ...(sentence.due ? { periodsLeft: monthsUntil(known, sentence.due.day) } : {}),
    ...(objective === undefined ? {} : { objective }),
    ...(known.measures ? { measures: known.measures } : {}),
  })
  if (options.json) context.out(`${JSON.stringify({ sentence, verdicts }, null, 2)}\n`)
  else context.out(print(sentence, verdicts, context.paint))
  return verdicts.some(({ pass }) => pass === false) ? 1 : 0
}

/** A measure of the company has its own unit, and stands where its last value is, where the person says no other. */
function readWith(text: string, { options }: Context, known: Known): Sentence {
  const read = (unit: string | undefined, baseline: number | undefined) =>
    readSentence(text, {
      calendar: dueCalendar(known.calendar),
      today: known.today,
      ...(unit === undefined ? {} : { unit }),
      ...(baseline === undefined ? {} : { baseline }),
      ...(known.measures ? { measures: known.measures } : {}),
    })
  const unit = typeof options.unit === 'string' ? options.unit : undefined
  const baseline = typeof options.baseline === 'string' ? numberOf(options.baseline) : undefined
  const sentence = read(unit, baseline)
  const id = sentence.measure?.id
  if (id === undefined) return sentence
  const said = sentence.baseline ?? known.historyOf(id)?.at(-1)
  return read(unit ?? sentence.unit ?? known.unitOf(id), said)
}

function numberOf(text: string): number {
  const value = Number(text.replaceAll('_', '').replaceAll(',', ''))
  if (!Number.isFinite(value)) throw new Refusal(`--baseline takes a number, not "${text}".`)
  return value
}

function fromOptions({ options, now }: Context): Known {
  const [month = Number.NaN, day = Number.NaN] = String(options['year-start'] ?? '01-01')
    .split('-')
    .map(Number)
  const { calendar, faults } = makeCalendar({ start: { month, day } })
  if (faults.length > 0)
    throw new Refusal(`--year-start takes a month and day such as 04-01, not "${options['year-start']}".`)
  return {
    calendar,
    today: todayOf(options.today) ?? dayIn('UTC', now()),
    historyOf: () => undefined,
    unitOf: () => undefined,
    objectiveOf: () => undefined,
  }
}

function todayOf(written: unknown): Day | undefined {
  return typeof written === 'string' ? readDay('today', written) : undefined
}

function fromCompany(context: Context, folder: string): Known {
  const { engine, strategy, asOf } = computeCompany(context, undefined, folder)
  const measures = [...strategy.kpis.values()].map(({ measure, name }) => ({ id: measure, name }))
  return {
    calendar: strategy.organisation.calendar,
    today: todayOf(context.options.today) ?? asOf,
    measures,
    unitOf: (id) => strategy.measures.get(id)?.unit.name,
    objectiveOf: (id) => {
      const kpi = [...strategy.kpis.values()].find(({ measure, objective }) => measure === id && objective)
      return kpi?.objective === undefined ? undefined : strategy.objectives.get(kpi.objective)?.name
    },
    historyOf: (id) => {
      const measure = id === undefined ? undefined : strategy.measures.get(id)
      if (!measure) return undefined
      const scale = measure.unit.form === 'plain' ? 1 : 100
      const values = Array.from(
        { length: engine.closed(measure.grain) },
        (_, index) => engine.measure(measure.id, measure.grain, index)?.value ?? Number.NaN,
      )
      return values.filter((value) => !Number.isNaN(value)).map((value) => value * scale)
    },
  }
}

function monthsUntil({ calendar, today }: Known, due: Day): number {
  return calendar.ordinal('month', due) - calendar.ordinal('month', today) + 1
}

function print(sentence: Sentence, verdicts: readonly Verdict[], paint: Paint): string {
  const { measure, polarity, baseline, target, due, each, unit, tokens } = sentence
  const rows: string[][] = []
  const add = (name: string, value: string | undefined) =>
    rows.push([paint.dim(name), value ?? paint.dim('not said')])
  add('measure', measure ? (measure.id ? `${measure.text} (${measure.id})` : measure.text) : undefined)
  add('wanted', polarity)
  add('baseline', baseline === undefined ? undefined : `${formatNumber(baseline)}${unit ? ` ${unit}` : ''}`)
  add('target', target ? grouped(target, unit) : undefined)
  if (each) add('each', each)
  add('due', due?.date)
  const lost = tokens.filter(({ role }) => role === 'not-understood').map(({ text }) => text)
  if (lost.length > 0) rows.push([paint.yellow('not understood'), lost.join(' ')])
  const marks = verdicts.map(({ letter, pass, message }) => {
    const mark =
      pass === true ? paint.blue('● yes') : pass === false ? paint.red('◆ no') : paint.dim('○ unknown')
    return [paint.bold(letter), mark, message]
  })
  return `${alignColumns(rows).join('\n')}\n\n${alignColumns(marks).join('\n')}\n`
}

function grouped(target: NonNullable<Sentence['target']>, unit: string | undefined): string {
  if (target.kind === 'value') return `${formatNumber(target.value)}${unit ? ` ${unit}` : ''}`
  return printTarget(target, unit)
}
