import type { Model, ReviewRow } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { ActionList } from '../parts/reviews/action-list.tsx'
import { AgendaDialog } from '../parts/reviews/agenda-dialog.tsx'
import { formatDay } from '../state/format.ts'
import { nameIn } from '../state/names.ts'
import { actionsQuery, modelQuery, reviewsQuery } from '../state/queries.ts'
import { stateIds, useOpenReview } from '../state/review.ts'
import { t } from '../state/words.ts'
import '../styles/reviews.css'

/** The reviews that are due, those that were held, and what is still to be done from them. */
export function ReviewsPage() {
  const { organisation } = useParams({ from: '/$organisation/reviews' })
  const { cycle, period } = useSearch({ from: '/$organisation/reviews' })
  const navigate = useNavigate({ from: '/$organisation/reviews' })
  const query = useQuery(reviewsQuery(organisation))
  const { data: model } = useQuery(modelQuery(organisation))
  const { data: actions } = useQuery(actionsQuery(organisation))
  return (
    <Answered query={query}>
      {({ reviews }) => {
        const isLive = ({ state, isDue }: ReviewRow) => state === 'open' || (state === 'planned' && isDue)
        const due = reviews.filter(isLive)
        const held = reviews.filter(({ state }) => !['open', 'planned'].includes(state))
        const later = reviews.filter((row) => row.state === 'planned' && !row.isDue).toReversed()
        const coming = later.filter(
          ({ subject }, at) => later.findIndex((one) => one.subject.cycle === subject.cycle) === at,
        )
        const open = (actions ?? []).filter(({ state }) => state === 'open')
        const groups = [
          ['reviews.due', due],
          ['reviews.coming', coming],
          ['reviews.held', held],
        ] as const
        return (
          <Page title={t('reviews.title')} lead={t('reviews.lead', { due: due.length, open: open.length })}>
            {cycle !== undefined && period !== undefined && (
              <AgendaDialog
                organisation={organisation}
                cycle={cycle}
                period={period}
                close={() => navigate({ search: { cycle: undefined, period: undefined } })}
              />
            )}
            {groups.map(
              ([name, rows]) =>
                rows.length > 0 && (
                  <section key={name} aria-labelledby={name}>
                    <h2 id={name}>{t(name)}</h2>
                    <ul className="plain">
                      {rows.map((row) => (
                        <ReviewCard
                          key={`${row.subject.cycle} ${row.subject.period}`}
                          organisation={organisation}
                          row={row}
                          model={model}
                        />
                      ))}
                    </ul>
                  </section>
                ),
            )}
            {held.length === 0 && due.length > 0 && <p className="faint">{t('reviews.none')}</p>}
            <section aria-labelledby="actions-head">
              <h2 id="actions-head">{t('reviews.actions')}</h2>
              <ActionList organisation={organisation} actions={actions ?? []} model={model} />
            </section>
          </Page>
        )
      }}
    </Answered>
  )
}

function ReviewCard({
  organisation,
  row,
  model,
}: {
  readonly organisation: string
  readonly row: ReviewRow
  readonly model: Model | undefined
}) {
  const navigate = useNavigate()
  const open = useOpenReview(organisation)
  const { subject, name, department, due, isDue, state, id, mayLead, items, settled } = row
  const go = (review: string) =>
    navigate({ to: '/$organisation/reviews/$review', params: { organisation, review } })
  return (
    <li className={`card review-card${state === 'open' ? ' is-live' : ''}`}>
      <div>
        <strong>{name}</strong> <span className="review-period">{subject.period}</span>
        <span className="faint block">
          {department === null ? t('reviews.company') : nameIn(model?.departments, department)} ·{' '}
          {t('reviews.dueOn', { day: formatDay(due) })}
        </span>
      </div>
      <span className={`tag review-${state}`}>{t(stateIds[state])}</span>
      <span className="faint">{items > 0 && t('reviews.settled', { settled, items })}</span>
      <div className="review-card-foot">
        {id === null || state === 'cancelled' ? (
          <>
            <Link
              to="/$organisation/reviews"
              params={{ organisation }}
              search={{ cycle: subject.cycle, period: subject.period }}
              className="button"
            >
              {t('reviews.look')}
            </Link>
            {isDue && mayLead && (
              <button
                type="button"
                className="button primary"
                disabled={open.isPending}
                onClick={() => open.mutate(subject, { onSuccess: (review) => go(review.id) })}
              >
                {t('reviews.begin')}
              </button>
            )}
          </>
        ) : (
          <Link
            to="/$organisation/reviews/$review"
            params={{ organisation, review: id }}
            className={`button${state === 'open' ? ' primary' : ''}`}
          >
            {t(state === 'open' ? 'reviews.go' : 'reviews.read')}
          </Link>
        )}
      </div>
      {open.isError && <Fault error={open.error} />}
    </li>
  )
}
