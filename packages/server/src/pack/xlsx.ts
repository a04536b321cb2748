import { decimalsOf } from './amount.ts'
import type { PackDocument, PackRow, PackSection } from './document.ts'
import { freshness, provenance, statusWords } from './document.ts'
import { xmlHead, xmlText } from './xml-text.ts'
import { zipFile } from './zip-file.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'

type Cell =
  | string
  | number
  | null
  | { readonly value: number; readonly format: string }
  | { readonly bold: string }
type SheetPlan = {
  readonly name: string
  readonly widths: readonly number[]
  readonly rows: readonly (readonly Cell[])[]
  /** The row of the headings, from 1: what is above stays in sight. */
  readonly headRow: number
}

/** A document as a workbook (ECMA-376). Numbers are numbers with a format; texts are inline, so that none is a formula. */
export function xlsxOf(document: PackDocument): Buffer {
  const formats: string[] = []
  const plans = [scorecardSheet(document), recentSheet(document), ...document.sections.map(sectionSheet)]
  const names = distinct(plans.map(({ name }) => name))
  const sheets = plans.map((plan) => sheetXml(plan, formats))
  const numbers = plans.map((_, at) => at + 1)
  const types = numbers.map(
    (at) =>
      `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`,
  )
  return zipFile([
    [
      '[Content_Types].xml',
      `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${types.join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${xmlHead}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers.map((at) => `<sheet name="${xmlText(names[at - 1] as string)}" sheetId="${at}" r:id="rId${at}"/>`).join('')}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${xmlHead}<Relationships xmlns="${packages}/relationships">${numbers.map((at) => `<Relationship Id="rId${at}" Type="${office}/worksheet" Target="worksheets/sheet${at}.xml"/>`).join('')}<Relationship Id="rId${plans.length + 1}" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', stylesXml(formats)],
    ...sheets.map((xml, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml] as const),
  ])
}

const columns = [
  ['Group', 26],
  ['KPI', 32],
  ['Id', 22],
  ['Owner', 20],
  ['Unit', 10],
  ['Actual', 16],
  ['Target', 16],
  ['Original target', 16],
  ['Difference', 16],
  ['Difference in % of target', 14],
  ['Score in %', 11],
  ['Status', 12],
  ['Age', 12],
] as const

function scorecardSheet(document: PackDocument): SheetPlan {
  const { groups, organisation, title, period } = document
  const rows: (readonly Cell[])[] = [
    [{ bold: `${organisation} · ${title} · ${period}` }],
    [provenance(document).replace(/[0-9a-f]{16}$/, document.hash)],
    [],
    columns.map(([bold]) => ({ bold })),
  ]
  for (const { name, rows: kpis } of groups)
    for (const kpi of kpis) {
      const { unit } = kpi
      rows.push([
        name,
        kpi.name,
        kpi.id,
        kpi.owner,
        unit,
        amount(kpi.actual, unit),
        amount(kpi.target, unit),
        amount(kpi.original, unit),
        amount(kpi.difference, unit === '%' ? 'pp' : unit),
        amount(kpi.share === null ? null : Number((kpi.share * 100).toPrecision(15)), '%'),
        amount(kpi.score === null ? null : Number((kpi.score * 100).toPrecision(15)), '%'),
        statusWords[kpi.status],
        freshness(kpi),
      ])
    }
  return { name: 'Scorecard', widths: columns.map(([, width]) => width), rows, headRow: 4 }
}

function recentSheet({ groups }: PackDocument): SheetPlan {
  const all = [...new Map(groups.flatMap(({ rows }) => rows).map((row) => [row.id, row])).values()]
  const width = Math.max(0, ...all.map(({ recent }) => recent.length))
  const head = [
    'KPI',
    'Unit',
    ...Array.from({ length: width }, (_, at) =>
      at === width - 1 ? 'Last period' : `${width - 1 - at} before`,
    ),
  ]
  const rows = all.map((row: PackRow): readonly Cell[] => {
    const gap = Array<Cell>(width - row.recent.length).fill(null)
    return [row.name, row.unit, ...gap, ...row.recent.map((value) => amount(value, row.unit))]
  })
  const widths = [32, 10, ...Array<number>(width).fill(14)]
  return { name: 'Last periods', widths, rows: [head.map((bold) => ({ bold })), ...rows], headRow: 1 }
}

function sectionSheet({ title, paragraphs, tables }: PackSection): SheetPlan {
  const rows: (readonly Cell[])[] = [[{ bold: title }], ...paragraphs.map((text) => [text])]
  for (const { head, rows: body } of tables)
    rows.push(
      [],
      head.map((bold) => ({ bold })),
      ...body,
    )
  return { name: title, widths: [30, 30, 20, 20, 20], rows, headRow: 0 }
}

/** The unit stands beside the number, as on the screen; the number itself stays whole. */
function amount(value: number | null, unit: string): Cell {
  if (value === null) return null
  const decimals = decimalsOf(value)
  const digits = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`
  const plain = unit === '' || unit === '1' || unit === 'number'
  const suffix = plain ? '' : unit === '%' ? '"%"' : `" ${unit.replaceAll('"', "'")}"`
  return { value, format: `${digits}${suffix}` }
}

function sheetXml({ widths, rows, headRow }: SheetPlan, formats: string[]): string {
  const body = rows.map((cells, at) => {
    const inner = cells.map((cell, column) => cellXml(cell, `${letters(column)}${at + 1}`, formats))
    return `<row r="${at + 1}">${inner.join('')}</row>`
  })
  const cols = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const pane =
    headRow === 0
      ? ''
      : `<pane ySplit="${headRow}" topLeftCell="A${headRow + 1}" activePane="bottomLeft" state="frozen"/>`
  const filter =
    headRow === 0 ? '' : `<autoFilter ref="A${headRow}:${letters(widths.length - 1)}${rows.length}"/>`
  return `${xmlHead}<worksheet xmlns="${main}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData>${body.join('')}</sheetData>${filter}<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>`
}

const firstFormat = 164
/** Styles 0 and 1 are plain and bold. */
const firstStyle = 2

function cellXml(cell: Cell, at: string, formats: string[]): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'object' && 'value' in cell) {
    if (!formats.includes(cell.format)) formats.push(cell.format)
    return `<c r="${at}" s="${formats.indexOf(cell.format) + firstStyle}"><v>${cell.value}</v></c>`
  }
  const [text, style] = typeof cell === 'string' ? [cell, ''] : [cell.bold, ' s="1"']
  return `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`
}

function stylesXml(formats: readonly string[]): string {
  const codes = formats.map(
    (code, at) => `<numFmt numFmtId="${firstFormat + at}" formatCode="${xmlText(code)}"/>`,
  )
  const styles = formats.map(
    (_, at) =>
      `<xf numFmtId="${firstFormat + at}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  )
  const count = formats.length
  const numFmts = count === 0 ? '' : `<numFmts count="${count}">${codes.join('')}</numFmts>`
  return `${xmlHead}<styleSheet xmlns="${main}">${numFmts}<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${count + firstStyle}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>${styles.join('')}</cellXfs></styleSheet>`
}

/** Names of sheets have at most 31 letters, some not, and no two are alike. */
function distinct(names: readonly string[]): string[] {
  const known = new Set<string>()
  return names.map((name) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .trim()
        .slice(0, 28)
        .toWellFormed() || 'Sheet'
    let free = plain
    for (let number = 2; known.has(free.toLowerCase()); number++) free = `${plain} ${number}`
    known.add(free.toLowerCase())
    return free
  })
}

function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}
