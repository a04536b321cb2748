import { FileFault } from './fault.ts'
import type { Book } from './sheet.ts'
import { readWorkbook } from './workbook.ts'

const starts: readonly (readonly [bytes: string, kind: string])[] = [
  ['d0cf11e0a1b11ae1', 'an old workbook (.xls), or one with a password'],
  ['25504446', 'a PDF document'],
  ['1f8b', 'packed by gzip'],
  ['89504e47', 'a picture'],
  ['ffd8ff', 'a picture'],
  ['377abcaf271c', 'a 7z archive'],
  ['52617221', 'a RAR archive'],
]

/** Reads a file by what is in it, whatever it is called. */
export async function readFile(bytes: Buffer): Promise<Book> {
  if (bytes.length === 0) throw new FileFault('file-empty', 'The file is empty.')
  const start = bytes.toString('hex', 0, 8)
  if (start.startsWith('504b0304') || start.startsWith('504b0506')) return await readWorkbook(bytes)
  const known = starts.find(([form]) => start.startsWith(form))
  if (known)
    throw new FileFault(
      'file-kind-unknown',
      `The file is ${known[1]}. Save it as .xlsx or .csv, and send that.`,
    )
  // What reads text takes longer to load than a workbook takes to read.
  const { readCsvFile } = await import('./csv-file.ts')
  const book = readCsvFile(bytes)
  if (book.sheets.every(({ rows }) => rows.length === 0))
    throw new FileFault('file-empty', 'There is nothing in the file.')
  return book
}
