import type { RejectedRow, StrategyFiles, TableResult } from '@keelson/core'
import type { Paint } from './paint.ts'
import { alignColumns } from './paint.ts'

/** A table, and the strategy it became. */
export type Imported = {
  readonly table: TableResult
  readonly strategy: StrategyFiles
  readonly tableName: string
  readonly mapName: string
}

const mostShown = 10

/** Where every row, column and value went, and what a person should look at. */
export function drawImport(imported: Imported, paint: Paint): string {
  const { tableName, mapName, table, strategy } = imported
  const sections = [
    [paint.bold(`${tableName} by ${mapName}`), ...accounts(imported)],
    ...rejectedSections(table.accounting.rejected, paint),
    ...unwrittenSection(strategy, paint),
    ...notes(imported, paint),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

function accounts({ table, strategy }: Imported): string[] {
  const { accounting: all, departments, objectives, measures } = table
  const { written, unchanged, rejected, mapped, ignored } = all
  const names = ignored.length > 0 ? ` (${ignored.join(', ')})` : ''
  return alignColumns(
    [
      [
        '  rows',
        `${all.rowsIn} in`,
        `= ${written} written + ${unchanged} unchanged + ${rejected.length} rejected`,
      ],
      ['  columns', `${all.columnsIn} in`, `= ${mapped.length} mapped + ${ignored.length} ignored${names}`],
      ['  values', `${all.valuesIn} in`, `= ${all.observed} with a number + ${all.missing} without`],
      [
        '  strategy',
        '',
        `  ${departments.length} departments, ${objectives.length} objectives, ${measures.length} KPIs, ${strategy.targets} targets, ${strategy.observations} observed values`,
      ],
    ],
    [1],
  )
}

function rejectedSections(rejected: readonly RejectedRow[], paint: Paint): string[][] {
  return [...Map.groupBy(rejected, ({ code }) => code)].map(([code, rows]) => [
    paint.bold(`Rejected rows: ${code} (${rows.length})`),
    ...shown(
      rows.map(
        ({ line, column, message }) => `line ${line}${column === '' ? '' : `, ${column}`}: ${message}`,
      ),
    ),
  ])
}

function unwrittenSection({ unwritten }: StrategyFiles, paint: Paint): string[][] {
  if (unwritten.length === 0) return []
  const rows = unwritten.map(
    ({ line, measure, text, message }) => `line ${line}, ${measure} ${text}: ${message}`,
  )
  return [[paint.bold(`Rejected values (${unwritten.length})`), ...shown(rows)]]
}

function shown(rows: readonly string[]): string[] {
  const more = rows.length > mostShown ? [`  and ${rows.length - mostShown} more; --json has them all`] : []
  return [...rows.slice(0, mostShown).map((row) => `  ${row}`), ...more]
}

function notes({ table, strategy }: Imported, paint: Paint): string[][] {
  const { collisions, alike, polarityUnstated, unitUnstated, valueless } = table.notes
  const lines: string[] = []
  const tell = (what: string, items: readonly string[], between = ', ') => {
    if (items.length > 0) lines.push(`${what} (${items.length}): ${some(items, between)}`)
  }
  tell('KPIs that do not say which way is good (polarity), so they are not judged', polarityUnstated)
  tell('KPIs without a unit, written as plain numbers', unitUnstated)
  tell('KPIs without any value', valueless)
  for (const [what, found] of Object.entries(collisions)) {
    const groups = found.map(({ names, ids }) => `"${names[0]}" is ${ids.join(', ')}`)
    tell(`Names that stand for several ${what}`, groups, '; ')
  }
  const groups = alike.map((names) => names.map((name) => `"${name}"`).join(' and '))
  tell('Objectives that are named alike and may be one', groups, '; ')
  const ids = strategy.changedIds.map(({ before, after }) => `${before} is ${after}`)
  tell('Ids that were made into words with hyphens', ids, '; ')
  return lines.length === 0 ? [] : [[paint.bold('Notes'), ...lines.map((line) => `  ${line}`)]]
}

function some(names: readonly string[], between: string): string {
  const first = names.slice(0, 3).join(between)
  return names.length > 3 ? `${first} and ${names.length - 3} more` : first
}

/** The same as data, with every rejected row and note. */
export function plainImport(
  { table, strategy, tableName, mapName }: Imported,
  target: { readonly out: string | undefined; readonly isWritten: boolean },
): unknown {
  const { accounting, notes: told, departments, objectives, measures } = table
  return {
    table: tableName,
    map: mapName,
    out: target.out ?? null,
    isWritten: target.isWritten,
    accounting,
    strategy: {
      departments: departments.length,
      objectives: objectives.length,
      kpis: measures.length,
      targets: strategy.targets,
      observations: strategy.observations,
      files: strategy.files.map(({ path }) => path),
    },
    unwritten: strategy.unwritten,
    changedIds: strategy.changedIds,
    notes: told,
  }
}
