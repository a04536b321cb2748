import type { KpiAnswer, Model } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { KpiChart } from '../charts/kpi-chart.tsx'
import { perYear } from '../charts/kpi-shape.ts'
import { CheckInForm } from '../parts/check-in-form.tsx'
import { Discussion } from '../parts/discussion.tsx'
import { KpiDefinition } from '../parts/kpi/kpi-definition.tsx'
import { KpiDialog } from '../parts/kpi/kpi-dialog.tsx'
import { KpiExplanation } from '../parts/kpi/kpi-explanation.tsx'
import { KpiGoalposts } from '../parts/kpi/kpi-goalposts.tsx'
import { KpiHistory } from '../parts/kpi/kpi-history.tsx'
import { KpiOutlookText } from '../parts/kpi/kpi-outlook-text.tsx'
import { KpiTable } from '../parts/kpi/kpi-table.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { StatusMark } from '../parts/status.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { formatAmount } from '../state/format.ts'
import { messageOf } from '../state/kpi-message.ts'
import { nameIn } from '../state/names.ts'
import { checkInsQuery, kpiOutlookQuery, kpiQuery, modelQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/check-in.css'
import '../styles/kpi.css'

/** One KPI: what it says now, how it came there, what it is made of. */
export function KpiPage() {
  const { organisation, kpi } = useParams({ from: '/$organisation/kpis/$kpi' })
  const { tab = 'data', asOf } = useSearch({ from: '/$organisation/kpis/$kpi' })
  const navigate = useNavigate({ from: '/$organisation/kpis/$kpi' })
  const query = useQuery(kpiQuery(organisation, kpi, asOf))
  const model = useQuery(modelQuery(organisation))
  const [isEdited, edit] = useState(false)
  const { data: outlook } = useQuery(kpiOutlookQuery(organisation, kpi, asOf))
  return (
    <Answered query={query}>
      {(answer) => (
        <Page
          title={messageOf(answer.kpi)}
          lead={leadOf(answer, model.data)}
          actions={
            asOf === undefined && (
              <button type="button" className="button" onClick={() => edit(true)} disabled={!model.data}>
                {t('edits.edit')}
              </button>
            )
          }
        >
          {isEdited && model.data && (
            <KpiDialog organisation={organisation} model={model.data} id={kpi} close={() => edit(false)} />
          )}
          <KpiChart
            title={answer.kpi.name}
            unit={answer.kpi.unit}
            series={answer.series}
            perYear={perYear(answer.measure.grain)}
            outlook={outlook}
          />
          <div className="kpi-outlook">
            {outlook && <KpiOutlookText outlook={outlook} unit={answer.kpi.unit} />}
          </div>
          <KpiGoalposts answer={answer} />
          {asOf === undefined && answer.measure.formula === null && (
            <OwnCheckIn organisation={organisation} measure={answer.measure.id} />
          )}
          <Tabs
            label={answer.kpi.name}
            selected={tab}
            select={(id) => navigate({ search: (old) => ({ ...old, tab: id }), replace: true })}
            tabs={[
              { id: 'data', name: t('kpi.data'), content: () => <KpiTable answer={answer} /> },
              {
                id: 'definition',
                name: t('kpi.definition'),
                content: () => <KpiDefinition organisation={organisation} answer={answer} />,
              },
              {
                id: 'explanation',
                name: t('kpi.explanation'),
                content: () => <KpiExplanation organisation={organisation} kpi={kpi} asOf={asOf} />,
              },
              {
                id: 'history',
                name: t('kpi.history'),
                content: () => <KpiHistory organisation={organisation} kpi={kpi} />,
              },
              {
                id: 'discussion',
                name: t('discussion.title'),
                content: () => <Discussion organisation={organisation} on={`kpi:${kpi}`} />,
              },
            ]}
          />
        </Page>
      )}
    </Answered>
  )
}

function leadOf({ kpi, series, department, objective }: KpiAnswer, model: Model | undefined) {
  const last = series.at(-1)
  return (
    <>
      <StatusMark status={kpi.status} /> {last?.period} ·{' '}
      {t('kpi.targetIs', { target: formatAmount(kpi.target, kpi.unit) })}
      {kpi.original !== null &&
        ` · ${t('scorecard.original', { amount: formatAmount(kpi.original, kpi.unit) })}`}
      <span className="kpi-belongs">
        {model &&
          [
            department !== null && nameIn(model.departments, department),
            objective !== null && nameIn(model.objectives, objective),
            kpi.owner !== null && nameIn(model.people, kpi.owner),
          ]
            .filter(Boolean)
            .join(' · ')}
      </span>
    </>
  )
}

/** The value of the last period, for those who may hand it in. */
function OwnCheckIn({ organisation, measure }: { readonly organisation: string; readonly measure: string }) {
  const { data, isPending } = useQuery(checkInsQuery(organisation))
  const row = data?.rows.find((one) => one.measure === measure)
  if (isPending) return <div className="kpi-check-in" />
  if (!row) return null
  return (
    <div className="kpi-check-in">
      <CheckInForm key={row.period} organisation={organisation} row={row} />
    </div>
  )
}
