import type { PackRow, PackStatus } from './document.ts'

const colours: Readonly<Record<PackStatus, string>> = {
  'on-track': '#0072b2',
  'at-risk': '#c27300',
  'off-track': '#8e1b1b',
  unknown: '#7d828b',
}

type Doc = PDFKit.PDFDocument
type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The mark of a status, told apart by its shape as well: disc, triangle, diamond, ring. */
export function drawStatus(doc: Doc, status: PackStatus, x: number, y: number, size: number): void {
  const half = size / 2
  const colour = colours[status]
  if (status === 'on-track') doc.circle(x + half, y + half, half).fill(colour)
  else if (status === 'at-risk') doc.polygon([x + half, y], [x + size, y + size], [x, y + size]).fill(colour)
  else if (status === 'off-track')
    doc.polygon([x + half, y], [x + size, y + half], [x + half, y + size], [x, y + half]).fill(colour)
  else
    doc
      .circle(x + half, y + half, half - 0.6)
      .lineWidth(1.2)
      .stroke(colour)
}

/** A bullet graph on one linear scale that holds zero (Few, specification of 2013); the original target is dashed. */
export function drawBullet(doc: Doc, { actual, target, original }: PackRow, box: Box): void {
  const shown = [actual, target, original].filter((value) => value !== null)
  if (shown.length === 0) return
  const low = Math.min(0, ...shown)
  const high = Math.max(0, ...shown) * 1.12 || 1
  const at = (value: number) => box.x + ((value - low) / (high - low)) * box.width
  const bar = (value: number, inset: number, colour: string) => {
    const from = Math.min(at(0), at(value))
    doc.rect(from, box.y + inset, Math.abs(at(value) - at(0)), box.height - 2 * inset).fill(colour)
  }
  doc.rect(box.x, box.y, box.width, box.height).fill('#e9ebef')
  if (target !== null) bar(target, 0, '#c4c9d2')
  if (actual !== null) bar(actual, box.height * 0.3, '#262b36')
  const marker = (value: number, isDashed: boolean) => {
    doc.save().lineWidth(1.6)
    if (isDashed) doc.dash(1.5, { space: 1.2 })
    doc
      .moveTo(at(value), box.y - 1)
      .lineTo(at(value), box.y + box.height + 1)
      .stroke('#171a21')
      .restore()
  }
  if (original !== null) marker(original, true)
  if (target !== null) marker(target, false)
}

/** A word-sized line of the last values; gaps stay gaps, and the last value is a dot. */
export function drawSparkline(doc: Doc, values: readonly (number | null)[], box: Box): void {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return
  const low = Math.min(...known)
  const high = Math.max(...known)
  const x = (at: number) => box.x + (at / Math.max(1, values.length - 1)) * box.width
  const y = (value: number) => box.y + box.height * (low === high ? 0.5 : 1 - (value - low) / (high - low))
  doc.save().lineWidth(0.9).lineJoin('round')
  let isOpen = false
  for (const [at, value] of values.entries()) {
    if (value === null) isOpen = false
    else if (isOpen) doc.lineTo(x(at), y(value))
    else {
      doc.moveTo(x(at), y(value))
      isOpen = true
    }
  }
  doc.stroke('#525a68').restore()
  const last = values.findLastIndex((value) => value !== null)
  doc.circle(x(last), y(values[last] as number), 1.6).fill('#171a21')
}
