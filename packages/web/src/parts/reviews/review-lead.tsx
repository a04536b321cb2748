import type { Model, ReviewAnswer } from '@keelson/server/answers'
import { useEffect, useState } from 'react'
import { nameIn } from '../../state/names.ts'
import { clockOf, useReviewStep } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'

/** Who is there, how long the item is talked about, and what who leads can do with the whole. */
export function ReviewLead({
  organisation,
  review,
  model,
  isLeading,
  person,
}: {
  readonly organisation: string
  readonly review: ReviewAnswer
  readonly model: Model | undefined
  readonly isLeading: boolean
  readonly person: string | undefined
}) {
  const step = useReviewStep(organisation, review)
  const [asked, askFor] = useState<'close' | 'cancel'>()
  const [text, setText] = useState('')
  const name = (id: string) => nameIn(model?.people, id)
  const isThere = person !== undefined && review.present.includes(person)
  return (
    <aside className="card review-lead">
      <Timer since={review.shownSince} />
      <h2>{t('reviews.people')}</h2>
      <p>{review.present.length === 0 ? t('reviews.nobody') : review.present.map(name).join(', ')}</p>
      {person !== undefined && !isThere && review.participants.includes(person) && (
        <button type="button" className="button" onClick={() => step.mutate({ kind: 'join' })}>
          {t('reviews.join')}
        </button>
      )}
      {review.actions.length > 0 && (
        <>
          <h2>{t('reviews.actions')}</h2>
          <ul className="plain">
            {review.actions.map(({ id, what, owner, due }) => (
              <li key={id}>
                {what} <span className="faint block">{`${name(owner)} · ${due}`}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {isLeading && (
        <div className="review-lead-foot">
          <button type="button" className="button primary" onClick={() => askFor('close')}>
            {t('reviews.close')}
          </button>
          <button
            type="button"
            className="button"
            disabled={step.isPending}
            onClick={() => step.mutate({ kind: 'refresh' })}
          >
            {t('reviews.refresh')}
          </button>
          <button type="button" className="button quiet" onClick={() => askFor('cancel')}>
            {t('reviews.cancel')}
          </button>
        </div>
      )}
      {step.isError && asked === undefined && <Fault error={step.error} />}
      {asked !== undefined && (
        <Dialog
          title={t(asked === 'close' ? 'reviews.close' : 'reviews.cancel')}
          close={() => {
            step.reset()
            askFor(undefined)
          }}
        >
          <form
            onSubmit={(event) => {
              event.preventDefault()
              const body = asked === 'close' ? { kind: asked } : { kind: asked, text }
              step.mutate(body, { onSuccess: () => askFor(undefined) })
            }}
          >
            {asked === 'close' ? (
              <p>{t('reviews.closeMore')}</p>
            ) : (
              <label className="field">
                <span>{t('reviews.cancelWhy')}</span>
                <input value={text} required onChange={(event) => setText(event.target.value)} />
              </label>
            )}
            {step.isError && <Fault error={step.error} />}
            <div className="dialog-foot">
              <button type="submit" className="button primary" disabled={step.isPending}>
                {t(asked === 'close' ? 'reviews.close' : 'reviews.cancel')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </aside>
  )
}

/** How long the item has been presented. */
function Timer({ since }: { readonly since: string | null }) {
  const [now, tick] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (since === null) return null
  return (
    <p className="review-timer">
      <span className="figure">{clockOf(now - Date.parse(since))}</span>{' '}
      <span className="faint">{t('reviews.timer')}</span>
    </p>
  )
}
