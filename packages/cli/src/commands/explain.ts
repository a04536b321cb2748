import type { ExplainSubject, Explanation, Grain, NodeKind, Results } from '@keelson/core'
import { explain, isFiner, plainExplanation } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import type { Computed } from '../company.ts'
import { companyOptions, compute, refuseUnknown } from '../company.ts'
import { drawExplanation } from '../explanation-tree.ts'
import { readCompany } from '../files.ts'
import { Reporter } from '../report.ts'

export const explainCommand: Command = {
  usage: '<id> [period]',
  about:
    'The id of a KPI, objective, department, perspective or measure, or "organisation"; kpi:<id>, objective:<id> and so on where an id stands for several. The period is the last one that has ended, where none is named. Rules such as K1 are those of SPEC.md.',
  arguments: { sort: 'text', most: 2 },
  options: {
    ...companyOptions,
    in: {
      type: 'string',
      value: 'folder',
      completes: 'folder',
      doc: 'the company; the current folder by default',
    },
    depth: {
      type: 'string',
      value: 'levels',
      doc: 'how deep the tree goes; all levels of a KPI or measure, 3 of all else by default',
    },
    json: jsonOption,
  },
  run: runExplain,
}

const mostNodes = 5000
const allLevels = 64

async function runExplain(context: Context): Promise<Exit> {
  const { args, options } = context
  const [written, period] = args
  if (written === undefined)
    throw new Refusal('say what is to be explained, such as: keelson explain revenue.')
  const reading = readCompany(context, typeof options.in === 'string' ? options.in : '.')
  const usual = compute(context, reading)
  const subject = await subjectOf(usual, written)
  const { company, index } = place(context, usual, subject, period)
  const depth =
    depthOf(options.depth) ?? (subject.kind === 'kpi' || subject.kind === 'measure' ? allLevels : 3)
  const explanation = explain(company.engine, subject, index, { nodes: mostNodes, depth })
  if (!explanation) throw new Refusal(`${written} has no value there.`)
  context.out(print(context, company, explanation))
  return 0
}

function print(
  { options, paint, columns }: Context,
  { sources }: Computed,
  explanation: Explanation,
): string {
  const reporter = new Reporter(sources, paint, columns)
  if (options.json)
    return `${JSON.stringify(
      plainExplanation(explanation, (span) => reporter.locate(span)),
      null,
      2,
    )}\n`
  return drawExplanation(explanation, { reporter, paint, columns })
}

function depthOf(written: unknown): number | undefined {
  if (typeof written !== 'string') return undefined
  if (!/^[1-9]\d{0,2}$/.test(written))
    throw new Refusal(`--depth takes a number of levels such as 3, not "${written}".`)
  return Number(written)
}

const kinds = ['kpi', 'objective', 'department', 'perspective', 'measure', 'organisation'] as const

async function subjectOf({ strategy }: Computed, written: string): Promise<ExplainSubject> {
  const [before = '', after] = written.split(':')
  const wanted = kinds.filter((kind) => after === undefined || kind === before)
  if (wanted.length === 0) throw new Refusal(`"${before}" is none of ${kinds.join(', ')}.`)
  const id = after ?? written
  const known = {
    kpi: strategy.kpis,
    objective: strategy.objectives,
    department: strategy.departments,
    perspective: strategy.perspectives,
    measure: strategy.measures,
    organisation: new Map([['organisation', strategy.organisation]]),
  }
  const kind = wanted.find((one) => known[one].has(id))
  if (kind === 'organisation') return { kind, id: '' }
  if (kind !== undefined) return { kind, id }
  const [only] = wanted
  const one = only === 'kpi' ? 'KPI' : only
  const what = wanted.length === 1 ? String(one) : 'KPI, objective, department, perspective or measure'
  return refuseUnknown(
    what,
    id,
    wanted.flatMap((one) => [...known[one].keys()]),
  )
}

type Placed = { readonly company: Computed; readonly index: number }

/** The results that hold the period, and its index; without a period the last one that has ended. */
function place(
  context: Context,
  usual: Computed,
  subject: ExplainSubject,
  written: string | undefined,
): Placed {
  const own = grainOf(usual.engine, subject)
  if (written === undefined) return { company: usual, index: usual.engine.closed(own) - 1 }
  const { calendar } = usual.strategy.organisation
  const period = calendar.parse(written)
  if ('fault' in period) throw new Refusal(`"${written}" is no period of this calendar.`)
  const { kind } = subject
  const isFree = kind !== 'kpi' && (kind !== 'measure' || !isFiner(period.grain, own))
  if (period.grain !== own && !isFree) {
    const name = calendar.name(own, usual.engine.timeline(own).first + usual.engine.closed(own) - 1)
    throw new Refusal(
      `${subject.id} has values by the ${own}: name a period such as ${name}, not ${written}.`,
    )
  }
  const isOther = period.grain !== usual.engine.grain && kind !== 'kpi'
  const company = isOther ? compute(context, usual, period.grain) : usual
  const { first, count } = company.engine.timeline(period.grain)
  const index = period.ordinal - first
  if (index < 0 || index >= count) {
    const [from, to] = [first, first + count - 1].map((ordinal) => calendar.name(period.grain, ordinal))
    throw new Refusal(`${written} lies outside of what is known: ${from} to ${to}.`)
  }
  if (kind === 'measure') Object.assign(subject, { grain: period.grain })
  return { company, index }
}

function grainOf(
  engine: Results,
  { kind, id }: { readonly kind: NodeKind | 'kpi' | 'measure'; readonly id: string },
): Grain {
  if (kind === 'kpi') return engine.kpiGrain(id) ?? engine.grain
  return kind === 'measure' ? (engine.strategy.measures.get(id)?.grain ?? engine.grain) : engine.grain
}
