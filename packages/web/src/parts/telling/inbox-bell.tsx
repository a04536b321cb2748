import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { inboxQuery } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import '../../styles/telling.css'

const most = 99

/** The way to the inbox, with how much of it is unread. */
export function InboxBell({ organisation }: { readonly organisation: string }) {
  const { data } = useQuery(inboxQuery(organisation, false, 1))
  const unread = data?.unread ?? 0
  return (
    <Link
      to="/$organisation/inbox"
      params={{ organisation }}
      className="button quiet bell"
      aria-label={unread === 0 ? t('telling.inbox') : t('telling.inboxCount', { count: unread })}
      title={t('telling.inbox')}
    >
      <svg className="glass" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d="M10 3a5 5 0 0 0-5 5c0 4-1.5 5-1.5 6h13c0-1-1.5-2-1.5-6a5 5 0 0 0-5-5Zm-2 11a2 2 0 0 0 4 0" />
      </svg>
      {unread > 0 && (
        <span className="bell-count" aria-hidden="true">
          {unread > most ? `${most}+` : unread}
        </span>
      )}
    </Link>
  )
}
