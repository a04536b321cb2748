import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { kindName, newsQuery } from '../../state/audit.ts'
import { formatMoment } from '../../state/format.ts'
import type { Visit } from '../../state/visit.ts'
import { keepVisit, visitBefore } from '../../state/visit.ts'
import { t } from '../../state/words.ts'

/** What happened since one was last here. */
export function News({ organisation, seq }: { readonly organisation: string; readonly seq: number }) {
  const [before] = useState(() => visitBefore(organisation))
  useEffect(() => keepVisit(organisation, seq), [organisation, seq])
  return before ? <Since organisation={organisation} before={before} /> : null
}

function Since({ organisation, before }: { readonly organisation: string; readonly before: Visit }) {
  const { data } = useQuery(newsQuery(organisation, before.seq))
  const when = formatMoment(before.at)
  if (!data) return <p className="news">{t('overview.since', { when })}</p>
  if (data.kinds.length === 0) return <p className="news">{t('overview.nothingSince', { when })}</p>
  return (
    <p className="news">
      {t('overview.since', { when })}{' '}
      {data.kinds.map(({ kind, count }, at) => (
        <span key={kind}>
          {at > 0 && ', '}
          <Link
            to="/$organisation/audit"
            params={{ organisation }}
            search={{ kind, from: before.at.slice(0, 10) }}
          >
            {kindName(kind)}
          </Link>{' '}
          ({count})
        </span>
      ))}
    </p>
  )
}
