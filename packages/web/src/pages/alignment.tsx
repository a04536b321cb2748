import type { FindingRow } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Trend } from '../charts/trend.tsx'
import { keyOf } from '../parts/alignment/finding-item.tsx'
import { RepairDialog } from '../parts/alignment/repair-dialog.tsx'
import { SeverityMark, severities, severityWord } from '../parts/alignment/severity.tsx'
import { MomentPicker } from '../parts/moment-picker.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { SmartTable } from '../parts/targets/smart-table.tsx'
import { formatAmount, formatNumber } from '../state/format.ts'
import { alignmentQuery, trendQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/alignment.css'

/** Whether the departments' KPIs add up to the company's objectives, finding by finding. */
export function AlignmentPage() {
  const { organisation } = useParams({ from: '/$organisation/alignment' })
  const { severity, open, asOf } = useSearch({ from: '/$organisation/alignment' })
  const navigate = useNavigate({ from: '/$organisation/alignment' })
  const query = useQuery(alignmentQuery(organisation, asOf))
  const trend = useQuery({ ...trendQuery(organisation), enabled: asOf === undefined })
  const [repaired, repair] = useState<FindingRow>()
  return (
    <Page title={t('alignment.title')} lead={t('alignment.lead')} actions={<MomentPicker />}>
      <Answered query={query}>
        {({ score, findings }) => (
          <>
            <div className="alignment-head">
              <p className="figure">
                {formatNumber(score)} <span className="faint">/ 100</span>
              </p>
              {trend.data && <Trend points={trend.data.points} />}
              <fieldset className="choices">
                <legend className="hidden">{t('alignment.severity')}</legend>
                {[undefined, ...severities].map((one) => (
                  <button
                    key={one ?? 'all'}
                    type="button"
                    className="choice"
                    aria-pressed={severity === one}
                    onClick={() => navigate({ search: (old) => ({ ...old, severity: one }) })}
                  >
                    {one === undefined ? t('alignment.all') : severityWord(one)}{' '}
                    <span className="number">
                      {findings.filter((finding) => one === undefined || finding.severity === one).length}
                    </span>
                  </button>
                ))}
              </fieldset>
            </div>
            <ul className="plain">
              {findings
                .filter((finding) => severity === undefined || finding.severity === severity)
                .map((finding) => (
                  <li key={`${keyOf(finding)} ${finding.message}`}>
                    <Finding
                      organisation={organisation}
                      finding={finding}
                      isOpen={open === keyOf(finding)}
                      repair={asOf === undefined ? repair : undefined}
                    />
                  </li>
                ))}
            </ul>
            {asOf === undefined && <SmartTable organisation={organisation} />}
          </>
        )}
      </Answered>
      {repaired && (
        <RepairDialog organisation={organisation} finding={repaired} close={() => repair(undefined)} />
      )}
    </Page>
  )
}

function Finding({
  organisation,
  finding,
  isOpen,
  repair,
}: {
  readonly organisation: string
  readonly finding: FindingRow
  readonly isOpen: boolean
  readonly repair: ((finding: FindingRow) => void) | undefined
}) {
  const { severity, code, message, because, fix, place, impact, subject, waiver } = finding
  return (
    <details className="card finding" open={isOpen}>
      <summary>
        <SeverityMark severity={severity} />
        <span className="finding-message">{message}</span>
        {impact?.value != null && (
          <span className="number">{formatAmount(impact.value, impact.unit, { isShort: true })}</span>
        )}
      </summary>
      <dl className="facts">
        <dt>{t('alignment.about')}</dt>
        <dd>
          {subject.kind === 'kpi' ? (
            <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: subject.id }}>
              {subject.id}
            </Link>
          ) : (
            `${subject.kind} ${subject.id}`
          )}
        </dd>
        <dt>{t('alignment.check')}</dt>
        <dd>
          <code>{code}</code>
        </dd>
        <dt>{t('alignment.place')}</dt>
        <dd>
          <code>
            {place.file}:{place.line}
          </code>
        </dd>
        {because.length > 0 && (
          <>
            <dt>{t('alignment.because')}</dt>
            <dd>
              <ul>
                {because.map((one) => (
                  <li key={`${one.message} ${one.place.file} ${one.place.line}`}>
                    {one.message} <code>{`${one.place.file}:${one.place.line}`}</code>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {fix !== null && (
          <>
            <dt>{t('alignment.fix')}</dt>
            <dd>{fix}</dd>
          </>
        )}
        {waiver && (
          <>
            <dt>{t('alignment.waiver')}</dt>
            <dd>
              {t('alignment.waived', { person: waiver.person, reason: waiver.reason, until: waiver.until })}
            </dd>
          </>
        )}
      </dl>
      {repair && !waiver && (
        <div className="finding-foot">
          {code === 'value-stale' && (
            <Link to="/$organisation/check-in" params={{ organisation }} className="button primary">
              {t('alignment.toCheckIn')}
            </Link>
          )}
          <button type="button" className="button" onClick={() => repair(finding)}>
            {t('alignment.repairThis')}
          </button>
        </div>
      )}
    </details>
  )
}
