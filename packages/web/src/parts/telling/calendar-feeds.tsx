import type { NewCalendarFeed } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { addressOf, ask } from '../../state/ask.ts'
import { formatMoment } from '../../state/format.ts'
import { feedsQuery } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'

/** Makes addresses that a calendar subscribes to, each shown once, and ends them. */
export function CalendarFeeds({ organisation }: { readonly organisation: string }) {
  const feeds = useQuery(feedsQuery(organisation))
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['of', organisation, '/me/calendar'] })
  const path = addressOf(organisation, '/me/calendar')
  const make = useMutation({
    mutationFn: () => ask<NewCalendarFeed>(path, { method: 'POST' }),
    onSuccess: renew,
  })
  const revoke = useMutation({
    mutationFn: (id: string) => ask(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: renew,
  })
  const address = make.data && location.origin + make.data.path
  return (
    <section className="card" aria-labelledby="calendar">
      <h2 id="calendar">{t('telling.calendar')}</h2>
      <p>{t('telling.calendarLead')}</p>
      {address !== undefined && (
        <div className="telling-new" role="status">
          <p>{t('telling.calendarOnce')}</p>
          <input
            readOnly
            value={address}
            aria-label={t('telling.address')}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="button" onClick={() => navigator.clipboard?.writeText(address)}>
            {t('telling.copy')}
          </button>
        </div>
      )}
      <button type="button" className="button" disabled={make.isPending} onClick={() => make.mutate()}>
        {t('telling.calendarMake')}
      </button>
      {make.isError && <Fault error={make.error} />}
      {revoke.isError && <Fault error={revoke.error} />}
      <ul className="plain telling-list">
        {feeds.data?.map(({ id, createdAt }) => (
          <li key={id}>
            <span>{t('telling.calendarOf', { made: formatMoment(createdAt) })}</span>
            <button
              type="button"
              className="button"
              disabled={revoke.isPending}
              onClick={() => revoke.mutate(id)}
            >
              {t('telling.revoke')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
