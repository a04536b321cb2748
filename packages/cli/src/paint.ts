/** Colours of a terminal, or none. */
export type Paint = {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly blue: (text: string) => string
  readonly green: (text: string) => string
}

export function makePaint(isColoured: boolean): Paint {
  const style = (on: number, off: number) => (text: string) =>
    isColoured && text !== '' ? `\u001b[${on}m${text}\u001b[${off}m` : text
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    yellow: style(33, 39),
    blue: style(34, 39),
    green: style(32, 39),
  }
}

/** How many columns a text takes on a terminal; colours take none. */
export function widthOf(text: string): number {
  let width = 0
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences begin with the escape character
  for (const char of text.replace(/\u001b\[\d+m/g, '')) width += widthOfCharacter(char)
  return width
}

/** 2 for wide characters, 0 for marks that stand on the one before. */
export function widthOfCharacter(char: string): number {
  const code = char.codePointAt(0) as number
  if (code < 0x300) return 1
  if (/^[\p{M}\u200b-\u200f\u2060\ufeff]$/u.test(char)) return 0
  return isWide(code) ? 2 : 1
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}

/** Lines up columns; `right` ones to the right. The last column is not padded. */
export function alignColumns(rows: readonly (readonly string[])[], right: readonly number[] = []): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell))
  }
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const space = ' '.repeat((widths[column] as number) - widthOf(cell))
        return right.includes(column) ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}
