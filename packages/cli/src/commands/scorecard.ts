import type { Grouping, Results } from '@keelson/core'
import { groupsOf, printDay, scoreOf } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import { drawScorecard } from '../scorecard-text.ts'

export const scorecard: Command = {
  usage: '[folder]',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    by: {
      type: 'string',
      value: 'what',
      doc: 'how KPIs are grouped',
      choices: ['perspective', 'department', 'objective'],
    },
    period: {
      type: 'string',
      value: 'period',
      doc: 'such as 2026-10, FY27-Q2; the last one that has ended by default',
    },
    json: jsonOption,
  },
  run: runScorecard,
}

function runScorecard(context: Context): Exit {
  const { options } = context
  const by = (options.by ?? 'perspective') as Grouping
  const { engine, strategy, asOf } = computeWithPeriod(context)
  const { calendar } = strategy.organisation
  const index = periodIndex(context, engine)
  const timeline = engine.timeline(engine.grain)
  const name = calendar.name(engine.grain, timeline.first + index)
  const groups = groupsOf(engine, by, index)
  const whole = engine.node('organisation', '', index)
  if (options.json) {
    const data = {
      organisation: strategy.organisation.name,
      asOf: printDay(asOf),
      period: name,
      by,
      rollUp: strategy.organisation.rollUp,
      score: scoreOf(whole),
      groups,
    }
    context.out(`${JSON.stringify(data, jsonNumber, 2)}\n`)
    return 0
  }
  context.out(drawScorecard(engine, groups, whole, name, context.paint))
  return 0
}

/** A period of another grain than the scorecard's makes the scorecard one of that grain. */
function computeWithPeriod(context: Context) {
  const company = computeCompany(context)
  const written = context.options.period
  if (typeof written !== 'string') return company
  const period = company.strategy.organisation.calendar.parse(written)
  if ('fault' in period) throw new Refusal(`"${written}" is no period of this calendar.`)
  return period.grain === company.engine.grain ? company : computeCompany(context, period.grain)
}

function periodIndex({ options }: Context, engine: Results): number {
  const closed = engine.closed(engine.grain)
  if (typeof options.period !== 'string') return closed - 1
  const period = engine.strategy.organisation.calendar.parse(options.period)
  if ('fault' in period) throw new Refusal(`"${options.period}" is no period of this calendar.`)
  const index = period.ordinal - engine.timeline(engine.grain).first
  if (index < 0 || index >= closed)
    throw new Refusal(`${options.period} has no values: it lies before the first ones, or has not ended.`)
  return index
}

/** JSON has no NaN: what is missing is null. */
function jsonNumber(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value
}
