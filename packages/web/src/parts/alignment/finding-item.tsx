import type { FindingRow } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { formatAmount } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { SeverityMark } from './severity.tsx'

/** A finding in two lines, with what it is worth. */
export function FindingItem({
  organisation,
  finding,
}: {
  readonly organisation: string
  readonly finding: FindingRow
}) {
  const { severity, message, impact, code, subject } = finding
  return (
    <li className="finding-item">
      <SeverityMark severity={severity} />
      <div>
        <Link
          to="/$organisation/alignment"
          params={{ organisation }}
          search={{ open: keyOf(finding) }}
          className="finding-message"
        >
          {message}
        </Link>
        <span className="faint">
          {code} · {subject.id}
          {impact?.value != null &&
            ` · ${t('alignment.impact', { amount: formatAmount(impact.value, impact.unit) })}`}
        </span>
      </div>
    </li>
  )
}

/** What a finding is known by in addresses. */
export function keyOf({ code, subject }: FindingRow): string {
  return `${code}:${subject.id}`
}
