import { readNumber } from '../quantity/number.ts'
import type { Strategy } from '../strategy/model.ts'
import { isFault } from '../time/fault.ts'
import { cellText, type IntakeCell, type IntakeRows, isBlank } from './cell.ts'
import { plainPeriod } from './day-text.ts'
import type { ColumnRole } from './mapping.ts'
import { Names } from './names.ts'

/** A role that is proposed for a column; `confidence` from 0 to 1, 1 where it was confirmed before. */
export type GuessedColumn = { readonly role: ColumnRole; readonly confidence: number }

const headings: Readonly<Record<'measure' | 'department' | 'period' | 'value' | 'note', RegExp>> = {
  measure:
    /^(measures?|kpis?|metrics?|indicators?|name|kennzahl(en)?|messgr(ö|oe)(ß|ss)en?|指标(名称)?|度量)$/u,
  department: /^(departments?|dept\.?|teams?|units?|abteilung|bereich|部门)$/u,
  period: /^(periods?|months?|dates?|days?|quarters?|monat|datum|zeitraum|periode|quartal|期间|月份|日期)$/u,
  value: /^(values?|actuals?|amounts?|results?|ist(-?wert)?|werte?|betrag|实际(值)?|值|数值)$/u,
  note: /^(notes?|comments?|remarks?|notiz|kommentar|bemerkung|备注|说明)$/u,
}
const rolesByNeed = ['measure', 'period', 'value', 'department', 'note'] as const
const mostLooked = 200
const mostAbove = 30
const least = 0.35

/** The row of the headings, from 1: the first as wide as what follows, of texts or periods no two of which are alike. */
export function guessHeaderRow(rows: IntakeRows): number {
  const top = rows.slice(0, mostAbove)
  const width = Math.max(1, ...top.map((row) => row.filter((cell) => !isBlank(cell)).length))
  const at = top.findIndex((row) => {
    const texts = row.map(cellText).filter((text) => text !== '')
    const isWide = texts.length >= Math.max(2, 0.6 * width)
    return (
      isWide && new Set(texts).size === texts.length && typeof row.find((cell) => !isBlank(cell)) === 'string'
    )
  })
  return at < 0 ? 1 : at + 1
}

/**
 * What the columns may hold, by their headings and by what stands beneath. `remembered` are the roles that headings were
 * given before, by heading in lower case.
 */
export function guessColumns(
  rows: IntakeRows,
  headerRow: number,
  strategy: Strategy,
  remembered: ReadonlyMap<string, ColumnRole> = new Map(),
): readonly GuessedColumn[] {
  const header = rows[headerRow - 1] ?? []
  const beneath = rows.slice(headerRow, headerRow + mostLooked)
  const width = Math.max(header.length, ...beneath.map((row) => row.length))
  const guessed: GuessedColumn[] = Array.from({ length: width }, () => ({ role: 'ignored', confidence: 0 }))
  const taken = new Set<ColumnRole>()
  const isDone = (at: number) => (guessed[at] as GuessedColumn).confidence > 0
  const give = (at: number, role: ColumnRole, confidence: number) => {
    guessed[at] = { role, confidence }
    if (role !== 'values' && role !== 'ignored') taken.add(role)
  }
  for (let at = 0; at < width; at++) {
    const role = remembered.get(cellText(header[at]).toLowerCase())
    if (role !== undefined && !taken.has(role)) give(at, role, 1)
  }
  const look = lookAt(strategy)
  const scores = Array.from({ length: width }, (_, at) =>
    look(
      cellText(header[at]),
      beneath.map((row) => row[at] ?? ''),
    ),
  )
  const isWide = scores.some(({ isPeriod }, at) => isPeriod && !isDone(at))
  if (isWide && !taken.has('value'))
    for (const [at, { isPeriod }] of scores.entries()) if (isPeriod && !isDone(at)) give(at, 'values', 1)
  const isInColumns = guessed.some(({ role }) => role === 'values')
  for (const role of rolesByNeed) {
    if (taken.has(role) || (isInColumns && (role === 'period' || role === 'value'))) continue
    let best = -1
    for (let at = 0; at < width; at++) {
      const score = scores[at]?.of[role] ?? 0
      if (!isDone(at) && score >= least && score > (scores[best]?.of[role] ?? 0)) best = at
    }
    if (best >= 0) give(best, role, Math.round(100 * (scores[best]?.of[role] ?? 0)) / 100)
  }
  return guessed
}

type Look = {
  readonly isPeriod: boolean
  readonly of: Readonly<Record<(typeof rolesByNeed)[number], number>>
}

function lookAt(strategy: Strategy): (heading: string, cells: readonly IntakeCell[]) => Look {
  const names = new Names(strategy)
  const { calendar } = strategy.organisation
  const isPeriod = (text: string) => !isFault(calendar.parse(plainPeriod(text, 'day-first') ?? text))
  const isMeasure = (cell: IntakeCell) => !('choices' in names.measure(cellText(cell)))
  const isDepartment = (cell: IntakeCell) => !('choices' in names.department(cellText(cell)))
  const isNumber = (cell: IntakeCell) =>
    typeof cell !== 'string' || 'value' in readNumber(cell, { decimal: 'either' })
  return (heading, all) => {
    const cells = all.filter((cell) => !isBlank(cell))
    const share = (holds: (cell: IntakeCell) => boolean) =>
      cells.length === 0 ? 0 : cells.filter(holds).length / cells.length
    const says = (role: keyof typeof headings) => (headings[role].test(heading.toLowerCase()) ? 1 : 0)
    const both = (role: keyof typeof headings, holds: (cell: IntakeCell) => boolean) =>
      0.4 * says(role) + 0.6 * share(holds)
    return {
      isPeriod: heading !== '' && isPeriod(heading),
      of: {
        measure: both('measure', isMeasure),
        department: both('department', isDepartment),
        period: both('period', (cell) => typeof cell === 'string' && isPeriod(cellText(cell))),
        // A number alone says little: a year or a line number is one, too.
        value: says('value') === 1 ? both('value', isNumber) : 0.5 * share(isNumber),
        note: 0.6 * says('note'),
      },
    }
  }
}
