import type { Model, ReviewAnswer } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ExportMenu } from '../parts/export-menu.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { ReviewAgenda } from '../parts/reviews/review-agenda.tsx'
import { ReviewItemView } from '../parts/reviews/review-item.tsx'
import { ReviewLead } from '../parts/reviews/review-lead.tsx'
import { ReviewMinutes } from '../parts/reviews/review-minutes.tsx'
import { useLetters } from '../parts/use-letters.ts'
import { addressOf } from '../state/ask.ts'
import { formatDay } from '../state/format.ts'
import { usePerson } from '../state/negotiate.ts'
import { modelQuery, reviewQuery } from '../state/queries.ts'
import { stateIds, useReviewStep } from '../state/review.ts'
import { t } from '../state/words.ts'
import '../styles/reviews.css'

/** A review while it is held: everybody on the item that is presented. Afterwards: its minutes. */
export function ReviewPage() {
  const { organisation, review: id } = useParams({ from: '/$organisation/reviews/$review' })
  const query = useQuery(reviewQuery(organisation, id))
  const { data: model } = useQuery(modelQuery(organisation))
  return (
    <Answered query={query}>
      {(review) => (
        <Page
          title={`${review.name} ${review.subject.period}`}
          actions={
            review.seen && (
              <ExportMenu
                address={(format) => addressOf(organisation, `/reviews/${review.id}/pack.${format}`)}
                label={t('reviews.pack')}
                isTable={false}
              />
            )
          }
          lead={
            <>
              <Link to="/$organisation/reviews" params={{ organisation }}>
                {t('reviews.title')}
              </Link>{' '}
              · <span className={`tag review-${review.state}`}>{t(stateIds[review.state])}</span>{' '}
              {review.seen && (
                <Link
                  to="/$organisation/scorecard"
                  params={{ organisation }}
                  search={{ asOf: review.seen.asOf }}
                  title={t('reviews.frozen')}
                >
                  {t('reviews.knownOn', { day: formatDay(review.seen.asOf) })}
                </Link>
              )}
            </>
          }
        >
          {review.state === 'open' ? (
            <Meeting organisation={organisation} review={review} model={model} />
          ) : (
            <ReviewMinutes organisation={organisation} review={review} model={model} />
          )}
        </Page>
      )}
    </Answered>
  )
}

function Meeting({
  organisation,
  review,
  model,
}: {
  readonly organisation: string
  readonly review: ReviewAnswer
  readonly model: Model | undefined
}) {
  const person = usePerson(organisation)
  const isLeading = review.leads.includes(person ?? '')
  const step = useReviewStep(organisation, review)
  // Who leads takes everybody along; the others may look elsewhere until they come back.
  const [elsewhere, lookAt] = useState<string>()
  const own = isLeading ? undefined : elsewhere
  const key = own ?? review.shown ?? review.items[0]?.key
  const item = review.items.find((one) => one.key === key)
  const go = (to: string) => {
    if (isLeading) step.mutate({ kind: 'present', item: to })
    else lookAt(to === review.shown ? undefined : to)
  }
  const move = (by: 1 | -1) => {
    const at = review.items.findIndex((one) => one.key === key)
    const next = review.items[at + by]
    if (next) go(next.key)
  }
  useLetters({ j: () => move(1), k: () => move(-1) })
  return (
    <div className="review-room">
      <ReviewAgenda
        organisation={organisation}
        review={review}
        selected={key}
        select={go}
        mayAdd={person != null && review.participants.includes(person)}
      />
      <div className="review-centre">
        {own !== undefined && own !== review.shown && (
          <button type="button" className="button" onClick={() => lookAt(undefined)}>
            {t('reviews.follow')}
          </button>
        )}
        {item ? (
          <ReviewItemView
            key={item.key}
            organisation={organisation}
            review={review}
            item={item}
            model={model}
            next={() => move(1)}
          />
        ) : (
          <p className="empty">{t('reviews.agendaEmpty')}</p>
        )}
      </div>
      <ReviewLead
        organisation={organisation}
        review={review}
        model={model}
        isLeading={isLeading}
        person={person ?? undefined}
      />
    </div>
  )
}
