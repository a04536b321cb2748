import { posix } from 'node:path'
import type { IntakeCell } from '@keelson/core'
import { bounds } from './bounds.ts'
import { FileFault } from './fault.ts'
import type { Shown } from './number-format.ts'
import { dateOf, shownBy } from './number-format.ts'
import type { Book, Sheet } from './sheet.ts'
import { Grid, holdable } from './sheet.ts'
import { readXml } from './xml.ts'
import { Zip } from './zip.ts'

type Listed = { readonly name: string; readonly isHidden: boolean; readonly link: string }
type Known = { readonly texts: readonly string[]; readonly shown: readonly Shown[]; readonly is1904: boolean }

/** Parts of a workbook that are never opened, and what they are called. */
const unopened: readonly (readonly [RegExp, string])[] = [
  [/vbaProject\.bin$/i, 'macros'],
  [/\/externalLinks\//i, 'links to other files'],
  [/\/connections\.xml$|\/queryTables\//i, 'connections to data'],
  [/\/embeddings\/|\/activeX\//i, 'embedded objects'],
]

/** Reads the sheets of a workbook (ECMA-376). Formulas give the value that the file keeps of them; nothing is run. */
export async function readWorkbook(bytes: Buffer): Promise<Book> {
  const zip = new Zip(bytes)
  const place = await placeOf(zip)
  const { sheets, is1904 } = await readList(zip, place)
  const links = await readLinks(zip, place)
  const near = (file: string) => posix.join(posix.dirname(place), file)
  const texts = zip.has(near('sharedStrings.xml')) ? await readTexts(zip, near('sharedStrings.xml')) : []
  const shown = zip.has(near('styles.xml')) ? await readStyles(zip, near('styles.xml')) : []
  const room = { cells: bounds.cells }
  const read: Sheet[] = []
  const notes = unopened.flatMap(([form, what]) => (zip.names.some((name) => form.test(name)) ? [what] : []))
  for (const listed of sheets) {
    const target = links.get(listed.link)
    // A sheet that is a chart has no cells.
    if (target === undefined || !zip.has(target)) continue
    read.push(await readSheet(zip, target, listed, { texts, shown, is1904 }, room))
  }
  return { kind: 'xlsx', sheets: read, notes }
}

/** Where the workbook itself lies, as the archive says. */
async function placeOf(zip: Zip): Promise<string> {
  const usual = 'xl/workbook.xml'
  const root = '_rels/.rels'
  let place = zip.has(usual) ? usual : undefined
  if (zip.has(root)) {
    await readXml(zip.read(root), root, {
      open(name, attributes) {
        if (name === 'Relationship' && /\/officeDocument$/.test(attributes.get('Type') ?? ''))
          place = (attributes.get('Target') ?? '').replace(/^\//, '')
      },
    })
  }
  if (place === undefined || !zip.has(place))
    throw new FileFault(
      'file-kind-unknown',
      'The file is an archive, but no workbook. Save it as .xlsx or .csv.',
    )
  return place
}

async function readList(zip: Zip, place: string): Promise<{ sheets: readonly Listed[]; is1904: boolean }> {
  const sheets: Listed[] = []
  let is1904 = false
  await readXml(zip.read(place), place, {
    open(name, attributes) {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attributes.get('date1904') ?? '')
      if (name !== 'sheet') return
      if (sheets.length >= bounds.sheets)
        throw new FileFault('file-too-large', `The file has more than ${bounds.sheets} sheets.`)
      const isHidden = /hidden/i.test(attributes.get('state') ?? '')
      const title = holdable(attributes.get('name') ?? '').slice(0, 100)
      sheets.push({ name: title, isHidden, link: attributes.get('id') ?? '' })
    },
  })
  return { sheets, is1904 }
}

async function readLinks(zip: Zip, place: string): Promise<ReadonlyMap<string, string>> {
  const part = posix.join(posix.dirname(place), '_rels', `${posix.basename(place)}.rels`)
  const links = new Map<string, string>()
  if (!zip.has(part)) return links
  await readXml(zip.read(part), part, {
    open(name, attributes) {
      const target = attributes.get('Target') ?? ''
      if (name !== 'Relationship' || attributes.get('TargetMode') === 'External') return
      if (!/\/worksheet$/.test(attributes.get('Type') ?? '')) return
      const whole = target.startsWith('/') ? target.slice(1) : posix.join(posix.dirname(place), target)
      links.set(attributes.get('Id') ?? '', whole)
    },
  })
  return links
}

async function readTexts(zip: Zip, part: string): Promise<readonly string[]> {
  const texts: string[] = []
  let text = ''
  let isSpoken = false
  await readXml(zip.read(part), part, {
    open(name) {
      if (name === 'si') text = ''
      // How a word is pronounced is no part of it.
      if (name === 'rPh') isSpoken = true
    },
    close(name, inner) {
      if (name === 't' && !isSpoken) text += inner
      if (name === 'rPh') isSpoken = false
      if (name === 'si') texts.push(text)
    },
  })
  return texts
}

/** What each style of cells makes of a number. */
async function readStyles(zip: Zip, part: string): Promise<readonly Shown[]> {
  const codes = new Map<number, string>()
  const shown: Shown[] = []
  let isCells = false
  await readXml(zip.read(part), part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '')
      if (name === 'cellXfs') isCells = true
      if (name === 'xf' && isCells) {
        const id = Number(attributes.get('numFmtId') ?? 0)
        shown.push(shownBy(id, codes.get(id)))
      }
    },
    close(name) {
      if (name === 'cellXfs') isCells = false
    },
  })
  return shown
}

async function readSheet(
  zip: Zip,
  part: string,
  { name: title, isHidden }: Listed,
  known: Known,
  room: { cells: number },
): Promise<Sheet> {
  const grid = new Grid(room)
  let row = -1
  let column = -1
  let type = 'n'
  let style = 0
  let value: string | undefined
  let inline: string | undefined
  let formulas = 0
  let merged = 0
  await readXml(zip.read(part), part, {
    open(name, attributes) {
      if (name === 'row') {
        const told = attributes.get('r')
        row = told === undefined ? row + 1 : wholeNumber(told) - 1
        column = -1
      } else if (name === 'c') {
        const told = attributes.get('r')
        column = told === undefined ? column + 1 : columnOf(told)
        type = attributes.get('t') ?? 'n'
        style = Number(attributes.get('s') ?? 0)
        value = undefined
        inline = undefined
      } else if (name === 'f') formulas++
      else if (name === 'mergeCell') merged++
    },
    close(name, text) {
      if (name === 'v') value = text
      else if (name === 't') inline = (inline ?? '') + text
      else if (name === 'c') {
        const cell = cellOf(type, type === 'inlineStr' ? inline : value, known.shown[style], known)
        if (cell !== undefined) grid.put(row, column, cell)
      }
    },
  })
  return { name: title, isHidden, rows: grid.rows, formulas, merged, faults: [] }
}

function cellOf(
  type: string,
  value: string | undefined,
  shown: Shown | undefined,
  { texts, is1904 }: Known,
): IntakeCell | undefined {
  if (value === undefined || value === '') return undefined
  if (type === 's') return texts[wholeNumber(value)] ?? ''
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  if (shown === 'date') return dateOf(number, is1904) ?? number
  if (shown === 'percent') return { percent: Number((number * 100).toPrecision(15)) }
  return number
}

/** The column of a reference such as BC12, from 0. */
function columnOf(reference: string): number {
  const letters = /^([A-Za-z]{1,7})\d*$/.exec(reference)?.[1]
  if (letters === undefined) throw misplaced(reference)
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw misplaced(text)
  return Number(text)
}

function misplaced(what: string): FileFault {
  const shown = what.slice(0, 20).replace(/\p{Cc}/gu, '?')
  return new FileFault('file-damaged', `The file has a cell at "${shown}", which is no place. Save it again.`)
}
