import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { readFile } from '../../src/imports/read-file.ts'
import { readXml } from '../../src/imports/xml.ts'
import { Zip } from '../../src/imports/zip.ts'
import { decimalsOf, printAmount, printDifference, printShare } from '../../src/pack/amount.ts'
import { type PackContent, packOf } from '../../src/pack/document.ts'
import { formOf } from '../../src/pack/formats.ts'
import type { Loose } from '../loose.ts'
import { TestServer } from '../server.ts'

const row = {
  id: 'cash',
  name: 'Operating cash flow',
  owner: 'Fay',
  unit: 'EUR',
  actual: 1234567.891,
  target: 1_300_000,
  original: 1_400_000,
  difference: -65_432.109,
  share: -0.0503,
  isGood: false,
  score: 0.9497,
  status: 'at-risk',
  ageDays: 3,
  recent: [1, null, 3.5],
} as const
const content: PackContent = {
  title: 'Scorecard',
  organisation: 'Linden 椴树',
  period: '2026-10',
  asOf: '2026-11-24',
  score: 0.9,
  status: 'off-track',
  groups: [
    { name: 'Financial', score: 0.9, status: 'on-track', rows: [row] },
    {
      name: '客户',
      score: null,
      status: 'unknown',
      rows: Array.from({ length: 60 }, (_, at) => ({
        ...row,
        id: `k${at}`,
        name: ['=cmd|x', '+1', '-1', '@x', '净推荐值', 'Оборот & <b>'][at % 6] as string,
        unit: '%',
      })),
    },
  ],
  sections: [
    {
      title: 'Minutes: [1]',
      paragraphs: ['We decided.', '决定'],
      tables: [
        {
          head: ['Action', 'Due'],
          rows: [
            ['=HYPERLINK("x")', null],
            ['Start', 3],
          ],
        },
      ],
    },
  ],
}
const document = packOf(content)

/** Every part of an archive that is XML, read by a reader that demands sound XML. */
async function textsIn(bytes: Buffer, name: string): Promise<readonly string[]> {
  const texts: string[] = []
  const zip = new Zip(bytes)
  for (const part of zip.names)
    await readXml(zip.read(part), part, {
      close: (element, text) => void (part.startsWith(name) && element === 't' && texts.push(text)),
    })
  return texts
}

/** The content of the pages of a PDF, unpacked. */
function drawingsIn(pdf: Buffer): string {
  const text = pdf.toString('latin1')
  return [...text.matchAll(/stream\n/g)]
    .map(({ index }) => {
      const start = index + 'stream\n'.length
      const end = text.indexOf('\nendstream', start)
      try {
        return inflateSync(pdf.subarray(start, end)).toString('latin1')
      } catch {
        return ''
      }
    })
    .join('\n')
}

describe('a number in a document', () => {
  test('has the digits of the screen', () => {
    const cases = [
      [1_234_567.891, 'EUR', '1,234,568 EUR'],
      [85.71, '%', '85.71%'],
      [-3.25, 'number', '−3.25'],
      [0.001234, 'day', '0.00123 day'],
      [1.5, '', '1.5'],
      [0, 'EUR', '0 EUR'],
      [null, 'EUR', '–'],
    ] as const
    for (const [value, unit, text] of cases) expect(printAmount(value, unit)).toBe(text)
    expect([printDifference(-4.3, '%'), printDifference(2, 'EUR')]).toEqual(['−4.3 pp', '+2 EUR'])
    expect([printShare(0.9497), printShare(-0.0004), decimalsOf(12.3456)]).toEqual(['95%', '0%', 2])
  })
})

describe('a workbook of a document', () => {
  test('holds numbers as numbers with formats, texts as texts, and no formula', async () => {
    const bytes = await formOf('xlsx', document)
    const { sheets } = await readFile(bytes)
    expect(sheets.map(({ name }) => name)).toEqual(['Scorecard', 'Last periods', 'Minutes   1'])
    expect(sheets.map(({ formulas }) => formulas)).toEqual([0, 0, 0])
    const [scorecard, recent, minutes] = sheets
    expect(scorecard?.rows[1]).toEqual([`As of 2026-11-24 · SHA-256 ${document.hash}`])
    expect(scorecard?.rows[4]).toEqual([
      'Financial',
      'Operating cash flow',
      'cash',
      'Fay',
      'EUR',
      1234567.891,
      1_300_000,
      1_400_000,
      -65_432.109,
      -5.03,
      94.97,
      'At risk',
      '3 days',
    ])
    expect(scorecard?.rows[5]?.[1]).toBe('=cmd|x')
    expect(recent?.rows[1]).toEqual(['Operating cash flow', 'EUR', 1, '', 3.5])
    expect(minutes?.rows.at(-2)).toEqual(['=HYPERLINK("x")'])
    for (const cells of scorecard?.rows.slice(5) ?? [])
      for (const cell of cells.slice(5, 11)) expect(typeof cell).toBe('number')
  })
})

describe('slides of a document', () => {
  test('are one a group, long ones going on, each with what it rests on', async () => {
    const bytes = await formOf('pptx', document)
    const zip = new Zip(bytes)
    const slides = zip.names.filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name))
    expect(slides).toHaveLength(1 + 1 + 6 + 2)
    const texts = await textsIn(bytes, 'ppt/slides/slide2.xml')
    expect(texts).toEqual(
      expect.arrayContaining(['Financial', 'Operating cash flow', '1,234,568 EUR', '−65,432 EUR', 'At risk']),
    )
    for (const slide of slides.slice(1))
      expect((await textsIn(bytes, slide)).join(' ')).toContain(`SHA-256 ${document.hash.slice(0, 16)}`)
  })
})

describe('a PDF of a document', () => {
  test('has pages with numbers and heads, marks as vectors, and no picture, script or address', async () => {
    const pdf = await formOf('pdf', document)
    const text = pdf.toString('latin1')
    expect(text.startsWith('%PDF-')).toBe(true)
    expect([...text.matchAll(/\/Type \/Page\b/g)].length).toBeGreaterThanOrEqual(4)
    expect(text).not.toMatch(/\/(Image|JavaScript|JS|URI|Launch|EmbeddedFile)\b/)
    expect(text).toMatch(/\/BaseFont \/\w+\+NotoSans/)
    const drawings = drawingsIn(pdf)
    // Each of the 61 rows has a bullet graph of three bars, and a sparkline.
    expect([...drawings.matchAll(/ re\n/g)].length).toBeGreaterThanOrEqual(61 * 3)
    expect(drawings).toMatch(/ c\n/)
  })

  test('is the same for the same document, in every form', async () => {
    for (const format of ['pdf', 'xlsx', 'pptx'] as const) {
      const [first, second] = [await formOf(format, document), await formOf(format, document)]
      expect([format, first.equals(second)]).toEqual([format, true])
    }
    expect(packOf({ ...content, period: '2026-11' }).hash).not.toBe(document.hash)
  })
})

describe('the scorecard as a document', () => {
  let server: TestServer
  const at = '/organisations/perlbeck'
  beforeAll(async () => {
    server = await TestServer.start()
    await server.claim()
  })

  async function download(path: string): Promise<{ response: Response; bytes: Buffer }> {
    const headers = { cookie: server.cookie, 'sec-fetch-site': 'same-origin' }
    const response = await fetch(`${server.running.url}/api/v1${at}${path}`, { headers })
    if (response.status === 503) return download(path)
    return { response, bytes: Buffer.from(await response.arrayBuffer()) }
  }

  test('has the numbers of the answer that the screen shows, of now and as known on a day', async () => {
    for (const query of ['by=perspective', 'by=department&asOf=2026-10-15']) {
      const { response, bytes } = await download(`/scorecard.xlsx?${query}`)
      expect(response.headers.get('content-disposition')).toMatch(
        /^attachment; filename="perlbeck-scorecard-.*\.xlsx"$/,
      )
      const { body } = await server.ask('GET', `${at}/scorecard?${query}&detail=true`)
      const rows = (await readFile(bytes)).sheets[0]?.rows.slice(4)
      const expected = body.groups.flatMap(({ name, kpis }: Loose) =>
        kpis.map((kpi: Loose) => [
          name,
          kpi.name,
          kpi.id,
          kpi.actual,
          kpi.target,
          kpi.original,
          kpi.difference,
        ]),
      )
      expect(expected.length).toBeGreaterThan(40)
      const shown = rows?.map((cells) => [
        ...cells.slice(0, 3),
        ...[5, 6, 7, 8].map((column) => cells[column] ?? ''),
      ])
      expect(shown).toEqual(expected.map((cells: Loose[]) => cells.map((cell) => cell ?? '')))
      expect((await readFile(bytes)).sheets[0]?.rows[1]?.[0]).toContain(`As of ${body.asOf}`)
    }
  })

  test('comes as PDF and slides, to whoever may read', async () => {
    const pdf = await download('/scorecard.pdf')
    expect([pdf.response.headers.get('content-type'), pdf.bytes.toString('latin1', 0, 5)]).toEqual([
      'application/pdf',
      '%PDF-',
    ])
    const slides = await download('/scorecard.pptx?by=objective')
    expect(new Zip(slides.bytes).names).toContain('ppt/slides/slide2.xml')
    const nobody = await server.ask('GET', `${at}/scorecard.pdf`, undefined, { cookie: '' })
    expect(nobody.status).toBe(401)
    const wrong = await server.ask('GET', `${at}/scorecard.xlsx?period=never`)
    expect(wrong.status).toBe(400)
  })
})
