import type { FindingRow } from '@keelson/server/answers'
import { t } from '../../state/words.ts'

export type Severity = FindingRow['severity']
export const severities: readonly Severity[] = ['error', 'warning', 'note']

const words = { error: 'alignment.error', warning: 'alignment.warning', note: 'alignment.note' } as const

export function severityWord(severity: Severity): string {
  return t(words[severity])
}

/** How grave a finding is, by word and shape. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return <span className={`severity severity-${severity}`}>{severityWord(severity)}</span>
}
