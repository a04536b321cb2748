import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Results } from '@keelson/core'
import { align, dayIn, parseDay, printDay } from '@keelson/core'
import { perlbeckFiles } from '@keelson/demo'
import type { Command, Context, Exit } from '../command.ts'
import { Refusal } from '../command.ts'
import { computeCompany } from '../company.ts'
import { printFindings } from '../formats.ts'
import { Reporter } from '../report.ts'
import { scorecard } from './scorecard.ts'

export const demo: Command = {
  name: 'demo',
  summary: 'Writes the demo company as of today, and shows its scorecard and alignment report',
  usage: '[folder]',
  options: { today: { type: 'string', value: 'date', doc: 'the day it is told by; today by default' } },
  run: runDemo,
}

async function runDemo(context: Context): Promise<Exit> {
  const folder = context.args[0] ?? join('.keelson', 'perlbeck')
  const today = context.options.today ?? printDay(dayIn('Europe/Berlin', context.now()))
  writeDemo(folder, String(today))
  const inner: Context = { ...context, args: [folder], options: { by: 'department', 'as-of': String(today) } }
  const company = computeCompany(inner)
  context.out(`${context.paint.bold(headline(company.engine))}\n\n`)
  await scorecard.run(inner)
  const { findings, score } = align(company.engine)
  const report = {
    organisation: company.strategy.organisation.name,
    asOf: String(today),
    score,
    diagnostics: company.diagnostics,
    findings,
    reporter: new Reporter(company.sources, context.paint),
    paint: context.paint,
  }
  context.out(`\n${printFindings('text', report)}`)
  context.out(`\nThe company is in ${folder}. Change a file, then: npx keelson check ${folder}\n`)
  return 0
}

function writeDemo(folder: string, today: string): void {
  const day = parseDay(today)
  if (day === undefined) throw new Refusal(`--today takes a date such as 2026-03-03, not "${today}".`)
  rmSync(folder, { recursive: true, force: true })
  for (const { path, text } of perlbeckFiles(day)) {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
  }
}

function headline(engine: Results): string {
  const at = engine.closed(engine.grain) - 1
  const departments = [...engine.strategy.departments.keys()]
  const green = departments.filter((id) => engine.node('department', id, at)?.status === 'on-track').length
  const colours = { 'on-track': 'green', 'at-risk': 'amber', 'off-track': 'red', unknown: 'unknown' } as const
  const company = colours[engine.node('organisation', '', at)?.status ?? 'unknown']
  return `${green} of ${departments.length} departments are green. The company is ${company}.${company === 'green' ? '' : ' Why?'}`
}
