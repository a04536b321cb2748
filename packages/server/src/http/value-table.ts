import type { Calendar } from '@keelson/core'
import { readCsv } from '@keelson/core'
import type { SentRow } from '../commands/read-values.ts'
import { Failure } from '../errors.ts'

/** What was read of a table. `unread` are rows that are no rows of it, such as ragged ones. */
export type SentTable = {
  readonly rows: readonly SentRow[]
  readonly unread: readonly { readonly row: number; readonly message: string }[]
  readonly columnsMapped: readonly string[]
  readonly columnsIgnored: readonly string[]
}

/** Rows are numbered as they stand in the table, those that could not be read among them. */
function unreadRows({ starts, rejects, diagnostics }: ReturnType<typeof readCsv>): SentTable['unread'] {
  const inOrder = [...starts, ...rejects.map(({ start }) => start)].sort((a, b) => a - b)
  const numbers = new Map(inOrder.map((start, at) => [start, at + 1]))
  const messages = new Map(diagnostics.map(({ span, message }) => [span.start, message]))
  return rejects.map(({ start }) => ({
    row: numbers.get(start) as number,
    message: messages.get(start) ?? 'The row is not as wide as the header.',
  }))
}

const longColumns = ['measure', 'period', 'date', 'value', 'recorded', 'source', 'note', 'reason']

/** Reads CSV in long form (a row each) or in wide form (measure, and a column for each period). */
export function readValueTable(text: string, calendar: Calendar): SentTable {
  const csv = readCsv(text, { file: 'values.csv' })
  const names = csv.header.map(({ name }) => name.trim())
  const lower = names.map((name) => name.toLowerCase())
  const unread = unreadRows(csv)
  const isPeriod = names.map((name) => !('fault' in calendar.parse(name)))
  const measure = lower.indexOf('measure')
  if (measure < 0) throw new Failure('invalid-request', 'There is no column "measure".')
  if (!lower.includes('value') && isPeriod.includes(true)) {
    const columns = names.flatMap((name, at) => (isPeriod[at] ? [[at, name] as const] : []))
    const rows = csv.rows.flatMap((cells) =>
      columns.flatMap(([at, period]) => {
        const value = cells[at] as string
        return value.trim() === '' ? [] : [{ measure: cells[measure] as string, period, value }]
      }),
    )
    const ignored = names.filter((_, at) => at !== measure && !isPeriod[at])
    return {
      rows,
      unread,
      columnsMapped: names.filter((name) => !ignored.includes(name)),
      columnsIgnored: ignored,
    }
  }
  const period = lower.includes('period') ? lower.indexOf('period') : lower.indexOf('date')
  const value = lower.indexOf('value')
  const lacking = [period < 0 && 'period', value < 0 && 'value'].find(Boolean)
  if (lacking) throw new Failure('invalid-request', `There is no column "${lacking}".`)
  const optional = (cells: readonly string[], name: string): string | undefined =>
    cells[lower.indexOf(name)]?.trim() || undefined
  const rows = csv.rows.map((cells) => ({
    measure: cells[measure] as string,
    period: cells[period] as string,
    value: cells[value] as string,
    recorded: optional(cells, 'recorded'),
    source: optional(cells, 'source'),
    note: optional(cells, 'note'),
    reason: optional(cells, 'reason'),
  }))
  const [columnsMapped, columnsIgnored] = [true, false].map((isKnown) =>
    names.filter((_, at) => longColumns.includes(lower[at] as string) === isKnown),
  ) as [string[], string[]]
  return { rows, unread, columnsMapped, columnsIgnored }
}
