import type { Diagnostic, Finding } from '@keelson/core'
import { align, checks, printDay } from '@keelson/core'
import type { Command, Context, Exit } from '../command.ts'
import type { Computed } from '../company.ts'
import { companyOptions, computeCompany, refuseUnknown } from '../company.ts'
import type { Report } from '../findings.ts'
import { formats, printFindings } from '../formats.ts'
import { Reporter } from '../report.ts'

export const check: Command = {
  usage: '[folder]',
  about:
    'Reads the strategy and its observations, runs every check, and prints what is found with the lines concerned. Exit code 1 where something at least as grave as --fail-on is found and not waived.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    ...companyOptions,
    format: { type: 'string', value: 'format', doc: 'how findings are printed', choices: formats },
    json: { type: 'boolean', doc: 'the same as --format json' },
    'fail-on': {
      type: 'string',
      value: 'severity',
      doc: 'what makes exit code 1; error by default',
      choices: ['error', 'warning', 'never'],
    },
    watch: { type: 'boolean', short: 'w', doc: 'checks again whenever a file changes, until Ctrl-C' },
    explain: { type: 'string', value: 'code', doc: 'prints the page of a check, such as gap' },
  },
  run: runCheck,
}

async function runCheck(context: Context): Promise<Exit> {
  const { explain, watch } = context.options
  if (typeof explain === 'string') return explainCheck(context, explain)
  if (!watch) return checkOnce(context)
  const { watchFolder } = await import('../watch.ts')
  return watchFolder(context, context.args[0] ?? '.', () => checkOnce(context))
}

async function checkOnce(context: Context): Promise<Exit> {
  const { options } = context
  const company = computeCompany(context)
  const report = reportOn(context, company)
  const format = options.json ? 'json' : String(options.format ?? 'text')
  context.out(await printFindings(format, report))
  return fails(report, String(options['fail-on'] ?? 'error')) ? 1 : 0
}

/** Runs every check over a company. */
export function reportOn(context: Context, company: Computed): Report {
  context.progress.step('Checking')
  const { findings, score } = align(company.engine)
  return {
    organisation: company.strategy.organisation.name,
    asOf: printDay(company.asOf),
    score,
    diagnostics: company.diagnostics,
    findings,
    reporter: new Reporter(company.sources, context.paint, context.columns),
    paint: context.paint,
  }
}

type Found = { readonly diagnostics: readonly Diagnostic[]; readonly findings: readonly Finding[] }

function fails({ diagnostics, findings }: Found, failOn: string): boolean {
  if (failOn === 'never') return false
  const grave = failOn === 'warning' ? ['error', 'warning'] : ['error']
  const open = findings.filter(({ waiver }) => !waiver)
  return [...diagnostics, ...open].some(({ severity }) => grave.includes(severity))
}

async function explainCheck({ out, paint }: Context, code: string): Promise<Exit> {
  const { pageOf } = await import('../pages.ts')
  const page = pageOf(code)
  if (page === undefined) {
    return refuseUnknown(
      'check',
      code,
      checks.map((known) => known.code),
    )
  }
  out(page.replace(/^#+ .+$/gm, paint.bold))
  return 0
}
