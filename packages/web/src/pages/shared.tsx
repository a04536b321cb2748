import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { BoardGrid } from '../parts/boards/board-grid.tsx'
import { Fault } from '../parts/fault.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { Refused } from '../state/ask.ts'
import { sharedQuery } from '../state/boards.ts'
import { formatMoment, formatTime } from '../state/format.ts'
import { t } from '../state/words.ts'
import '../styles/boards.css'

const tickMs = 5000

/** The board of a link, for a screen on a wall: no menus, large text, the time, and whether it is current. */
export function SharedPage() {
  const { token } = useParams({ from: '/shared/$token' })
  const query = useQuery(sharedQuery(token))
  const { data, error } = query
  const isClosed = error instanceof Refused && error.status === 404
  useEffect(() => {
    document.title = `${isClosed ? t('boards.closed') : (data?.name ?? '')} · Keelson`
  }, [data?.name, isClosed])
  // What was read before the link ended is not shown any longer.
  if (isClosed)
    return (
      <main className="alone">
        <h1>{t('boards.closed')}</h1>
        <p>{t('boards.closedMore')}</p>
      </main>
    )
  if (!data)
    return (
      <main className="alone">
        {error ? <Fault error={error} reset={() => query.refetch()} /> : <Waiting />}
      </main>
    )
  return (
    <main className="wall">
      <header className="wall-head">
        <div>
          <h1>{data.name}</h1>
          <p className="faint">
            {data.organisation}
            {data.numbers.period !== null && ` · ${data.numbers.period}`}
          </p>
        </div>
        <Clock isLive={!error} readAt={query.dataUpdatedAt} />
      </header>
      <BoardGrid tiles={data.tiles} numbers={data.numbers} />
    </main>
  )
}

function Clock({ isLive, readAt }: { readonly isLive: boolean; readonly readAt: number }) {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), tickMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <div className="wall-clock">
      <time dateTime={now.toISOString()}>{formatTime(now)}</time>
      <span className={`live live-${isLive ? 'live' : 'lost'}`} role="status">
        <span className="live-dot" aria-hidden="true" />
        {isLive ? t('shell.live') : t('shell.lost', { since: formatMoment(new Date(readAt).toISOString()) })}
      </span>
    </div>
  )
}
