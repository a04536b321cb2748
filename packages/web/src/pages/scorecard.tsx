import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { ExportMenu } from '../parts/export-menu.tsx'
import { NewKpiDialog } from '../parts/kpi/new-kpi-dialog.tsx'
import { MomentPicker } from '../parts/moment-picker.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { ScorecardTable } from '../parts/scorecard-table.tsx'
import { StatusMark, statusWord } from '../parts/status.tsx'
import { addressOf } from '../state/ask.ts'
import { formatDay, formatShare } from '../state/format.ts'
import { modelQuery, scorecardQuery } from '../state/queries.ts'
import { groupings } from '../state/search.ts'
import { t } from '../state/words.ts'
import '../styles/scorecard.css'

const groupWords = {
  perspective: 'scorecard.perspective',
  department: 'scorecard.department',
  objective: 'scorecard.objective',
} as const
const statuses = ['on-track', 'at-risk', 'off-track', 'unknown'] as const

/** Every KPI in its group: actual against target, financial and non-financial side by side. */
export function ScorecardPage() {
  const { organisation } = useParams({ from: '/$organisation/scorecard' })
  const search = useSearch({ from: '/$organisation/scorecard' })
  const { by = 'perspective', find, status, period, asOf } = search
  const navigate = useNavigate({ from: '/$organisation/scorecard' })
  const query = useQuery(scorecardQuery(organisation, by, { period, asOf }))
  const wanted = useDeferredValue(find)
  const model = useQuery(modelQuery(organisation))
  const [isMaking, make] = useState(false)
  const change = (part: Partial<typeof search>) =>
    navigate({ search: (old) => ({ ...old, ...part }), replace: true })
  return (
    <Page
      title={t('scorecard.title')}
      lead={
        query.data && (
          <>
            {t('scorecard.lead', { period: query.data.period, day: formatDay(query.data.asOf) })}{' '}
            <StatusMark status={query.data.score.status} /> {formatShare(query.data.score.score)}
          </>
        )
      }
      actions={
        <>
          {asOf === undefined && (
            <button type="button" className="button" onClick={() => make(true)} disabled={!model.data}>
              {t('edits.newKpi')}
            </button>
          )}
          <ExportMenu
            address={(format) => addressOf(organisation, `/scorecard.${format}`, { by, period, asOf })}
          />
          <button type="button" className="button" onClick={() => print()}>
            {t('scorecard.print')}
          </button>
        </>
      }
    >
      {isMaking && model.data && (
        <NewKpiDialog organisation={organisation} model={model.data} close={() => make(false)} />
      )}
      <div className="toolbar">
        <fieldset className="choices">
          <legend className="hidden">{t('scorecard.by')}</legend>
          {groupings.map((one) => (
            <button
              key={one}
              type="button"
              className="choice"
              aria-pressed={by === one}
              onClick={() => change({ by: one })}
            >
              {t(groupWords[one])}
            </button>
          ))}
        </fieldset>
        <input
          type="search"
          className="search"
          aria-label={t('scorecard.find')}
          placeholder={t('scorecard.find')}
          defaultValue={find}
          onChange={(event) => change({ find: event.target.value || undefined })}
        />
        <select
          aria-label={t('common.status')}
          value={status ?? ''}
          onChange={(event) => change({ status: event.target.value || undefined })}
        >
          <option value="">{t('scorecard.anyStatus')}</option>
          {statuses.map((one) => (
            <option key={one} value={one}>
              {statusWord(one)}
            </option>
          ))}
        </select>
        <MomentPicker hasPeriod />
      </div>
      <Answered query={query}>
        {(scorecard) => (
          <ScorecardTable organisation={organisation} scorecard={scorecard} find={wanted} status={status} />
        )}
      </Answered>
    </Page>
  )
}
