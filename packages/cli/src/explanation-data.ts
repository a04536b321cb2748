import type { Explanation } from '@keelson/core'
import { printDay } from '@keelson/core'
import type { Reporter } from './report.ts'

/** An explanation as JSON has it: null for what is missing, dates for days, lines for offsets. */
export function plainExplanation(explanation: Explanation, reporter: Reporter): unknown {
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
    origin: plainOrigin(explanation.origin, reporter),
    ...(share && {
      share: { ...share, part: finite(share.part), weightFrom: dayText(share.weightFrom) },
    }),
    children: children.map((child) => plainExplanation(child, reporter)),
    more,
  }
}

const dayFields = ['agreed', 'from', 'recorded', 'day']

function plainOrigin(origin: Explanation['origin'], reporter: Reporter): unknown {
  const plain: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(origin)) {
    if (value === undefined || key === 'offset') continue
    if (key === 'span') plain.place = reporter.locate(value)
    else if (dayFields.includes(key) && typeof value === 'number') plain[key] = dayText(value)
    else plain[key] = typeof value === 'number' ? finite(value) : value
  }
  if (origin.kind === 'observed') {
    const { file, offset } = origin
    plain.line = reporter.locate({ file, start: offset, end: offset }).line
  }
  return plain
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null
}

function dayText(day: number | undefined): string | null {
  return day === undefined || !Number.isFinite(day) ? null : printDay(day)
}
