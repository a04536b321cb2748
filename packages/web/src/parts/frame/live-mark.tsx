import { formatDay, formatMoment } from '../../state/format.ts'
import { useConnection } from '../../state/live.ts'
import { t } from '../../state/words.ts'

/** Whether what is shown is current. */
export function LiveMark({ today }: { readonly today: string | undefined }) {
  const connection = useConnection()
  const text =
    connection.kind === 'live'
      ? t('shell.live')
      : connection.kind === 'lost'
        ? t('shell.lost', { since: formatMoment(new Date(connection.since).toISOString()) })
        : t('shell.connecting')
  return (
    <span className={`live live-${connection.kind}`} role="status">
      <span className="live-dot" aria-hidden="true" />
      {text}
      {today !== undefined && connection.kind === 'live' && (
        <span className="live-day"> · {formatDay(today)}</span>
      )}
    </span>
  )
}
