import type { Explanation } from '@keelson/core'
import { amountText, originText, roleText, shareText } from './explanation-words.ts'
import type { Paint } from './paint.ts'
import { widthOf } from './paint.ts'
import type { Reporter } from './report.ts'
import { statusText } from './status.ts'

type Drawing = { readonly reporter: Reporter; readonly paint: Paint; readonly columns: number }

/** Draws a number and what it is made of as a tree; how each came about stands beside it, or below where it is long. */
export function drawExplanation(explanation: Explanation, drawing: Drawing): string {
  const lines: string[] = []
  add(explanation, undefined, '', '', drawing, lines)
  return `${lines.join('\n')}\n`
}

function add(
  one: Explanation,
  above: Explanation['unit'],
  branch: string,
  below: string,
  drawing: Drawing,
  lines: string[],
): void {
  const { paint, columns, reporter } = drawing
  const { children, more } = one
  const inner = children.length + (more > 0 ? 1 : 0)
  const head = `${paint.dim(branch)}${headOf(one, paint)}`
  const notes = [shareText(one.share, above), originText(one, reporter)].filter((note) => note !== '')
  const aside = paint.dim([notes.join('; '), rulesText(one)].filter((text) => text !== '').join('  '))
  if (widthOf(head) + 2 + widthOf(aside) <= columns) lines.push(`${head}  ${aside}`.trimEnd())
  else lines.push(head, `${paint.dim(`${below}${inner > 0 ? '│' : ' '}    `)}${aside}`)
  for (const [at, child] of children.entries()) {
    const isLast = at === inner - 1
    add(
      child,
      one.unit,
      `${below}${isLast ? '└─ ' : '├─ '}`,
      `${below}${isLast ? '   ' : '│  '}`,
      drawing,
      lines,
    )
  }
  if (more > 0) lines.push(paint.dim(`${below}└─ … ${more} more; a larger --depth goes on`))
}

function headOf(
  { share, name, periodName, value, unit, reason, status, isEstimate }: Explanation,
  paint: Paint,
): string {
  const shown = reason === 'present' ? amountText(value, unit) : `no value: ${reason.replaceAll('-', ' ')}`
  const estimate = isEstimate ? ' (estimate)' : ''
  const judged = status === undefined ? '' : `  ${statusText(status, paint)}`
  return `${paint.dim(roleText(share))}${name}, ${periodName}: ${paint.bold(shown)}${estimate}${judged}`
}

function rulesText({ rules }: Explanation): string {
  return rules.length === 0 ? '' : `[${rules.join(' ')}]`
}
