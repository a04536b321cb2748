import type { KpiRow } from '@keelson/server/answers'
import { formatAmount, formatDifference } from './format.ts'
import { t } from './words.ts'

/** What a KPI says: what it is, and how far from its target. */
export function messageOf({ name, actual, target, difference, unit }: KpiRow): string {
  if (actual === null) return t('kpi.messageMissing', { name })
  if (target === null || difference === null)
    return t('kpi.messageAlone', { name, actual: formatAmount(actual, unit) })
  const amount = formatDifference(Math.abs(difference), unit, { isSigned: false })
  const id = difference === 0 ? 'kpi.messageAt' : difference > 0 ? 'kpi.messageAbove' : 'kpi.messageBelow'
  return t(id, { name, actual: formatAmount(actual, unit), amount })
}
