import { parseUnit, toStored } from '../quantity/unit.ts'
import { assert } from '../text/assert.ts'
import { type Csv, explainReject } from '../text/csv.ts'
import type { CsvCode } from '../text/csv-scan.ts'
import type { Facts } from '../text/diagnostic.ts'
import { Lines } from '../text/lines.ts'
import { type Columns, findColumns } from './columns.ts'
import type { MapFault } from './fault.ts'
import { Gathering } from './gather.ts'
import type { TableMap } from './map.ts'
import { type Named, nameThings } from './name.ts'
import { type Refusal, readRow } from './row.ts'
import { explainTable, type TableCode } from './words.ts'

/** A row that was left out: the line of the file on which it starts, the column to look at, and why. */
export type RejectedRow = {
  readonly line: number
  readonly column: string
  readonly code: TableCode | CsvCode
  readonly facts: Facts
  readonly message: string
}

/**
 * Where every row, column and cell of the table went: rowsIn = written + unchanged + rejected, columnsIn = mapped +
 * ignored, and of the rows written valuesIn = observed + missing. A row is unchanged if it repeats an earlier one.
 */
export type Accounting = {
  readonly rowsIn: number
  readonly written: number
  readonly unchanged: number
  readonly rejected: readonly RejectedRow[]
  readonly columnsIn: number
  readonly mapped: readonly string[]
  readonly ignored: readonly string[]
  readonly valuesIn: number
  readonly observed: number
  readonly missing: number
}

/** A value of a measure in a period, as stored (85.7 % is 0.857), with its text and the line of its row. */
export type TableValue = {
  readonly measure: string
  readonly period: string
  readonly value: number
  readonly text: string
  readonly line: number
}

/** What a table became; `faults` are those of the map against this table's columns, and then no row is written. */
export type TableResult = Named & {
  readonly targets: readonly TableValue[]
  readonly observations: readonly TableValue[]
  readonly faults: readonly MapFault[]
  readonly accounting: Accounting
}

/** Applies a map to a table. Nothing is guessed: a row that cannot be read whole is left out with its reason. */
export function applyMap(csv: Csv, map: TableMap): TableResult {
  const columns = findColumns(csv.header, map)
  const lines = new Lines(csv.text)
  const rejected: RejectedRow[] = csv.rejects.map((reject) => ({
    line: lines.position(reject.start).line,
    column: '',
    code: reject.code,
    facts: reject.facts,
    message: explainReject(reject),
  }))
  const gathering = new Gathering()
  let unchanged = 0
  csv.rows.forEach((cells, index) => {
    const line = lines.position(csv.starts[index] ?? 0).line
    const outcome = takeRow(cells, line, map, columns, gathering)
    if (outcome === 'unchanged') unchanged += 1
    else if (outcome !== 'written')
      rejected.push({ line, ...outcome, message: explainTable(outcome.code, outcome.facts) })
  })
  rejected.sort((a, b) => a.line - b.line)
  const named = nameThings(gathering)
  const values = storeValues(gathering, named)
  return {
    ...named,
    ...values,
    faults: columns.faults,
    accounting: account(csv, columns, gathering, unchanged, rejected, values),
  }
}

function takeRow(
  cells: readonly string[],
  line: number,
  map: TableMap,
  columns: Columns,
  gathering: Gathering,
): 'written' | 'unchanged' | Refusal {
  const [fault] = columns.faults
  if (fault !== undefined) return { code: 'row-map-unsound', column: '', facts: {} }
  const row = readRow(cells, map, columns)
  return 'code' in row ? row : gathering.take(row, line, map)
}

type Values = Pick<TableResult, 'targets' | 'observations'>

function storeValues(gathering: Gathering, named: Named): Values {
  const targets: TableValue[] = []
  const observations: TableValue[] = []
  gathering.measures.forEach(({ cells, unit }, index) => {
    const measure = named.measures[index]?.id ?? ''
    const parsed = parseUnit(unit ?? '1')
    assert(parsed !== undefined, 'a unit that a row was given can be parsed')
    for (const { period, is, text, written, line } of cells) {
      if (written === undefined) continue
      const list = is === 'target' ? targets : observations
      list.push({ measure, period, value: toStored(written, parsed), text, line })
    }
  })
  return { targets, observations }
}

function account(
  csv: Csv,
  columns: Columns,
  gathering: Gathering,
  unchanged: number,
  rejected: readonly RejectedRow[],
  { targets, observations }: Values,
): Accounting {
  const { mapped, ignored } = columns
  const rowsIn = csv.rows.length + csv.rejects.length
  const columnsIn = csv.header.length
  const { written, valuesIn, missing } = gathering
  const observed = targets.length + observations.length
  assert(rowsIn === written + unchanged + rejected.length, 'every row is written, unchanged or rejected')
  assert(columnsIn === mapped.length + ignored.length, 'every column is mapped or ignored')
  assert(valuesIn === observed + missing, 'every value of a written row is observed or missing')
  return { rowsIn, written, unchanged, rejected, columnsIn, mapped, ignored, valuesIn, observed, missing }
}
