import type { Csv } from '../text/csv.ts'
import { nearest } from '../text/nearest.ts'
import { type MapFault, mapFault, type Path } from './fault.ts'
import type { TableMap } from './map.ts'

/** Which columns of a table a map names, and where they stand. */
export type Columns = {
  readonly indexOf: ReadonlyMap<string, number>
  readonly mapped: readonly string[]
  readonly ignored: readonly string[]
  readonly faults: readonly MapFault[]
}

/** Finds the columns that a map names; a name that the header lacks, or has twice, is a fault of the map. */
export function findColumns(header: Csv['header'], map: TableMap): Columns {
  const names = header.map(({ name }) => name)
  const wanted = columnsOf(map)
  const indexOf = new Map<string, number>()
  const faults: MapFault[] = []
  for (const [column, path] of wanted) {
    const index = names.indexOf(column)
    if (index >= 0 && names.indexOf(column, index + 1) < 0) indexOf.set(column, index)
    else faults.push(faultOf(column, path, names, index >= 0))
  }
  const found = new Set(indexOf.values())
  return {
    indexOf,
    mapped: names.filter((_, index) => found.has(index)),
    ignored: names.filter((_, index) => !found.has(index)),
    faults,
  }
}

function faultOf(column: string, path: Path, names: readonly string[], isRepeated: boolean): MapFault {
  if (isRepeated) return mapFault('column-repeated', path, { column })
  const near = nearest(column, names)
  if (near === undefined) return mapFault('column-unknown', path, { column, known: names.join(', ') })
  return mapFault('column-misspelt', path, { column, nearest: near })
}

/** Every column that the map names, with the place of its first mention. */
function columnsOf(map: TableMap): ReadonlyMap<string, Path> {
  const found = new Map<string, Path>()
  const name = (column: string | undefined, ...path: Path) => {
    if (column !== undefined && !found.has(column)) found.set(column, path)
  }
  map.skip.forEach(({ column }, index) => {
    name(column, 'rows', 'skip', index, 'column')
  })
  map.where.forEach(({ column }, index) => {
    name(column, 'rows', 'where', index, 'column')
  })
  map.department.forEach((column, index) => {
    name(column, 'department', index)
  })
  name(map.measure.name, 'measure', 'name')
  name(map.measure.id, 'measure', 'id')
  name(map.objective?.column, 'objective', 'column')
  name(map.objective?.within, 'objective', 'within')
  map.values.forEach((value, index) => {
    if (value.kind === 'wide') {
      name(value.column, 'values', index, 'column')
      name(value.label?.column, 'values', index, 'label', 'column')
      return
    }
    name(value.column, 'values', index, 'value-column')
    name(value.periodColumn, 'values', index, 'period-column')
    if (typeof value.is === 'object') name(value.is.column, 'values', index, 'is', 'column')
  })
  name(map.polarity.column, 'polarity', 'column')
  return found
}
