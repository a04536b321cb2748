import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { dayIn, headlineOf, printDay, printHeadline } from '@keelson/core'
import { perlbeckFiles } from '@keelson/demo'
import type { Command, Context, Exit } from '../command.ts'
import { jsonOption, Refusal } from '../command.ts'
import { computeCompany } from '../company.ts'
import { readDay } from '../files.ts'
import { printFindings } from '../formats.ts'
import { writeFiles } from '../write.ts'
import { reportOn } from './check.ts'
import { scorecard } from './scorecard.ts'

export const demo: Command = {
  usage: '[folder]',
  about:
    'Writes the demo company into the folder (.keelson/perlbeck by default), in place of an earlier demo. --json prints the alignment report alone.',
  arguments: { sort: 'folder', most: 1 },
  options: {
    today: { type: 'string', value: 'date', doc: 'the day it is told by; today by default' },
    json: jsonOption,
  },
  run: runDemo,
}

async function runDemo(context: Context): Promise<Exit> {
  const { options, out, paint, progress } = context
  const folder = context.args[0] ?? join('.keelson', 'perlbeck')
  const today =
    typeof options.today === 'string'
      ? readDay('today', options.today)
      : dayIn('Europe/Berlin', context.now())
  if (existsSync(folder)) removeDemo(folder)
  progress.step('Making the demo company')
  writeFiles(folder, perlbeckFiles(today))
  const inner = { ...context, args: [folder], options: { by: 'department', 'as-of': printDay(today) } }
  const company = computeCompany(inner)
  const report = reportOn(inner, company)
  if (options.json) {
    out(await printFindings('json', report))
    return 0
  }
  out(`${paint.bold(printHeadline(headlineOf(company.engine)))}\n\n`)
  await scorecard.run(inner)
  out(`\n${await printFindings('text', report)}`)
  out(`\nThe company is in ${folder}. Change a file, then: npx keelson check ${folder}\n`)
  return 0
}

/** Only a folder that a demo was written to is emptied. */
function removeDemo(folder: string): void {
  if (!existsSync(join(folder, 'answers.yaml'))) {
    throw new Refusal(`${folder} is there already and holds no demo. Name another folder, or remove it.`)
  }
  rmSync(folder, { recursive: true })
}
