import type { Model, ReviewAnswer } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { KpiChart } from '../../charts/kpi-chart.tsx'
import { perYear } from '../../charts/kpi-shape.ts'
import { kpiOutlookQuery, kpiQuery } from '../../state/queries.ts'
import type { ReviewItem } from '../../state/review.ts'
import { reasonOf, useReviewStep } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { useLetters } from '../use-letters.ts'
import { DecisionForm } from './decision-form.tsx'
import { Conclusions } from './review-conclusions.tsx'
import { ActionForm, NoteForm, ParkForm } from './review-forms.tsx'

const panels = ['decide', 'action', 'note', 'park'] as const
type Panel = (typeof panels)[number]
const panelIds = {
  decide: 'reviews.decide',
  action: 'reviews.action',
  note: 'reviews.note',
  park: 'reviews.park',
} as const

/** One item: why it is talked about, its numbers, what was concluded, and what can be. */
export function ReviewItemView({
  organisation,
  review,
  item,
  model,
  next,
}: {
  readonly organisation: string
  readonly review: ReviewAnswer
  readonly item: ReviewItem
  readonly model: Model | undefined
  readonly next: () => void
}) {
  const [panel, show] = useState<Panel>()
  const room = useRef<HTMLDivElement>(null)
  const step = useReviewStep(organisation, review)
  useLetters({
    d: () => show('decide'),
    a: () => show('action'),
    n: () => show('note'),
    p: () => show('park'),
  })
  useEffect(() => {
    if (panel !== undefined) room.current?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }, [panel])
  const parts = { organisation, review, item, model, done: () => show(undefined) }
  return (
    <article className="card review-item" aria-labelledby="review-item-head">
      <h2 id="review-item-head">
        {item.subject.kind === 'kpi' ? (
          <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: item.subject.id }}>
            {item.title}
          </Link>
        ) : (
          item.title
        )}
      </h2>
      <ul className="review-reasons">
        {item.reasons.map((reason) => (
          <li key={`${reason.code} ${reason.text}`} className={`reason-${reason.code}`}>
            {reasonOf(reason)}
          </li>
        ))}
      </ul>
      {item.subject.kind === 'kpi' && (
        <KpiNumbers
          organisation={organisation}
          kpi={item.subject.id}
          asOf={review.seen?.asOf}
          model={model}
        />
      )}
      <Conclusions
        item={item}
        model={model}
        undo={(choice) => step.mutate({ kind: 'undecide', item: item.key, choice })}
      />
      {step.isError && <Fault error={step.error} />}
      <div className="actions-row" role="toolbar" aria-label={t('reviews.decide')}>
        {panels.map((one) => (
          <button
            key={one}
            type="button"
            className={`button${one === 'decide' ? ' primary' : ''}`}
            aria-expanded={panel === one}
            onClick={() => show(panel === one ? undefined : one)}
          >
            {t(panelIds[one])}
          </button>
        ))}
        <span className="shell-space" />
        <button type="button" className="button" onClick={next}>
          {t('reviews.next')}
        </button>
      </div>
      <div ref={room}>
        {panel === 'decide' && <DecisionForm {...parts} />}
        {panel === 'action' && <ActionForm {...parts} />}
        {panel === 'note' && <NoteForm {...parts} />}
        {panel === 'park' && <ParkForm {...parts} />}
      </div>
      <p className="faint review-keys">{t('reviews.keys')}</p>
    </article>
  )
}

/** The KPI as it was known when the review was opened. */
function KpiNumbers({
  organisation,
  kpi,
  asOf,
  model,
}: {
  readonly organisation: string
  readonly kpi: string
  readonly asOf: string | undefined
  readonly model: Model | undefined
}) {
  // Of today's numbers the server has the answer at hand.
  const day = asOf === model?.today ? undefined : asOf
  const { data } = useQuery(kpiQuery(organisation, kpi, day))
  const { data: outlook } = useQuery(kpiOutlookQuery(organisation, kpi, day))
  if (!data) return <div className="review-chart" />
  return (
    <div className="review-chart">
      <KpiChart
        title={data.kpi.name}
        unit={data.kpi.unit}
        series={data.series}
        perYear={perYear(data.measure.grain)}
        outlook={outlook}
      />
    </div>
  )
}
