import type { ColumnRole, ImportRepair, IntakeMapping, Strategy } from '@keelson/core'
import { cellText, guessColumns, guessHeaderRow } from '@keelson/core'
import type { Book, Sheet } from './sheet.ts'

/** A mapping as it is kept: with the headings that its columns had. */
export type KeptMapping = IntakeMapping & { readonly headings: readonly string[] }

type Choice = { readonly sheet?: number | undefined; readonly headerRow?: number | undefined }

const mostShown = 12
const mostWide = 60
const mostText = 80
const mostHeading = 200
const emptySheet: Sheet = { name: '', isHidden: false, rows: [], formulas: 0, merged: 0, faults: [] }

/** How a sheet may be meant to be read, by what stands there and by what was confirmed before, the newest first. */
export function draftOf(book: Book, strategy: Strategy, before: readonly KeptMapping[], choice: Choice) {
  const sheet = choice.sheet ?? firstFilled(book)
  const { rows } = book.sheets[sheet] ?? emptySheet
  const headerRow = choice.headerRow ?? guessHeaderRow(rows)
  const guessed = guessColumns(rows, headerRow, strategy, rolesOf(before))
  const headings = headingsOf(rows, headerRow, guessed.length)
  const alike = before.find((one) => one.headings.join('\n') === headings.join('\n'))
  const beneath = rows.slice(headerRow, headerRow + mostShown)
  return {
    sheets: book.sheets.map(({ name, isHidden, rows: all, formulas, merged }) => {
      const columns = Math.max(0, ...all.slice(0, 1000).map((row) => row.length))
      return { name, isHidden, rows: all.length, columns, formulas, merged }
    }),
    head: rows.slice(0, mostShown).map((row) => row.slice(0, mostWide).map((cell) => short(cellText(cell)))),
    columns: guessed.map(({ confidence }, at) => ({
      heading: short(headings[at] ?? ''),
      samples: beneath
        .flatMap((row) => cellText(row[at]) || [])
        .slice(0, 3)
        .map(short),
      confidence,
    })),
    mapping: {
      sheet,
      headerRow,
      columns: guessed.map(({ role }) => role),
      decimal: alike?.decimal ?? ('either' as const),
      dayOrder: alike?.dayOrder ?? ('either' as const),
      repairs: [...repairsOf(before)],
    },
  }
}

/** The headings of a sheet, as people read them. */
export function headingsOf(rows: Sheet['rows'], headerRow: number, width: number): readonly string[] {
  return Array.from({ length: width }, (_, at) =>
    cellText(rows[headerRow - 1]?.[at])
      .slice(0, mostHeading)
      .toWellFormed(),
  )
}

function firstFilled({ sheets }: Book): number {
  const at = sheets.findIndex(({ isHidden, rows }) => !isHidden && rows.length > 1)
  return Math.max(0, at)
}

/** What each heading held when it was last confirmed. */
function rolesOf(before: readonly KeptMapping[]): ReadonlyMap<string, ColumnRole> {
  const roles = new Map<string, ColumnRole>()
  for (const { headings, columns } of before.toReversed())
    for (const [at, heading] of headings.entries()) {
      const role = columns[at]
      if (heading !== '' && role !== undefined) roles.set(heading.toLowerCase(), role)
    }
  return roles
}

/** Names that were explained once are understood from then on; values and periods are not. */
function repairsOf(before: readonly KeptMapping[]): Iterable<ImportRepair> {
  const repairs = new Map<string, ImportRepair>()
  for (const one of before.toReversed())
    for (const repair of one.repairs)
      if ((repair.kind === 'measure' || repair.kind === 'department') && repair.to !== null)
        repairs.set(`${repair.kind} ${repair.from}`, repair)
  return [...repairs.values()].slice(-500)
}

function short(text: string): string {
  return text.length > mostText ? `${text.slice(0, mostText - 1).toWellFormed()}…` : text
}
