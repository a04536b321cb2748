import { zipFile } from '../../src/pack/zip-file.ts'

export type TestCell =
  | string
  | number
  | { readonly date: number }
  | { readonly percent: number }
  | { readonly formula: string; readonly value: string | number }

export type TestSheet = {
  readonly name: string
  readonly rows: readonly (readonly (TestCell | undefined)[])[]
  readonly state?: 'hidden' | 'veryHidden'
  readonly merged?: readonly string[]
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export type Parts = (readonly [name: string, content: string | Uint8Array])[]

/** The parts of a workbook as spreadsheet programs write them: shared strings, styles, dates as serial numbers. */
export function partsOf(sheets: readonly TestSheet[], { is1904 = false } = {}): Parts {
  const texts: string[] = []
  const bodies = sheets.map((sheet) => sheetXml(sheet, texts))
  const list = sheets
    .map(
      ({ name, state }, at) =>
        `<sheet name="${xmlText(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
    )
    .join('')
  const rels = sheets
    .map(
      (_, at) =>
        `<Relationship Id="rId${at + 1}" Type="${links}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    )
    .join('')
  return [
    [
      '_rels/.rels',
      `${head}<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook xmlns="${main}" xmlns:r="${links}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${list}</sheets></workbook>`,
    ],
    ['xl/_rels/workbook.xml.rels', `${head}<Relationships xmlns="${packages}">${rels}</Relationships>`],
    [
      'xl/styles.xml',
      `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
    ],
    [
      'xl/sharedStrings.xml',
      `${head}<sst xmlns="${main}">${texts.map((text) => `<si><t xml:space="preserve">${xmlText(text)}</t></si>`).join('')}</sst>`,
    ],
    ...bodies.map((body, at) => [`xl/worksheets/sheet${at + 1}.xml`, body] as const),
  ]
}

/** A workbook. */
export function workbook(sheets: readonly TestSheet[], options = {}): Buffer {
  return zipFile(partsOf(sheets, options))
}

/** A workbook with a part changed or added. */
export function changed(parts: Parts, name: string, content: string | Uint8Array): Buffer {
  return zipFile([...parts.filter(([known]) => known !== name), [name, content]])
}

function sheetXml({ rows, merged = [] }: TestSheet, texts: string[]): string {
  const body = rows
    .map((cells, row) => {
      const inner = cells.map((cell, column) =>
        cell === undefined ? '' : cellXml(cell, `${letters(column)}${row + 1}`, texts),
      )
      return `<row r="${row + 1}">${inner.join('')}</row>`
    })
    .join('')
  const joined =
    merged.length === 0
      ? ''
      : `<mergeCells>${merged.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  return `${head}<worksheet xmlns="${main}"><sheetData>${body}</sheetData>${joined}</worksheet>`
}

function cellXml(cell: TestCell, at: string, texts: string[]): string {
  if (typeof cell === 'string') return `<c r="${at}" t="s"><v>${texts.push(cell) - 1}</v></c>`
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if ('date' in cell) return `<c r="${at}" s="1"><v>${cell.date}</v></c>`
  if ('percent' in cell) return `<c r="${at}" s="2"><v>${cell.percent}</v></c>`
  const type = typeof cell.value === 'string' ? ' t="str"' : ''
  return `<c r="${at}"${type}><f>${xmlText(cell.formula)}</f><v>${xmlText(String(cell.value))}</v></c>`
}

function letters(column: number): string {
  const rest = Math.floor(column / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26))
}

export function xmlText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
