import type { IntakeRejection } from '@keelson/core'

/** What is rejected for one reason that can be mended once; `rows` are the first of them. */
export type Problem = {
  readonly code: string
  readonly field: string
  readonly text: string
  readonly message: string
  readonly count: number
  readonly rows: number[]
  readonly choices: readonly string[]
}

const mostProblems = 200
const mostRows = 20
/** Reasons that lie in the row as a whole, whatever its texts say. */
const ofRows = new Set(['row-unreadable', 'import-repeated', 'import-measure-blank', 'import-period-blank'])

/** Groups what is rejected by what would mend it: the same fault in the same text. The most frequent come first. */
export function problemsOf(rejected: readonly IntakeRejection[]): readonly Problem[] {
  const groups = Map.groupBy(rejected, ({ code, field, text }) =>
    ofRows.has(code) ? code : JSON.stringify([code, field, text]),
  )
  return [...groups.values()]
    .map((all) => {
      const { code, field, text, message, choices } = all[0] as IntakeRejection
      const rows = all.slice(0, mostRows).map(({ row }) => row)
      const told = message.replace(/^Row \d+: /, '')
      return {
        code,
        field,
        text: ofRows.has(code) ? '' : text,
        message: told,
        count: all.length,
        rows,
        choices,
      }
    })
    .sort((a, b) => b.count - a.count || (a.rows[0] as number) - (b.rows[0] as number))
    .slice(0, mostProblems)
}
