import type { Command, Entry } from './command.ts'
import { alignColumns } from './paint.ts'

/** The list of commands. */
export function generalHelp(commands: readonly Entry[]): string {
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
export function helpOf({ name, summary }: Entry, command: Command): string {
  const rows = Object.entries(command.options).map(([option, { short, value, choices, doc }]) => [
    `  ${short ? `-${short}, ` : ''}--${option}${value ? ` <${value}>` : ''}`,
    choices ? `${doc} (${choices.join(', ')})` : doc,
  ])
  rows.push(['  --no-color', 'no colours'], ['  -h, --help', 'this help'])
  return [
    summary,
    '',
    `Usage: keelson ${name} ${command.usage}`.trimEnd(),
    ...(command.about ? ['', ...wrap(command.about, 100)] : []),
    '',
    ...alignColumns(rows),
    '',
  ].join('\n')
}

/** Breaks a text between words into lines of at most `width` characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}
