import { afterAll, describe, expect, test } from 'vitest'
import { FileFault } from '../../src/imports/fault.ts'
import { FileReader } from '../../src/imports/file-reader.ts'
import { readFile } from '../../src/imports/read-file.ts'
import { zipFile } from '../../src/pack/zip-file.ts'
import { changed, partsOf, workbook } from './workbooks.ts'

const reader = new FileReader()
afterAll(() => reader.stop())

/** In the process of its own, as the server reads. */
const fault = async (bytes: Buffer): Promise<string> =>
  reader.read(bytes).then(
    () => 'read',
    (error: FileFault) => error.code,
  )
const plain = [
  {
    name: 'Data',
    rows: [
      ['measure', 'value'],
      ['a', 1],
    ],
  },
]
const parts = partsOf(plain)
const sheet = 'xl/worksheets/sheet1.xml'
const mebibyte = 1_048_576

describe('a workbook', () => {
  test('gives texts, numbers, shares, dates, and the value kept of each formula', async () => {
    const rows = [
      ['measure', 'period', 'value', 'share'],
      ['Umsatz <&> ™', { date: 46_235 }, 1234.567, { percent: 0.857 }],
      ['x', { date: 60 }, { formula: 'SUM(C2:C2)', value: 7 }, undefined],
      [{ formula: '"a"&"b"', value: '=cmd' }, { date: 1 }],
    ] as const
    const hidden = { name: 'Old', rows: [['a']], state: 'hidden' } as const
    const book = await reader.read(workbook([{ name: 'Data', rows, merged: ['A1:B1', 'C3:D4'] }, hidden]))
    expect(book.kind).toBe('xlsx')
    expect(book.sheets.map(({ name, isHidden }) => [name, isHidden])).toEqual([
      ['Data', false],
      ['Old', true],
    ])
    expect(book.sheets[0]).toMatchObject({ formulas: 2, merged: 2 })
    expect(book.sheets[0]?.rows).toEqual([
      ['measure', 'period', 'value', 'share'],
      ['Umsatz <&> ™', '2026-08-01', 1234.567, { percent: 85.7 }],
      ['x', 60, 7],
      ['=cmd', '1900-01-01'],
    ])
  })

  test('counts its days from 1904 where it says so', async () => {
    const rows = [[{ date: 44_773 }, { date: 1 }]]
    const book = await reader.read(workbook([{ name: 'A', rows }], { is1904: true }))
    expect(book.sheets[0]?.rows).toEqual([['2026-08-01', '1904-01-02']])
  })

  test('with macros, links and connections is read without them, and they are named', async () => {
    const more = [
      ['xl/vbaProject.bin', 'x'],
      ['xl/externalLinks/externalLink1.xml', '<x/>'],
      ['xl/connections.xml', '<x/>'],
    ] as const
    const book = await reader.read(zipFile([...parts, ...more]))
    expect(book.notes).toEqual(['macros', 'links to other files', 'connections to data'])
    expect(book.sheets[0]?.rows[1]).toEqual(['a', 1])
  })

  test('whose parts and sheets are named as prototypes is read as any', async () => {
    const book = await reader.read(
      zipFile([
        ...partsOf([{ ...plain[0], name: '__proto__', rows: [['__proto__', 'constructor']] }]),
        ['__proto__', 'x'],
        ['constructor/prototype', 'x'],
      ]),
    )
    expect(book.sheets[0]).toMatchObject({ name: '__proto__', rows: [['__proto__', 'constructor']] })
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })
})

describe('text', () => {
  test('is read by what is in it, in the encodings that spreadsheets write', async () => {
    const rowsOf = async (bytes: Buffer) => (await reader.read(bytes)).sheets[0]?.rows
    const expected = [
      ['Kennzahl', 'Wert'],
      ['Größe', '1,5'],
    ]
    const text = 'Kennzahl;Wert\r\nGröße;1,5\r\n'
    expect(await rowsOf(Buffer.from(`\ufeff${text}`))).toEqual(expected)
    expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected)
    expect(await rowsOf(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual(expected)
    const latin = await reader.read(Buffer.from(text, 'latin1'))
    expect([latin.sheets[0]?.rows, latin.notes.length]).toEqual([expected, 1])
    expect(await rowsOf(Buffer.from('a\tb\n1\t2'))).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('keeps the rows above the headings, and names those that cannot be read', async () => {
    const book = await reader.read(Buffer.from('Report of August\n\nmeasure,value\na,1\nb,"2"x\nc,3\n'))
    expect(book.sheets[0]?.rows.map((row) => row.length)).toEqual([1, 2, 2, 1, 2])
    expect(book.sheets[0]?.faults.map(({ row }) => row)).toEqual([4])
  })
})

describe('a file that is not read [S15]', () => {
  test('is told by what it is', async () => {
    const cases: readonly (readonly [Buffer, string])[] = [
      [Buffer.alloc(0), 'file-empty'],
      [Buffer.from('\n\n'), 'file-empty'],
      [Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'file-kind-unknown'],
      [Buffer.from('%PDF-1.7'), 'file-kind-unknown'],
      [Buffer.from('a\0b,c\n'), 'file-kind-unknown'],
      [zipFile([['word/document.xml', '<x/>']]), 'file-kind-unknown'],
      [Buffer.from('PK\x03\x04 and no more'), 'file-damaged'],
    ]
    for (const [bytes, code] of cases) expect(await fault(bytes)).toBe(code)
  })

  test('names a place outside of it', async () => {
    for (const name of ['../../etc/passwd', '/etc/passwd', 'a/../../b', 'C:\\x', 'xl\\..\\..\\x'])
      expect([name, await fault(zipFile([...parts, [name, 'x']]))]).toEqual([name, 'file-unsafe'])
  })

  test('has two parts of one name, too many parts, or is locked', async () => {
    expect(await fault(zipFile([...parts, [sheet, '<x/>']]))).toBe('file-unsafe')
    const many = Array.from({ length: 2000 }, (_, at) => [`p${at}`, ''] as const)
    expect(await fault(zipFile([...parts, ...many]))).toBe('file-unsafe')
    const locked = Buffer.from(zipFile(parts))
    for (let at = locked.indexOf('PK\x01\x02'); at >= 0; at = locked.indexOf('PK\x01\x02', at + 1))
      locked[at + 8] = 1
    expect(await fault(locked)).toBe('file-locked')
  })

  test('declares a document type: neither entities nor files are looked up', async () => {
    const laughs = `<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>`
    const file = `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>`
    for (const [part, kind] of [
      [sheet, laughs],
      ['xl/sharedStrings.xml', file],
      ['xl/workbook.xml', laughs],
      ['_rels/.rels', file],
    ] as const) {
      const body = String(parts.find(([name]) => name === part)?.[1]).replace(/^<\?xml[^>]*>\s*/, '')
      expect([part, await fault(changed(parts, part, kind + body))]).toEqual([part, 'file-unsafe'])
    }
    expect(await fault(changed(parts, sheet, '<worksheet>&undeclared;</worksheet>'))).toBe('file-damaged')
  })

  test('unpacks to more than is read, while the server grows by less than 50 MB', async () => {
    const body = (megabytes: number, filler = ' ') =>
      `<worksheet><sheetData>${filler.repeat(megabytes * mebibyte)}</sheetData></worksheet>`
    const bomb = changed(parts, sheet, body(200))
    expect(bomb.length).toBeLessThan(250_000)
    const spread = zipFile([
      ...partsOf(['a', 'b', 'c', 'd'].map((name) => ({ ...plain[0], name, rows: [['x']] }))).filter(
        ([name]) => !name.includes('sheet'),
      ),
      ...[1, 2, 3, 4].map((at) => [`xl/worksheets/sheet${at}.xml`, body(30)] as const),
    ])
    for (const bytes of [bomb, spread]) {
      const before = process.memoryUsage.rss()
      expect(await fault(bytes)).toBe('file-too-large')
      expect(process.memoryUsage.rss() - before).toBeLessThan(50 * mebibyte)
    }
  }, 60_000)

  test('lies of its sizes', async () => {
    const bytes = Buffer.from(changed(parts, sheet, ' '.repeat(mebibyte)))
    const name = bytes.lastIndexOf(sheet)
    const small = Buffer.from(bytes)
    small.writeUInt32LE(10, name - 46 + 24)
    expect(await fault(small)).toBe('file-unsafe')
    const crooked = Buffer.from(bytes)
    crooked.writeUInt32LE(0xdead, name - 46 + 16)
    expect(await fault(crooked)).toBe('file-damaged')
    const beyond = Buffer.from(bytes)
    beyond.writeUInt32LE(2 ** 31, name - 46 + 42)
    expect(await fault(beyond)).toBe('file-damaged')
  })

  test('has cells beyond the last row or column, or more of them than are read', async () => {
    const at = (ref: string) =>
      `<worksheet><sheetData><row r="${ref.replace(/\D/g, '')}"><c r="${ref}"><v>1</v></c></row></sheetData></worksheet>`
    expect(await fault(changed(parts, sheet, at('XFE1')))).toBe('file-too-large')
    expect(await fault(changed(parts, sheet, at('A1048577')))).toBe('file-too-large')
    expect(await fault(changed(parts, sheet, at('A99999999999')))).toBe('file-damaged')
    const wide = Array.from(
      { length: 200 },
      (_, row) => `<row r="${row + 1}"><c r="XFD${row + 1}"><v>1</v></c></row>`,
    )
    expect(
      await fault(changed(parts, sheet, `<worksheet><sheetData>${wide.join('')}</sheetData></worksheet>`)),
    ).toBe('file-too-large')
  })

  test('is nested without end', async () => {
    expect(await fault(changed(parts, sheet, '<a>'.repeat(100_000)))).toBe('file-unsafe')
  })
})

test('the reading process opens no file, calls nobody, and starts nothing', async () => {
  const entry = new URL('nosy-reader.ts', import.meta.url).pathname
  const nosy = new FileReader(entry)
  expect((await nosy.read(Buffer.from('x'))).notes).toEqual([
    'ERR_ACCESS_DENIED',
    'ERR_ACCESS_DENIED',
    'ERR_ACCESS_DENIED',
    'ERR_ACCESS_DENIED',
  ])
})

test('a reading process that never ends, and one that eats all memory, are ended; the next is read', async () => {
  const hungry = new FileReader(new URL('hungry-reader.ts', import.meta.url).pathname)
  await expect(hungry.read(Buffer.from('memory'))).rejects.toMatchObject({ code: 'file-too-large' })
  await expect(hungry.read(Buffer.from('time'))).rejects.toMatchObject({ code: 'file-too-slow' })
  expect((await reader.read(workbook(plain))).sheets).toHaveLength(1)
}, 60_000)

test('500 files, each with a few bytes changed: each is read or refused in words', async () => {
  const seed = 20_261_124
  let state = seed
  const random = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const sound = workbook([
    {
      name: 'A',
      rows: [
        ['measure', 'period', 'value'],
        ['a', { date: 46_235 }, 1.5],
        ['b', '2026-08', { percent: 0.5 }],
      ],
    },
  ])
  const told = new Map<string, number>()
  for (let file = 0; file < 500; file++) {
    const bytes = Buffer.from(sound)
    for (let change = 0; change <= random(6); change++) bytes[random(bytes.length)] = random(256)
    const cut = random(10) === 0 ? bytes.subarray(0, random(bytes.length)) : bytes
    const outcome = await readFile(cut).then(
      () => 'read',
      (error) => {
        expect(error, `file ${file} of seed ${seed}`).toBeInstanceOf(FileFault)
        expect(error.message).toMatch(/^[A-Z].*\.$/s)
        return error.code as string
      },
    )
    told.set(outcome, (told.get(outcome) ?? 0) + 1)
  }
  expect([...told.values()].reduce((sum, count) => sum + count, 0)).toBe(500)
  expect(told.get('file-damaged')).toBeGreaterThan(100)
  for (let file = 0; file < 5; file++) {
    const bytes = Buffer.from(sound)
    bytes[random(bytes.length)] = random(256)
    expect(await fault(bytes)).toMatch(/^(read|file-)/)
  }
}, 60_000)
