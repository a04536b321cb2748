import type { KpiRow } from '@keelson/server/answers'
import { t } from '../state/words.ts'

export type Status = KpiRow['status']

const words = {
  'on-track': 'common.onTrack',
  'at-risk': 'common.atRisk',
  'off-track': 'common.offTrack',
  unknown: 'common.unknown',
} as const

/** The word of a status. */
export function statusWord(status: Status): string {
  return t(words[status])
}

const shapes = {
  'on-track': <circle cx="8" cy="8" r="6" />,
  'at-risk': <path d="M8 1.6 15 14H1z" />,
  'off-track': <path d="M8 .8 15.2 8 8 15.2.8 8z" />,
  unknown: <circle cx="8" cy="8" r="5.2" className="status-ring" />,
} as const

/** A status by shape, colour and word; the word is heard alone where `isBare`. */
export function StatusMark({
  status,
  isBare = false,
}: {
  readonly status: Status
  readonly isBare?: boolean
}) {
  return (
    <span className={`status status-${status}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {shapes[status]}
      </svg>
      <span className={isBare ? 'hidden' : 'status-word'}>{statusWord(status)}</span>
    </span>
  )
}
