import type { Span } from '../../text/span.ts'
import { printDay } from '../../time/day.ts'
import type { Explanation } from './explanation.ts'

const earliest = -70 * 366
const dayFields = ['agreed', 'from', 'recorded', 'day']

/** Says where a span lies, as people and other programs count lines and columns. */
export type Locate = (span: Span) => { readonly line: number }

/**
 * An explanation as JSON has it: null for what is missing, dates for days, places for spans. A value that was read from
 * no file has neither file nor line.
 */
export function plainExplanation(
  explanation: Explanation,
  locate: Locate,
): Readonly<Record<string, unknown>> {
  const { kind, id, name, periodName, value, unit, reason, ageDays, coverage, status, isEstimate } =
    explanation
  const { rules, share, children, more } = explanation
  return {
    kind,
    id,
    name,
    period: periodName,
    value: finite(value),
    unit: unit?.name ?? null,
    reason,
    ageDays,
    coverage,
    ...(status && { status }),
    isEstimate,
    rules,
    origin: plainOrigin(explanation.origin, locate),
    ...(share && {
      share: { ...share, part: finite(share.part), weightFrom: dayText(share.weightFrom) },
    }),
    children: children.map((child) => plainExplanation(child, locate)),
    more,
  }
}

function plainOrigin(origin: Explanation['origin'], locate: Locate): unknown {
  const plain: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(origin)) {
    if (value === undefined || key === 'offset' || (key === 'file' && value === '')) continue
    if (key === 'span') plain.place = locate(value)
    else if (dayFields.includes(key) && typeof value === 'number') plain[key] = dayText(value)
    else plain[key] = typeof value === 'number' ? finite(value) : value
  }
  if (origin.kind === 'observed' && origin.file !== '') {
    const { file, offset } = origin
    plain.line = locate({ file, start: offset, end: offset }).line
  }
  return plain
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function dayText(day: number | undefined): string | null {
  return isSomeDay(day) ? printDay(day) : null
}

/** Whether a day is one that somebody meant: days of long ago stand for "always". */
export function isSomeDay(day: number | undefined): day is number {
  return day !== undefined && day > earliest
}
