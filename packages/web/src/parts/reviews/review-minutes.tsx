import type { Model, ReviewAnswer } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { formatDay, formatMoment } from '../../state/format.ts'
import { nameIn } from '../../state/names.ts'
import { usePerson } from '../../state/negotiate.ts'
import { clockOf, reasonOf, useReviewStep } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { ActionList } from './action-list.tsx'
import { Conclusions } from './review-conclusions.tsx'

/** What came of a review, what was seen in it, and who has signed that. */
export function ReviewMinutes({
  organisation,
  review,
  model,
}: {
  readonly organisation: string
  readonly review: ReviewAnswer
  readonly model: Model | undefined
}) {
  const person = usePerson(organisation)
  const step = useReviewStep(organisation, review)
  const name = (id: string) => nameIn(model?.people, id)
  const { hash, signed, present, items, notes, actions, closedAt, reason, state } = review
  const maySign = hash !== null && person != null && present.includes(person) && !signed.includes(person)
  const concluded = items.filter(
    ({ decisions, parked, notes: own }) => decisions.length > 0 || parked || own.length > 0,
  )
  if (state === 'cancelled') return <p className="banner">{reason}</p>
  return (
    <div className="thread-room">
      <div>
        <h2>{t('reviews.minutes')}</h2>
        {concluded.length === 0 && <p className="empty">{t('reviews.nothingDecided')}</p>}
        {concluded.map((item) => (
          <section key={item.key} className="card review-minute">
            <h3>
              {item.subject.kind === 'kpi' ? (
                <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: item.subject.id }}>
                  {item.title}
                </Link>
              ) : (
                item.title
              )}{' '}
              <span className="faint">{item.shownMs >= 1000 && clockOf(item.shownMs)}</span>
            </h3>
            {item.reasons.map((one) => (
              <p key={`${one.code} ${one.text}`} className="faint">
                {reasonOf(one)}
              </p>
            ))}
            <Conclusions item={item} model={model} />
          </section>
        ))}
        {notes.length > 0 && (
          <section className="card review-minute">
            <h3>{t('reviews.notesAll')}</h3>
            <Conclusions item={{ decisions: [], parked: null, notes }} model={model} />
          </section>
        )}
        <h2>{t('reviews.actions')}</h2>
        <ActionList organisation={organisation} actions={actions} model={model} />
      </div>
      <aside className="card" aria-label={t('reviews.signatures')}>
        <h2>{t('reviews.people')}</h2>
        <ul className="plain seats">
          {present.map((id) => (
            <li key={id}>
              {name(id)} <span className="faint">{signed.includes(id) && t('agree.hasSigned')}</span>
            </li>
          ))}
        </ul>
        {closedAt !== null && <p className="faint">{formatMoment(closedAt)}</p>}
        {review.seen && (
          <p>
            <Link to="/$organisation/scorecard" params={{ organisation }} search={{ asOf: review.seen.asOf }}>
              {t('reviews.knownOn', { day: formatDay(review.seen.asOf) })}
            </Link>
          </p>
        )}
        {hash !== null && (
          <p className="faint review-hash">{t('reviews.hash', { hash: hash.slice(0, 16) })}</p>
        )}
        {maySign && (
          <button
            type="button"
            className="button primary"
            disabled={step.isPending}
            onClick={() => step.mutate({ kind: 'sign-off', hash })}
          >
            {t('reviews.sign')}
          </button>
        )}
        {step.isError && <Fault error={step.error} />}
      </aside>
    </div>
  )
}
