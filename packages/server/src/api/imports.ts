import { columnRoles } from '@keelson/core'
import Type from 'typebox'
import { Count, Instant, Maybe, MaybeText, Slug, Uuid } from './common.ts'

const closed = { additionalProperties: false }
export const ImportParams = Type.Object({ organisation: Slug, import: Uuid }, closed)
export const UploadQuery = Type.Object(
  { name: Type.String({ minLength: 1, maxLength: 200, description: 'The name of the file' }) },
  closed,
)
/** The file as it is: CSV, TSV or XLSX, known by what is in it. */
export const FileBody = Type.Unsafe<Uint8Array>({ description: 'The bytes of a .csv, .tsv or .xlsx file' })
const Row = Type.Integer({ minimum: 1, maximum: 1_048_576 })
const SheetNumber = Type.Integer({ minimum: 0, maximum: 99, description: 'From 0' })
export const DraftQuery = Type.Object(
  { sheet: Type.Optional(SheetNumber), headerRow: Type.Optional(Row) },
  closed,
)

const RoleWord = Type.Enum([...columnRoles])
const Repair = Type.Object(
  {
    kind: Type.Enum(['measure', 'department', 'period', 'value']),
    from: Type.String({ maxLength: 2000 }),
    to: Type.Union([Type.String({ maxLength: 2000 }), Type.Null()], {
      description: 'What is meant; null: leave its rows out',
    }),
  },
  closed,
)
const mapping = {
  sheet: SheetNumber,
  headerRow: Row,
  columns: Type.Array(RoleWord, { maxItems: 16_384 }),
  decimal: Type.Enum(['.', ',', 'either']),
  dayOrder: Type.Enum(['day-first', 'month-first', 'either']),
  repairs: Type.Array(Repair, { maxItems: 2000 }),
}
/** How a sheet is read: a role for each column, and what texts of it mean. */
export const MappingBody = Type.Object(mapping, closed)

const StateWord = Type.Enum(['uploaded', 'previewed', 'committed', 'undone'])
const Totals = {
  rowsIn: Type.Integer({ description: 'Cells with a value: written + unchanged + rejected' }),
  written: Type.Integer({ description: 'created + updated' }),
  created: Type.Integer(),
  updated: Type.Integer(),
  unchanged: Type.Integer(),
  rejected: Type.Integer(),
  blank: Type.Integer({ description: 'Cells for a value in which nothing stands' }),
  columnsIn: Type.Integer(),
  mapped: Type.Array(Type.String()),
  ignored: Type.Array(Type.String()),
}
export const ImportAccounting = Type.Object(Totals)

const row = {
  id: Uuid,
  name: Type.String(),
  author: Type.String(),
  authorName: MaybeText,
  createdAt: Instant,
  state: StateWord,
  accounting: Type.Union([ImportAccounting, Type.Null()]),
}
export const ImportRow = Type.Object(row)
export const ImportList = Type.Array(ImportRow)

/** An import that is being made: the sheets of its file, and a proposal of how one is read. */
export const ImportDraft = Type.Object({
  ...row,
  kind: Type.Enum(['csv', 'xlsx']),
  notes: Type.Array(Type.String(), { description: 'What of the file is not read' }),
  sheets: Type.Array(
    Type.Object({
      name: Type.String(),
      isHidden: Type.Boolean(),
      rows: Type.Integer(),
      columns: Type.Integer(),
      formulas: Type.Integer({ description: 'Cells made by a formula; the value kept of them is taken' }),
      merged: Type.Integer(),
    }),
  ),
  head: Type.Array(Type.Array(Type.String()), { description: 'The first rows of the sheet' }),
  columns: Type.Array(
    Type.Object({
      heading: Type.String(),
      samples: Type.Array(Type.String()),
      confidence: Type.Number({
        description: '0 to 1 that the proposed role is meant; 1 if confirmed before',
      }),
    }),
  ),
  mapping: Type.Object(mapping),
})

export const ImportPreview = Type.Object({
  ...Totals,
  problems: Type.Array(
    Type.Object({
      code: Type.String(),
      field: Type.String(),
      text: Type.String({ description: 'As it stands in the file' }),
      message: Type.String(),
      count: Type.Integer(),
      rows: Type.Array(Type.Integer(), { description: 'The first of them, as the file numbers them' }),
      choices: Type.Array(Type.Object({ id: Type.String(), name: Type.String() }), {
        description: 'What may be meant, the likeliest first',
      }),
    }),
    { description: 'What is rejected, grouped by what would mend it; the most frequent first' },
  ),
  results: Type.Array(
    Type.Object({
      row: Type.Integer(),
      measure: Type.String(),
      name: Type.String(),
      unit: Type.String(),
      period: Type.String(),
      before: Maybe,
      after: Maybe,
      outcome: Type.Enum(['created', 'updated', 'unchanged']),
    }),
    { description: 'The first values as they would be' },
  ),
  measures: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  departments: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
})

export const ImportMoved = Type.Object({ ...row, seq: Count() })
