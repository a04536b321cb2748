import type { History } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { actorName, historyQuery } from '../../state/audit.ts'
import { formatAmount, formatMoment } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { AuditItem } from '../administration/audit-item.tsx'
import { Answered } from '../page.tsx'
import { Scroll } from '../scroll.tsx'
import '../../styles/audit.css'

/** Who changed a KPI and its values, when, from what to what; and where each value came from. */
export function KpiHistory({ organisation, kpi }: { readonly organisation: string; readonly kpi: string }) {
  return (
    <Answered query={useQuery(historyQuery(organisation, kpi))}>
      {(history) => (
        <>
          <section aria-labelledby="history-changes">
            <h2 id="history-changes">{t('kpi.changes')}</h2>
            {history.changes.length === 0 && <p className="empty">{t('kpi.noChanges')}</p>}
            <ol className="audit-list">
              {history.changes.map((row) => (
                <AuditItem key={row.seq} organisation={organisation} row={row} />
              ))}
            </ol>
          </section>
          <div>
            <h2>{t('kpi.lineage')}</h2>
            {history.values.length === 0 ? (
              <p className="empty">{t('kpi.computed')}</p>
            ) : (
              <Lineage history={history} />
            )}
          </div>
        </>
      )}
    </Answered>
  )
}

function Lineage({ history: { values, unit } }: { readonly history: History }) {
  return (
    <Scroll label={t('kpi.lineage')}>
      <table className="table">
        <caption className="hidden">{t('kpi.lineage')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('common.period')}</th>
            <th scope="col" className="right">
              {t('common.actual')}
            </th>
            <th scope="col">{t('kpi.by')}</th>
            <th scope="col">{t('kpi.recorded')}</th>
            <th scope="col">{t('kpi.source')}</th>
            <th scope="col">{t('kpi.note')}</th>
          </tr>
        </thead>
        <tbody>
          {values.flatMap(({ period, versions }) =>
            versions.toReversed().map((version, back) => {
              const { value, recorded, at, actor, actorName: name, source, note, reason, seq } = version
              const isOld = back > 0
              return (
                <tr key={`${period} ${seq} ${recorded} ${value}`} className={isOld ? 'is-restated' : ''}>
                  <th scope="row">{isOld ? <span className="faint">{t('kpi.restated')}</span> : period}</th>
                  <td className="number">
                    {isOld ? <s>{formatAmount(value, unit)}</s> : formatAmount(value, unit)}
                  </td>
                  <td>{actorName(actor, name)}</td>
                  <td>
                    {recorded} <span className="faint">{formatMoment(at)}</span>
                  </td>
                  <td>{source ?? '–'}</td>
                  <td>{[...new Set([note, reason])].filter(Boolean).join(' · ') || '–'}</td>
                </tr>
              )
            }),
          )}
        </tbody>
      </table>
    </Scroll>
  )
}
