import { widthOfCharacter } from './paint.ts'

/** A line of source, and below it carets under the part that matters. */
export type Excerpt = { readonly text: string; readonly carets: string }

type Cell = { readonly text: string; readonly width: number; readonly offset: number }

const tab = 4
const cut: Cell = { text: '…', width: 1, offset: -1 }
/** More of a line than this on either side is never seen. */
const sight = 2000

/**
 * Draws a line of source in at most `columns`, with carets under the characters from `start` (offset in the line) on.
 * Tabs become blanks, control characters are shown as one sign, and a line that is too long is cut around the carets.
 */
export function drawExcerpt(line: string, start: number, length: number, columns: number): Excerpt {
  const cells = cellsOf(line, Math.max(0, start - sight), start + sight)
  const isMarked = ({ offset }: Cell) => offset >= start && offset < start + Math.max(1, length)
  const shown = around(cells, Math.max(0, cells.findIndex(isMarked)), columns)
  const from = shown.findIndex(isMarked)
  const before = from < 0 ? shown : shown.slice(0, from)
  const marked = shown.filter(isMarked)
  return {
    text: shown
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
    carets: ' '.repeat(sum(before)) + '^'.repeat(Math.max(1, sum(marked))),
  }
}

function cellsOf(line: string, from: number, to: number): Cell[] {
  const cells: Cell[] = []
  let offset = from
  let column = 0
  for (const char of line.slice(from, to)) {
    const width = char === '\t' ? tab - (column % tab) : widthOfCharacter(char)
    const text = char === '\t' ? ' '.repeat(width) : isControl(char) ? '\ufffd' : char
    cells.push({ text, width, offset })
    offset += char.length
    column += width
  }
  return cells
}

function isControl(char: string): boolean {
  return /^[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]$/u.test(char)
}

function around(cells: readonly Cell[], at: number, columns: number): readonly Cell[] {
  if (sum(cells) <= columns) return cells
  let from = at
  for (let room = Math.floor(columns / 3); from > 0 && room > 0; from--)
    room -= (cells[from - 1] as Cell).width
  let to = from
  for (let room = columns - 2; to < cells.length && room > 0; to++) room -= (cells[to] as Cell).width
  return [...(from > 0 ? [cut] : []), ...cells.slice(from, to), ...(to < cells.length ? [cut] : [])]
}

function sum(cells: readonly Cell[]): number {
  return cells.reduce((total, { width }) => total + width, 0)
}
