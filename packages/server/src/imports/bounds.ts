const mebibyte = 1_048_576

/** How much of a file is read at most. Sizes that a file tells of itself are not believed. */
export const bounds = {
  fileBytes: 20 * mebibyte,
  entries: 2000,
  entryBytes: 50 * mebibyte,
  allBytes: 100 * mebibyte,
  /** Of the reading process. */
  memoryBytes: 256 * mebibyte,
  milliseconds: 10_000,
  rows: 1_048_576,
  columns: 16_384,
  /** Empty ones between filled ones among them. */
  cells: 2_000_000,
  sheets: 100,
  depth: 64,
  /** What was read, as JSON: the server holds it whole. */
  contentBytes: 64 * mebibyte,
} as const

/** The exit code of a process that took too much memory: that of V8, which aborts. */
export const tooMuchMemory = 134
