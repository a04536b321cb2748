import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { formatDay } from '../../state/format.ts'
import { handInAll } from '../../state/hand-in.ts'
import { followOrganisation } from '../../state/live.ts'
import { overviewQuery } from '../../state/queries.ts'
import { t } from '../../state/words.ts'
import { InboxBell } from '../telling/inbox-bell.tsx'
import { Keys } from './keys.tsx'
import { LiveMark } from './live-mark.tsx'
import { Menu } from './menu.tsx'
import { Notices } from './notices.tsx'
import { places } from './places.ts'
import { TourLine } from './tour.tsx'

/** The frame of every screen of an organisation: where one is, where one can go, and whether what is shown is current. */
export function Shell() {
  const { organisation } = useParams({ from: '/$organisation' })
  const client = useQueryClient()
  useEffect(() => followOrganisation(organisation, client), [organisation, client])
  useEffect(() => handInAll(client, organisation), [organisation, client])
  const { data } = useQuery(overviewQuery(organisation))
  const { tour } = useSearch({ from: '/$organisation' })
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="shell-top">
        <Link to="/$organisation" params={{ organisation }} className="shell-name">
          <img src="/keel.svg" alt="" width="24" height="24" />
          <span>{data?.organisation ?? 'Keelson'}</span>
        </Link>
        {data?.isDemo && <span className="tag">{t('shell.demo')}</span>}
        <span className="shell-space" />
        <Keys organisation={organisation} />
        <LiveMark today={data?.today} />
        <InboxBell organisation={organisation} />
        <Menu organisation={organisation} />
      </header>
      <nav className="shell-nav" aria-label={t('shell.places')}>
        {places.map(({ group, items }) => (
          <div key={group} className="shell-group">
            <span className="shell-group-name">{t(group)}</span>
            {items.map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                params={{ organisation }}
                activeOptions={{ exact: to === '/$organisation', includeSearch: false }}
                className="shell-place"
              >
                {t(name)}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <main id="main" tabIndex={-1} className="shell-main">
        <PastBanner />
        {tour !== undefined && <TourLine organisation={organisation} step={Number(tour)} />}
        <Outlet />
      </main>
      <Notices />
    </div>
  )
}

/** The screens that show the past; the others are about what is to be done now. */
const pastPlaces: ReadonlySet<string> = new Set(['', 'scorecard', 'kpis', 'map', 'cascade', 'alignment'])

/** Says that what is shown is the past, and leads back. */
function PastBanner() {
  const { asOf } = useSearch({ from: '/$organisation' })
  const navigate = useNavigate()
  const place = useLocation().pathname.split('/')[2] ?? ''
  if (asOf === undefined) return null
  return (
    <div className="banner" role="status">
      {t(pastPlaces.has(place) ? 'shell.past' : 'shell.pastNot', { day: formatDay(asOf) })}{' '}
      <button
        type="button"
        className="link"
        onClick={() => navigate({ to: '.', search: (old: object) => ({ ...old, asOf: undefined }) as never })}
      >
        {t('shell.now')}
      </button>
    </div>
  )
}
