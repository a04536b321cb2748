import type { Command } from './command.ts'
import { alignColumns } from './paint.ts'

/** The list of commands. */
export function generalHelp(commands: readonly Command[]): string {
  const rows = commands.map(({ name, summary }) => [`  ${name}`, summary])
  return [
    "keelson: whether the departments' KPIs add up to the company's objectives",
    '',
    'Usage: keelson <command> [options]',
    '',
    ...alignColumns(rows),
    '',
    'keelson <command> --help tells more. Exit codes: 0 nothing found, 1 something found, 2 could not be done.',
    '',
  ].join('\n')
}

/** One command in full. */
export function helpOf(command: Command): string {
  const rows = Object.entries(command.options).map(([name, { short, value, choices, doc }]) => [
    `  ${short ? `-${short}, ` : ''}--${name}${value ? ` <${value}>` : ''}`,
    choices ? `${doc} (${choices.join(', ')})` : doc,
  ])
  rows.push(['  --no-color', 'no colours'], ['  -h, --help', 'this help'])
  return [
    command.summary,
    '',
    `Usage: keelson ${command.name} ${command.usage}`.trimEnd(),
    ...(command.about ? ['', command.about] : []),
    '',
    ...alignColumns(rows),
    '',
  ].join('\n')
}
