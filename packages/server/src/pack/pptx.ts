import { printAmount, printDifference, printShare } from './amount.ts'
import type { PackDocument, PackGroup, PackRow, PackStatus } from './document.ts'
import { provenance, statusWords } from './document.ts'
import { baseParts, drawing, slideHeight, slideWidth, slideXml } from './pptx-base.ts'
import { xmlText } from './xml-text.ts'
import { zipFile } from './zip-file.ts'

const left = 457_200
const width = slideWidth - 2 * left
/** Rows of a table on one slide; a longer one goes on on the next. */
const most = 10
const ink = '171A21'
const faint = '525A68'

const marks: Readonly<Record<PackStatus, readonly [sign: string, colour: string]>> = {
  'on-track': ['●', '0072B2'],
  'at-risk': ['▲', 'C27300'],
  'off-track': ['◆', '8E1B1B'],
  unknown: ['○', '7D828B'],
}

/** A document as a presentation (ECMA-376): a title, then a slide for each group, with tables that can be edited. */
export function pptxOf(document: PackDocument): Buffer {
  const slides = [titleSlide(document)]
  for (const group of document.groups) {
    for (const [at, rows] of chunks(group.rows).entries())
      slides.push(groupSlide(document, group, rows, at > 0))
  }
  for (const { title, paragraphs, tables } of document.sections) {
    slides.push(slideXml(head(title, '') + paragraphsBox(paragraphs) + footer(document)))
    for (const table of tables)
      for (const rows of chunks(table.rows)) {
        const cells = rows.map((row) => row.map((cell) => ({ text: String(cell ?? '–') })))
        const even = table.head.map(() => 1 / table.head.length)
        slides.push(slideXml(head(title, '') + tableXml(table.head, cells, even) + footer(document)))
      }
  }
  return zipFile([
    ...baseParts(slides.length),
    ...slides.map((xml, at) => [`ppt/slides/slide${at + 1}.xml`, xml] as const),
  ])
}

function chunks<Row>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const count = Math.max(1, Math.ceil(rows.length / most))
  return Array.from({ length: count }, (_, at) => rows.slice(at * most, (at + 1) * most))
}

function titleSlide(document: PackDocument): string {
  const { organisation, title, period, asOf, status, score, hash } = document
  const [sign, colour] = marks[status]
  const known = score === null ? statusWords[status] : `${statusWords[status]}, ${printShare(score)}`
  return slideXml(
    box(2, 2_000_000, 900_000, [run(organisation, 40, ink, true)]) +
      box(3, 2_900_000, 600_000, [run(`${title} · ${period}`, 24, faint)]) +
      box(4, 3_550_000, 500_000, [run(`${sign} `, 20, colour), run(known, 20, ink)]) +
      box(5, 6_000_000, 500_000, [run(`As of ${asOf} · SHA-256 ${hash}`, 10, faint)]),
  )
}

const columns = [
  ['KPI', 0.25],
  ['Owner', 0.14],
  ['Actual', 0.13],
  ['Target', 0.13],
  ['Difference', 0.13],
  ['in %', 0.09],
  ['Status', 0.13],
] as const

type Cell = { readonly text: string; readonly isRight?: boolean; readonly status?: PackStatus }

function groupSlide(
  document: PackDocument,
  { name, score, status }: PackGroup,
  rows: readonly PackRow[],
  isContinued: boolean,
): string {
  const known = score === null ? statusWords[status] : `${statusWords[status]}, ${printShare(score)}`
  const cells = rows.map((row): readonly Cell[] => [
    { text: row.name },
    { text: row.owner ?? '–' },
    { text: printAmount(row.actual, row.unit), isRight: true },
    { text: printAmount(row.target, row.unit), isRight: true },
    { text: printDifference(row.difference, row.unit), isRight: true },
    { text: printShare(row.share, true), isRight: true },
    { text: statusWords[row.status], status: row.status },
  ])
  const title = isContinued ? `${name}, continued` : name
  const widths = columns.map(([, share]) => share)
  return slideXml(
    head(title, known, status) +
      tableXml(
        columns.map(([title]) => title),
        cells,
        widths,
      ) +
      footer(document),
  )
}

function head(title: string, known: string, status?: PackStatus): string {
  const mark = status && marks[status]
  const more = mark ? [run(`   ${mark[0]} `, 16, mark[1]), run(known, 16, faint)] : []
  return box(2, 300_000, 600_000, [run(title, 26, ink, true), ...more])
}

function footer(document: PackDocument): string {
  const { organisation, title, period } = document
  const text = `${organisation} · ${title} · ${period} · ${provenance(document)}`
  return box(3, slideHeight - 420_000, 300_000, [run(text, 10, faint)])
}

function run(text: string, points: number, colour: string, isBold = false): string {
  return `<a:r><a:rPr lang="en" sz="${points * 100}"${isBold ? ' b="1"' : ''}><a:solidFill><a:srgbClr val="${colour}"/></a:solidFill></a:rPr><a:t>${xmlText(text)}</a:t></a:r>`
}

function box(id: number, y: number, height: number, runs: readonly string[]): string {
  return shape(id, y, height, `<a:p>${runs.join('')}</a:p>`)
}

function paragraphsBox(paragraphs: readonly string[]): string {
  const inner = paragraphs.map((text) => `<a:p>${run(text, 16, ink)}</a:p>`)
  return shape(4, 1_100_000, 5_000_000, inner.join('') || '<a:p/>')
}

function shape(id: number, y: number, height: number, paragraphs: string): string {
  return `<p:sp><p:nvSpPr><p:cNvPr id="${id}" name="Text ${id}"/><p:cNvSpPr txBox="1"/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="${left}" y="${y}"/><a:ext cx="${width}" cy="${height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" rIns="0"/><a:lstStyle/>${paragraphs}</p:txBody></p:sp>`
}

const rowHeight = 370_000

function tableXml(
  titles: readonly string[],
  rows: readonly (readonly Cell[])[],
  shares: readonly number[],
): string {
  const grid = shares.map((share) => `<a:gridCol w="${Math.round(width * share)}"/>`).join('')
  const line = (cells: readonly string[]) => `<a:tr h="${rowHeight}">${cells.join('')}</a:tr>`
  const body = rows.map((cells) => line(cells.map((cell) => cellXml(cell, false))))
  const isRight = (at: number) => rows[0]?.[at]?.isRight === true
  const top = line(titles.map((text, at) => cellXml({ text, isRight: isRight(at) }, true)))
  const height = rowHeight * (rows.length + 1)
  return `<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id="10" name="Table"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><p:xfrm><a:off x="${left}" y="1050000"/><a:ext cx="${width}" cy="${height}"/></p:xfrm><a:graphic><a:graphicData uri="${drawing.replace('/main', '/table')}"><a:tbl><a:tblPr firstRow="1"/><a:tblGrid>${grid}</a:tblGrid>${top}${body.join('')}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>`
}

function cellXml({ text, isRight = false, status }: Cell, isHead: boolean): string {
  const mark = status && marks[status]
  const runs = [
    ...(mark ? [run(`${mark[0]} `, 12, mark[1])] : []),
    run(text, isHead ? 11 : 12, isHead ? faint : ink, isHead),
  ]
  const none = (side: string) => `<a:${side} w="0"><a:noFill/></a:${side}>`
  const under = `<a:lnB w="${isHead ? 12_700 : 6350}"><a:solidFill><a:srgbClr val="${isHead ? '818A99' : 'D9DDE4'}"/></a:solidFill></a:lnB>`
  return `<a:tc><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="${isRight ? 'r' : 'l'}"/>${runs.join('')}</a:p></a:txBody><a:tcPr marL="60000" marR="60000" anchor="ctr">${none('lnL')}${none('lnR')}${none('lnT')}${under}<a:noFill/></a:tcPr></a:tc>`
}
