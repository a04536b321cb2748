import type { PackDocument } from './document.ts'
import { pdfOf } from './pdf.ts'
import { pptxOf } from './pptx.ts'
import { xlsxOf } from './xlsx.ts'

/** The forms of a document, by the ending of its file, with their media types. */
export const mediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
} as const

export type PackFormat = keyof typeof mediaTypes

/** A document in one of its forms. The same document gives the same bytes. */
export async function formOf(format: PackFormat, document: PackDocument): Promise<Buffer> {
  if (format === 'pdf') return pdfOf(document)
  return format === 'xlsx' ? xlsxOf(document) : pptxOf(document)
}
