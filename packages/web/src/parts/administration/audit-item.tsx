import type { AuditRow } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sentenceOf } from '../../state/audit.ts'
import { formatMoment } from '../../state/format.ts'
import { modelQuery } from '../../state/queries.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'

/** So many changes the server tells of one event. */
const mostTold = 60
const kpiKinds = new Set(['kpi', 'target'])

/** An event as a sentence, with what it changed and the way to how things stood then. */
export function AuditItem({ organisation, row }: { readonly organisation: string; readonly row: AuditRow }) {
  const { seq, at, comment, details, about, hash } = row
  const { data: model } = useQuery(modelQuery(organisation))
  // A company that describes one day has none after it.
  const day = [at.slice(0, 10), model?.today ?? at].toSorted()[0]?.slice(0, 10)
  const kpis = about.filter(({ kind }) => kpiKinds.has(kind)).slice(0, 3)
  return (
    <li className="card audit-item">
      <div className="audit-head">
        <span className="audit-sentence">{sentenceOf(row)}</span>
        <span className="faint">
          {formatMoment(at)} · <span title={hash}>#{seq}</span>
        </span>
      </div>
      {comment !== null && <p className="audit-comment">{comment}</p>}
      {details.length > 0 && <AuditDetails seq={seq} details={details} isOpen={details.length <= 3} />}
      <p className="audit-foot">
        {kpis.map(({ id, name }) => (
          <Link
            key={id}
            to="/$organisation/kpis/$kpi"
            params={{ organisation, kpi: id.split(' ')[0] ?? id }}
            search={{ tab: 'history' }}
          >
            {name}
          </Link>
        ))}
        <Link to="/$organisation/scorecard" params={{ organisation }} search={{ asOf: day }}>
          {t('audit.thatDay')}
        </Link>
      </p>
    </li>
  )
}

function AuditDetails({
  seq,
  details,
  isOpen,
}: {
  readonly seq: number
  readonly details: AuditRow['details']
  readonly isOpen: boolean
}) {
  return (
    <details open={isOpen}>
      <summary>
        {t(details.length < mostTold ? 'audit.details' : 'audit.firstDetails', { count: details.length })}
      </summary>
      <Scroll label={`${t('audit.what')} ${seq}`}>
        <table className="table audit-table">
          <thead>
            <tr>
              <th scope="col">{t('audit.what')}</th>
              <th scope="col">{t('audit.before')}</th>
              <th scope="col">{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {details.map(({ what, before, after }) => (
              <tr key={`${what} ${before} ${after}`}>
                <th scope="row">{what}</th>
                <td>{before ?? '–'}</td>
                <td>{after ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
