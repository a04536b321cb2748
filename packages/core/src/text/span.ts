/** A stretch of a source file: offsets in UTF-16 code units, `end` exclusive. */
export type Span = {
  readonly file: string
  readonly start: number
  readonly end: number
}

export const nowhere: Span = { file: '', start: 0, end: 0 }
