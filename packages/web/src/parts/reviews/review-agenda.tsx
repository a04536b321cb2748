import type { ReviewAnswer } from '@keelson/server/answers'
import { useState } from 'react'
import { clockOf, reasonOf, useReviewStep } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'

/** The items of a review: which were settled, which is presented. */
export function ReviewAgenda({
  organisation,
  review,
  selected,
  select,
  mayAdd,
}: {
  readonly organisation: string
  readonly review: ReviewAnswer
  readonly selected: string | undefined
  readonly select: (key: string) => void
  readonly mayAdd: boolean
}) {
  const step = useReviewStep(organisation, review)
  const [title, setTitle] = useState('')
  const settled = review.items.filter(({ decisions, parked }) => decisions.length > 0 || parked).length
  return (
    <nav className="card review-agenda" aria-label={t('reviews.agenda')}>
      <h2>{t('reviews.agenda')}</h2>
      <progress max={review.items.length} value={settled} aria-label={t('reviews.agenda')} />
      <p className="faint">{t('reviews.settled', { settled, items: review.items.length })}</p>
      <ol>
        {review.items.map((item) => {
          const mark = item.decisions.length > 0 ? '✓' : item.parked ? '⏸' : '·'
          const [first] = item.reasons
          return (
            <li key={item.key}>
              <button
                type="button"
                aria-current={item.key === selected ? 'step' : undefined}
                className={item.key === review.shown ? 'is-shown' : ''}
                onClick={() => select(item.key)}
              >
                <span className="review-mark" aria-hidden="true">
                  {mark}
                </span>
                <span>
                  <strong>{item.title}</strong>
                  {item.decisions.length > 0 && <span className="hidden">{t('reviews.decisions')}</span>}
                  {item.parked && <span className="hidden">{t('reviews.parked')}</span>}
                  {first && <span className="faint block">{reasonOf(first)}</span>}
                </span>
                {item.shownMs >= 1000 && <span className="faint number">{clockOf(item.shownMs)}</span>}
              </button>
            </li>
          )
        })}
      </ol>
      {mayAdd && (
        <form
          className="actions-row"
          onSubmit={(event) => {
            event.preventDefault()
            step.mutate({ kind: 'add-item', title }, { onSuccess: () => setTitle('') })
          }}
        >
          <input
            aria-label={t('reviews.add')}
            placeholder={t('reviews.addHint')}
            value={title}
            required
            onChange={(event) => setTitle(event.target.value)}
          />
          <button type="submit" className="button" disabled={step.isPending}>
            {t('reviews.add')}
          </button>
        </form>
      )}
      {step.isError && <Fault error={step.error} />}
    </nav>
  )
}
