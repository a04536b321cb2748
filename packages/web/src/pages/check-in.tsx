import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { CheckInForm } from '../parts/check-in-form.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { checkInsQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/check-in.css'

/** Everything I may hand in, what is due first. */
export function CheckInPage() {
  const { organisation } = useParams({ from: '/$organisation/check-in' })
  const query = useQuery(checkInsQuery(organisation))
  const [find, setFind] = useState('')
  const wanted = find.trim().toLocaleLowerCase()
  return (
    <Page title={t('checkIn.title')} lead={t('checkIn.lead')}>
      <Answered query={query}>
        {({ rows }) => {
          const shown = rows.filter(({ name, measure }) =>
            `${name} ${measure}`.toLocaleLowerCase().includes(wanted),
          )
          const due = shown.filter(({ isDue }) => isDue)
          const known = shown.filter(({ isDue }) => !isDue)
          return (
            <>
              <div className="toolbar">
                <input
                  type="search"
                  className="search"
                  aria-label={t('checkIn.find')}
                  placeholder={t('checkIn.find')}
                  value={find}
                  onChange={(event) => setFind(event.target.value)}
                />
              </div>
              <section aria-labelledby="due">
                <h2 id="due">{t('checkIn.dueHead', { count: due.length })}</h2>
                {due.length === 0 && <p className="empty">{t('checkIn.nothingDue')}</p>}
                {due.map((row) => (
                  <CheckInForm key={`${row.measure} ${row.period}`} organisation={organisation} row={row} />
                ))}
              </section>
              {known.length > 0 && (
                <section aria-labelledby="known">
                  <h2 id="known">{t('checkIn.knownHead', { count: known.length })}</h2>
                  {known.map((row) => (
                    <CheckInForm key={`${row.measure} ${row.period}`} organisation={organisation} row={row} />
                  ))}
                </section>
              )}
            </>
          )
        }}
      </Answered>
    </Page>
  )
}
