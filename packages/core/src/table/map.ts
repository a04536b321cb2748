import type { Polarity } from '../quantity/kind.ts'
import type { MapFault, Path } from './fault.ts'
import { MapReader } from './map-reader.ts'

/** A test of one column: the cell, without blanks around it, is one of the texts, or with `not` none of them. */
export type Condition = { readonly column: string; readonly texts: readonly string[]; readonly not: boolean }

export type Is = 'actual' | 'target'

/** Where values stand: a column per period, or a row per period. */
export type ValueColumn =
  | {
      readonly kind: 'wide'
      readonly column: string
      readonly period: string
      readonly is: Is
      /** A column that says what the values are, and what it must say. */
      readonly label?: { readonly column: string; readonly text: string }
    }
  | {
      readonly kind: 'long'
      readonly column: string
      readonly periodColumn: string
      readonly is: Is | { readonly column: string; readonly actual: string; readonly target: string }
    }

/** A name that has the text at that place, in any case, has the unit. */
export type UnitRule = {
  readonly place: 'starts' | 'ends' | 'contains'
  readonly text: string
  readonly unit: string
}

/** How a table becomes departments, measures, targets and observations. Names are those of the table's columns. */
export type TableMap = {
  readonly skip: readonly Condition[]
  readonly where: readonly Condition[]
  /** From the top of the tree to the bottom. */
  readonly department: readonly string[]
  readonly measure: { readonly name: string; readonly id?: string }
  /** `within`: equal names in different departments of that column are different objectives. */
  readonly objective?: { readonly column: string; readonly within?: string }
  readonly values: readonly ValueColumn[]
  readonly decimal: '.' | ',' | 'either'
  readonly units: readonly UnitRule[]
  /** Units by the words or signs that stand beside values. */
  readonly unitWords: ReadonlyMap<string, string>
  /** Stated only: by a column, or by the name or id of a measure. Never guessed. */
  readonly polarity: {
    readonly column?: string
    readonly words: ReadonlyMap<string, Polarity>
    readonly measures: ReadonlyMap<string, Polarity>
  }
  /** Texts that say that there is no value, besides an empty cell, N/A and a dash. */
  readonly missing: readonly string[]
}

const parts = [
  'rows',
  'department',
  'measure',
  'objective',
  'values',
  'decimal',
  'units',
  'unit-words',
  'polarity',
  'missing',
]

/** Reads a map from plain data, such as parsed YAML. `map` is there only if there is no fault. */
export function readTableMap(source: unknown): {
  readonly map?: TableMap
  readonly faults: readonly MapFault[]
} {
  const reader = new MapReader()
  const root = reader.object(source, [], parts)
  const rows = reader.object(root.get('rows') ?? {}, ['rows'], ['skip', 'where'])
  const map: TableMap = {
    skip: readConditions(reader, rows.get('skip'), ['rows', 'skip']),
    where: readConditions(reader, rows.get('where'), ['rows', 'where']),
    department: reader.texts(root.get('department'), ['department'], 'the columns of departments, top first'),
    measure: readMeasure(reader, root.get('measure')),
    ...readObjective(reader, root.get('objective')),
    values: reader
      .list(root.get('values'), ['values'], 'the columns of values')
      .map((value, index) => readValue(reader, value, ['values', index])),
    decimal: reader.oneOf(root.get('decimal') ?? '.', ['decimal'], ['.', ',', 'either'] as const) ?? '.',
    units: reader
      .list(root.get('units') ?? [], ['units'], 'rules of units')
      .map((rule, index) => readUnitRule(reader, rule, ['units', index])),
    unitWords: readUnitWords(reader, root.get('unit-words')),
    polarity: readPolarity(reader, root.get('polarity')),
    missing: reader.texts(root.get('missing') ?? [], ['missing'], 'texts that stand for no value'),
  }
  if (root.has('department') && map.department.length === 0) reader.fault('map-no-department', ['department'])
  if (root.has('values') && map.values.length === 0) reader.fault('map-no-values', ['values'])
  if (new Set(map.values.map((value) => value.kind)).size > 1) reader.fault('map-two-forms', ['values'])
  return reader.faults.length === 0 ? { map, faults: [] } : { faults: reader.faults }
}

function readConditions(reader: MapReader, source: unknown, path: Path): Condition[] {
  return reader.list(source ?? [], path, 'conditions on columns').map((item, index) => {
    const here = [...path, index]
    const fields = reader.object(item, here, ['column', 'is', 'is-not'])
    if (fields.has('is') === fields.has('is-not')) reader.fault('map-condition', here)
    const not = fields.has('is-not')
    const key = not ? 'is-not' : 'is'
    const texts = reader.texts(fields.get(key) ?? [], [...here, key], 'one text or several')
    return { column: reader.text(fields.get('column'), [...here, 'column'], 'a column'), texts, not }
  })
}

function readMeasure(reader: MapReader, source: unknown): TableMap['measure'] {
  const path = ['measure']
  if (source === undefined || typeof source === 'string') {
    return { name: reader.text(source, path, 'the column of names') }
  }
  const fields = reader.object(source, path, ['name', 'id'])
  const name = reader.text(fields.get('name'), [...path, 'name'], 'the column of names')
  const id = fields.get('id')
  return id === undefined ? { name } : { name, id: reader.text(id, [...path, 'id'], 'the column of ids') }
}

function readObjective(reader: MapReader, source: unknown): Pick<TableMap, 'objective'> {
  const path = ['objective']
  if (source === undefined) return {}
  if (typeof source === 'string') return { objective: { column: source } }
  const fields = reader.object(source, path, ['column', 'within'])
  const column = reader.text(fields.get('column'), [...path, 'column'], 'the column of objectives')
  const within = fields.get('within')
  if (within === undefined) return { objective: { column } }
  return {
    objective: { column, within: reader.text(within, [...path, 'within'], 'a column of departments') },
  }
}

const bothIs = ['actual', 'target'] as const

function readValue(reader: MapReader, source: unknown, path: Path): ValueColumn {
  const known = ['column', 'period', 'is', 'label', 'value-column', 'period-column']
  const fields = reader.object(source, path, known)
  const text = (key: string, what: string) => reader.text(fields.get(key), [...path, key], what)
  if (fields.has('value-column') || fields.has('period-column')) {
    const column = text('value-column', 'the column of values')
    const periodColumn = text('period-column', 'the column of periods')
    return { kind: 'long', column, periodColumn, is: readIs(reader, fields.get('is'), [...path, 'is']) }
  }
  const column = text('column', 'a column of values')
  const period = text('period', 'the period of the values')
  const is = reader.oneOf(fields.get('is'), [...path, 'is'], bothIs) ?? 'actual'
  if (!fields.has('label')) return { kind: 'wide', column, period, is }
  const here = [...path, 'label']
  const label = reader.object(fields.get('label'), here, ['column', 'text'])
  return {
    kind: 'wide',
    column,
    period,
    is,
    label: {
      column: reader.text(label.get('column'), [...here, 'column'], 'the column of the label'),
      text: reader.text(label.get('text'), [...here, 'text'], 'what the label must say'),
    },
  }
}

function readIs(reader: MapReader, source: unknown, path: Path): (ValueColumn & { kind: 'long' })['is'] {
  if (typeof source !== 'object' || source === null) return reader.oneOf(source, path, bothIs) ?? 'actual'
  const fields = reader.object(source, path, ['column', 'actual', 'target'])
  const text = (key: string, what: string) => reader.text(fields.get(key), [...path, key], what)
  return {
    column: text('column', 'the column that says which it is'),
    actual: text('actual', 'the text for an actual'),
    target: text('target', 'the text for a target'),
  }
}

function readUnitRule(reader: MapReader, source: unknown, path: Path): UnitRule {
  const places = ['starts', 'ends', 'contains'] as const
  const fields = reader.object(source, path, [...places, 'unit'])
  const [place, ...others] = places.filter((one) => fields.has(one))
  if (place === undefined || others.length > 0) reader.fault('map-unit-rule', path)
  const key = place ?? 'starts'
  const text = reader.text(fields.get(key), [...path, key], 'a part of a name')
  return { place: key, text, unit: reader.unit(fields.get('unit'), [...path, 'unit']) }
}

function readUnitWords(reader: MapReader, source: unknown): Map<string, string> {
  const path = ['unit-words']
  const entries = reader.entries(source ?? {}, path)
  return new Map(entries.map(([word, unit]) => [word.toLowerCase(), reader.unit(unit, [...path, word])]))
}

const polarities = ['higher', 'lower', 'range'] as const

function readPolarity(reader: MapReader, source: unknown): TableMap['polarity'] {
  const path = ['polarity']
  const fields = reader.object(source ?? {}, path, ['column', 'words', 'measures'])
  const read = (key: string) =>
    reader.entries(fields.get(key) ?? {}, [...path, key]).map(([name, polarity]) => {
      return [name, reader.oneOf(polarity, [...path, key, name], polarities) ?? 'higher'] as const
    })
  const words = new Map<string, Polarity>(polarities.map((polarity) => [polarity, polarity]))
  for (const [word, polarity] of read('words')) words.set(word.toLowerCase(), polarity)
  const column = fields.get('column')
  return {
    words,
    measures: new Map(read('measures')),
    ...(column !== undefined && {
      column: reader.text(column, [...path, 'column'], 'the column of polarities'),
    }),
  }
}
