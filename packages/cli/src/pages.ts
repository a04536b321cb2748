import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { checks } from '@keelson/core'

/** The page that explains a check, as Markdown; undefined for a code that no check has. */
export function pageOf(code: string): string | undefined {
  if (!checks.some((check) => check.code === code)) return undefined
  return readFileSync(fileURLToPath(import.meta.resolve(`@keelson/core/checks/${code}.md`)), 'utf8')
}

/** The first heading of a page. */
export function titleOf(page: string): string {
  return /^# (.+)$/m.exec(page)?.[1] ?? ''
}
