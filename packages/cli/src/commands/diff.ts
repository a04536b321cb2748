import { align, compareResults, compareStrategies, printDay } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { companyOptions, compute } from '../company.ts'
import type { Difference } from '../difference.ts'
import { drawDifference, plainDifference } from '../difference.ts'
import { asOfDay, readCompany } from '../files.ts'
import { Reporter } from '../report.ts'

export const diff: Command = {
  usage: '<before> <after>',
  about:
    'Two folders or files, such as two checkouts of one strategy. Compares what they mean, not how they are written: organisation, departments, objectives, KPIs, targets, links, waivers; and what follows for scores, reconciliation, findings and the alignment, both computed as of the same day. Exit code 1 where they differ.',
  arguments: { sort: 'folder', most: 2 },
  options: {
    'as-of': {
      ...companyOptions['as-of'],
      doc: 'what was known on this day; the day of the second strategy, or today, by default',
    },
    json: jsonOption,
  },
  run: runDiff,
}

function runDiff(context: Context): Exit {
  const { args, options, out, paint, columns, progress } = context
  const [first, second] = args
  if (first === undefined || second === undefined)
    throw new Refusal('say two folders: the strategy before, and the one after.')
  const [before, after] = [readCompany(context, first), readCompany(context, second)]
  const asOf = asOfDay(context, after.strategy)
  const [was, is] = [compute(context, before, undefined, asOf), compute(context, after, undefined, asOf)]
  progress.step('Comparing')
  const { changes, renames } = compareStrategies(before.strategy, after.strategy)
  const results = compareResults(align(was.engine), align(is.engine), renames)
  const sources = new Map([...before.sources, ...after.sources])
  const difference: Difference = {
    before: first,
    after: second,
    asOf: printDay(asOf),
    changes,
    results,
    unread: { before: before.diagnostics.length, after: after.diagnostics.length },
    strategies: { before: before.strategy, after: after.strategy },
    reporter: new Reporter(sources, paint, columns),
  }
  out(
    options.json
      ? `${JSON.stringify(plainDifference(difference), null, 2)}\n`
      : drawDifference(difference, paint),
  )
  return isSame(difference) ? 0 : 1
}

function isSame({ changes, results }: Difference): boolean {
  const { alignment, scores, reconciliations, findings, values } = results
  const lists = [changes, scores, reconciliations, findings, values]
  return alignment.before === alignment.after && lists.every((list) => list.length === 0)
}
