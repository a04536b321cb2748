import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellSpan, explainReject, printCsv, readCsv } from '../../src/text/csv.ts'
import type { Separator } from '../../src/text/csv-scan.ts'

const read = (text: string) => readCsv(text, { file: 'a.csv' })
const codes = (text: string) => read(text).diagnostics.map((diagnostic) => diagnostic.code)
const marked = (text: string) =>
  read(text).diagnostics.map(({ code, span }) => `${code}: ${text.slice(span.start, span.end)}`)

describe('sound tables', () => {
  test.each([
    ['LF', 'a,b\n1,2\n3,4\n'],
    ['CRLF', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['CR', 'a,b\r1,2\r3,4'],
    ['mixed line ends', 'a,b\r1,2\n3,4\r\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n3,4'],
    ['blank lines', '\n\na,b\n\n1,2\r\n\r\n3,4\n\n'],
    ['semicolons', 'a;b\n1;2\n3;4'],
    ['tabs', 'a\tb\n1\t2\n3\t4'],
    ['quotes', '"a","b"\n"1","2"\n3,"4"'],
  ])('%s', (_, text) => {
    const csv = read(text)
    expect(csv.header.map((column) => column.name)).toEqual(['a', 'b'])
    expect(csv.rows).toEqual([
      ['1', '2'],
      ['3', '4'],
    ])
    expect(csv.diagnostics).toEqual([])
  })

  test('quoted cells hold separators, line ends and doubled quotes', () => {
    expect(read('a,b\n"1,5\r\n6","say ""no"""\n').rows).toEqual([['1,5\r\n6', 'say "no"']])
  })

  test('cells keep their blanks, and empty cells are cells', () => {
    expect(read('a,b,c\n 1 ,,\n,,""\n').rows).toEqual([
      [' 1 ', '', ''],
      ['', '', ''],
    ])
  })

  test('a column called __proto__ survives', () => {
    const csv = read('__proto__,constructor\n1,2')
    expect(csv.header.map((column) => column.name)).toEqual(['__proto__', 'constructor'])
    expect(csv.rows).toEqual([['1', '2']])
  })

  test('the separator is the most frequent one outside quotes in the header line', () => {
    expect(read('"a,b,c";d\n1;2').separator).toBe(';')
    expect(read('a\n1;2,3').separator).toBe(',')
    expect(read('a,b;c\td\te\n').separator).toBe('\t')
  })

  test('a given separator is not detected again', () => {
    const csv = readCsv('a;b,c\n1;2,3', { file: 'a.csv', separator: ',' })
    expect(csv.rows).toEqual([['1;2', '3']])
  })

  test('rows and cells know where they stand', () => {
    const text = '\uFEFFa,b\r\n\r\n1,"x\ny"\r\n3,4'
    const csv = read(text)
    expect(csv.starts.map((start) => text[start])).toEqual(['1', '3'])
    const cut = (row: number, column: number) => {
      const span = cellSpan(csv, row, column)
      return text.slice(span.start, span.end)
    }
    expect([cut(0, 0), cut(0, 1), cut(1, 0), cut(1, 1)]).toEqual(['1', '"x\ny"', '3', '4'])
    expect(csv.header.map(({ span }) => text.slice(span.start, span.end))).toEqual(['a', 'b'])
  })
})

describe('faults are located, and the sound rows remain', () => {
  test('a ragged row names both counts, and is neither padded nor cut', () => {
    const csv = read('a,b\n1\n1,2,3\n4,5')
    expect(csv.rows).toEqual([['4', '5']])
    expect(csv.diagnostics.map((diagnostic) => diagnostic.facts)).toEqual([
      { expected: 2, found: 1 },
      { expected: 2, found: 3 },
    ])
    expect(marked('a,b\n1\n1,2,3\n4,5')).toEqual(['csv-ragged-row: 1', 'csv-ragged-row: 1,2,3'])
    expect(csv.rejects.map(explainReject)).toEqual([
      'This row has 1 cells where the header has 2. Add or remove cells.',
      'This row has 3 cells where the header has 2. Add or remove cells.',
    ])
  })

  test('an unclosed quote is located where it opens, and no row is made of what follows', () => {
    const text = 'a,b\n1,2\n3,"four\n5,6\n7,8\n'
    const csv = read(text)
    expect(csv.rows).toEqual([['1', '2']])
    expect(csv.diagnostics).toMatchObject([
      { code: 'csv-unclosed-quote', span: { start: text.indexOf('"') }, facts: { lines: 3 } },
    ])
  })

  test('a stray quote', () => {
    expect(marked('a,b\n1,5" pipe\n3,4')).toEqual(['csv-stray-quote: "'])
    expect(marked('a,b\n1,"x"y\n3,4')).toEqual(['csv-after-quote: y'])
    expect(read('a,b\n1,"x"y\n3,4').rows).toEqual([['3', '4']])
  })

  test('a NUL character, in or out of quotes', () => {
    expect(codes('a,b\n1,\0\n2,"\0"\n3,4')).toEqual(['csv-nul', 'csv-nul'])
    expect(read('a,b\n1,\0\n2,"\0"\n3,4').rows).toEqual([['3', '4']])
  })

  test('a repeated column name points at the first', () => {
    const csv = read('a,b,a\n1,2,3')
    expect(csv.diagnostics).toMatchObject([
      { code: 'csv-duplicate-header', span: { start: 4 }, because: [{ span: { start: 0 } }] },
    ])
    expect(csv.rows).toEqual([['1', '2', '3']])
  })

  test.each(['', '\uFEFF', '\n\r\n'])('a file without a header is empty: %j', (text) => {
    expect(codes(text)).toEqual(['csv-empty'])
  })

  test('a fault in the header leaves no row', () => {
    expect(marked('a,"b\n1,2')).toEqual(['csv-unclosed-quote: "'])
    expect(marked('a,b"\n1,2')).toEqual(['csv-stray-quote: "'])
    expect(read('a,b"\n1,2').rows).toEqual([])
  })

  test('more columns than allowed', () => {
    const most = Array.from({ length: 16_384 }, (_, index) => `c${index}`).join(',')
    expect(codes(most)).toEqual([])
    expect(read(`${most},one\n`).diagnostics).toMatchObject([
      { code: 'csv-too-many-columns', facts: { found: 16_385, most: 16_384 } },
    ])
    expect(readCsv('a,b\n1,2', { file: '', maxColumns: 1 }).rows).toEqual([])
  })

  test('replacement characters are one warning with their count, and the rows stay', () => {
    const csv = read('a,b\nZ\uFFFDrich,Gen\uFFFDve\n')
    expect(csv.diagnostics).toMatchObject([
      { code: 'csv-wrong-encoding', severity: 'warning', facts: { count: 2 } },
    ])
    expect(csv.rows).toHaveLength(1)
  })

  test('at most a hundred diagnostics, then one that counts the rest', () => {
    const csv = read(`a,b\n${'1\n'.repeat(250)}`)
    expect(csv.diagnostics).toHaveLength(101)
    expect(csv.diagnostics.at(-1)).toMatchObject({ code: 'csv-more', facts: { count: 150, shown: 100 } })
    expect(csv.rejects).toHaveLength(250)
  })
})

describe('laws', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '1', ' ', '"', ',', ';', '\t', '\n', '\r', '\uFEFF', 'é', '😀') })
    .map((text) => text.slice(0, 12))
  const table = fc.integer({ min: 1, max: 5 }).chain((width) =>
    fc.record({
      header: fc.uniqueArray(cell, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 6 }),
    }),
  )

  test('what is printed is read back, cell by cell, whatever the separator', () => {
    const separator = fc.constantFrom<Separator>(',', ';', '\t')
    fc.assert(
      fc.property(table, separator, ({ header, rows }, mark) => {
        const csv = readCsv(printCsv([header, ...rows], mark), { file: '' })
        expect(csv.header.map((column) => column.name)).toEqual(header)
        expect(csv.rows).toEqual(rows)
        expect(csv.diagnostics).toEqual([])
      }),
    )
  })

  test('any text is read without a throw, and every row is kept or left out with a reason', () => {
    const mark = fc.constantFrom(',', '"', '\n', '\r', ';', '\t', '\0', '\uFFFD', '\uFEFF', 'a', '1', ' ')
    const text = fc.oneof(fc.string({ unit: mark, maxLength: 60 }), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(text, (source) => {
        const csv = read(source)
        const faults = csv.diagnostics.filter(({ code }) =>
          /^csv-(ragged|unclosed|stray|after|nul)/.test(code),
        )
        const inHeader = csv.header.length > 0 && faults.length > csv.rejects.length ? 1 : 0
        expect(faults.length).toBe(csv.rejects.length + inHeader)
        expect(csv.rows.every((row) => row.length === csv.header.length)).toBe(true)
        expect(csv.starts).toHaveLength(csv.rows.length)
        for (const { span } of csv.diagnostics) {
          expect(span.start).toBeGreaterThanOrEqual(0)
          expect(span.end).toBeLessThanOrEqual(source.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('random bytes decoded as UTF-8 are read without a throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const csv = read(new TextDecoder().decode(bytes))
        expect(csv.rows.length + csv.rejects.length).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 1000 },
    )
  })

  test('without quotes and faults the cells are those of a plain split', () => {
    const word = fc.string({ unit: fc.constantFrom('a', '7', ' ', '.', '-'), maxLength: 5 })
    const rows = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n', '\r'), (lines, end) => {
        const csv = read(`x,y,z${end}${lines.map((line) => line.join(',')).join(end)}`)
        expect(csv.rows).toEqual(lines)
      }),
    )
  })
})
