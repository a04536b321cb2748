import type { Diagnostic, Finding } from '@keelson/core'
import { align, printDay } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import { companyOptions, computeCompany } from '../company.ts'
import { printFindings } from '../formats.ts'
import { Reporter } from '../report.ts'

export const check: Command = {
  name: 'check',
  summary: 'Says whether the strategy is sound and the KPIs add up',
  usage: '[folder]',
  about:
    'Reads the strategy and its observations, runs every check, and prints what is found with the lines concerned. Exit code 1 where something at least as grave as --fail-on is found and not waived.',
  options: {
    ...companyOptions,
    format: {
      type: 'string',
      value: 'format',
      doc: 'how findings are printed',
      choices: ['text', 'json', 'sarif', 'github', 'junit'],
    },
    json: { type: 'boolean', doc: 'the same as --format json' },
    'fail-on': {
      type: 'string',
      value: 'severity',
      doc: 'what makes exit code 1; error by default',
      choices: ['error', 'warning', 'never'],
    },
  },
  run: runCheck,
}

function runCheck(context: Context): Exit {
  const { options } = context
  const company = computeCompany(context)
  const { findings, score } = align(company.engine)
  const reporter = new Reporter(company.sources, context.paint)
  const format = options.json ? 'json' : String(options.format ?? 'text')
  const { organisation } = company.strategy
  context.out(
    printFindings(format, {
      organisation: organisation.name,
      asOf: printDay(company.asOf),
      score,
      diagnostics: company.diagnostics,
      findings,
      reporter,
      paint: context.paint,
    }),
  )
  return fails(company.diagnostics, findings, String(options['fail-on'] ?? 'error')) ? 1 : 0
}

function fails(diagnostics: readonly Diagnostic[], findings: readonly Finding[], failOn: string): boolean {
  if (failOn === 'never') return false
  const grave = failOn === 'warning' ? ['error', 'warning'] : ['error']
  const open = findings.filter(({ waiver }) => !waiver)
  return [...diagnostics, ...open].some(({ severity }) => grave.includes(severity))
}
