import { SaxesParser } from 'saxes'
import { bounds } from './bounds.ts'
import { FileFault } from './fault.ts'

/** What is made of a part: elements by their names without prefix, and the text directly before an end. */
export type XmlReading = {
  open?(name: string, attributes: ReadonlyMap<string, string>): void
  /** `text` is what stood since the last start or end. */
  close?(name: string, text: string): void
}

/** Reads a part of XML in one pass. Documents that declare types, and with them entities, are refused. */
export async function readXml(
  parts: AsyncIterable<Buffer>,
  part: string,
  reading: XmlReading,
): Promise<void> {
  const parser = new SaxesParser({ position: false })
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let depth = 0
  parser.on('doctype', () => {
    throw new FileFault('file-unsafe', `The part "${part}" declares a document type, which no sheet does.`)
  })
  parser.on('error', () => {
    throw new FileFault('file-damaged', `The part "${part}" is no sound XML. Save the file again.`)
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('cdata', (more) => {
    text += more
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > bounds.depth)
      throw new FileFault('file-unsafe', `The part "${part}" is nested deeper than any sheet.`)
    text = ''
    const plain = Object.entries(attributes).map(([key, value]) => [local(key), String(value)] as const)
    reading.open?.(local(name), new Map(plain))
  })
  parser.on('closetag', ({ name }) => {
    depth--
    reading.close?.(local(name), text)
    text = ''
  })
  try {
    for await (const bytes of parts) parser.write(decoder.decode(bytes, { stream: true }))
    parser.write(decoder.decode())
    parser.close()
  } catch (error) {
    if (error instanceof FileFault) throw error
    throw new FileFault('file-damaged', `The part "${part}" cannot be read. Save the file again.`)
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
