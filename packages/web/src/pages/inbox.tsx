import type { Notice } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { addressOf, ask } from '../state/ask.ts'
import { formatMoment } from '../state/format.ts'
import { inboxQuery } from '../state/telling.ts'
import { t } from '../state/words.ts'

const page = 50

/** What waits for me, the newest first. */
export function InboxPage() {
  const { organisation } = useParams({ from: '/$organisation/inbox' })
  const [all, setAll] = useState(false)
  const [limit, setLimit] = useState(page)
  const query = useQuery(inboxQuery(organisation, all, limit))
  const client = useQueryClient()
  const read = useMutation({
    mutationFn: (ids: readonly string[] | undefined) =>
      ask(addressOf(organisation, '/inbox/read'), { method: 'POST', body: { ids } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation, 'inbox'] }),
  })
  return (
    <Page
      title={t('telling.inbox')}
      lead={t('telling.inboxLead')}
      actions={
        <>
          <Link to="/$organisation/preferences" params={{ organisation }} className="button">
            {t('telling.preferences')}
          </Link>
          <button
            type="button"
            className="button"
            disabled={read.isPending || !query.data?.unread}
            onClick={() => read.mutate(undefined)}
          >
            {t('telling.readAll')}
          </button>
        </>
      }
    >
      <div className="toolbar">
        <label className="inline">
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} />
          {t('telling.showAll')}
        </label>
      </div>
      {read.isError && <Fault error={read.error} />}
      <Answered query={query}>
        {({ notices, next }) => (
          <>
            {notices.length === 0 && <p className="empty">{t(all ? 'telling.emptyAll' : 'telling.empty')}</p>}
            <ul className="plain inbox">
              {notices.map((notice) => (
                <NoticeItem
                  key={notice.id}
                  organisation={organisation}
                  notice={notice}
                  read={() => read.mutate([notice.id])}
                />
              ))}
            </ul>
            {next !== null && limit < 200 && (
              <button type="button" className="button" onClick={() => setLimit(Math.min(limit + page, 200))}>
                {t('telling.more')}
              </button>
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function NoticeItem({
  organisation,
  notice,
  read,
}: {
  readonly organisation: string
  readonly notice: Notice
  readonly read: () => void
}) {
  const { title, detail, address, at, isRead, isOver } = notice
  const isNew = !isRead && !isOver
  const router = useRouter()
  return (
    <li className={isNew ? 'card is-new' : 'card'}>
      <div>
        <a
          href={`/${organisation}${address}`}
          className="inbox-title"
          onClick={(event) => {
            if (isNew) read()
            // In another tab or window the browser goes there itself.
            if (event.metaKey || event.ctrlKey || event.shiftKey) return
            event.preventDefault()
            router.history.push(`/${organisation}${address}`)
          }}
        >
          {title}
        </a>
        <span className="block">{detail}</span>
      </div>
      <div className="inbox-side">
        <time dateTime={at} className="faint">
          {formatMoment(at)}
        </time>
        {isOver && <span className="tag">{t('telling.over')}</span>}
        {isNew && <span className="tag tag-new">{t('telling.unread')}</span>}
        {isNew && (
          <button
            type="button"
            className="link"
            onClick={read}
            aria-label={`${t('telling.markRead')}: ${title}`}
          >
            {t('telling.markRead')}
          </button>
        )}
      </div>
    </li>
  )
}
