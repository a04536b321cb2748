import type { Model } from '@keelson/server/answers'
import { formatDay } from '../../state/format.ts'
import { nameIn } from '../../state/names.ts'
import type { Choice, ReviewDecision, ReviewItem } from '../../state/review.ts'
import { amountIn } from '../../state/terms.ts'
import { t } from '../../state/words.ts'

/** What was decided on an item, put off, or noted. */
export function Conclusions({
  item,
  model,
  undo,
}: {
  readonly item: Pick<ReviewItem, 'decisions' | 'notes' | 'parked'>
  readonly model: Model | undefined
  /** Left out once nothing can be taken back. */
  readonly undo?: (choice: Choice) => void
}) {
  const name = (id: string) => nameIn(model?.people, id)
  return (
    <>
      {item.decisions.length > 0 && (
        <ul className="plain review-decisions" aria-label={t('reviews.decisions')}>
          {item.decisions.map(({ by, decision }) => (
            <li key={decision.choice}>
              <strong>{decisionWords(decision, model)}</strong> {decision.reason}
              <span className="faint block">{[name(by), ...(decision.evidence ?? [])].join(' · ')}</span>
              {undo && (
                <button type="button" className="link" onClick={() => undo(decision.choice)}>
                  {t('reviews.undo')}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {item.parked && (
        <p className="review-parked">
          <strong>{t('reviews.parked')}:</strong> {item.parked.text}{' '}
          <span className="faint">{name(item.parked.by)}</span>
        </p>
      )}
      {item.notes.map(({ by, at, text }) => (
        <p key={`${by} ${at}`} className="review-note">
          {text} <span className="faint">{name(by)}</span>
        </p>
      ))}
    </>
  )
}

/** A decision in a few words. */
export function decisionWords(
  { choice, period = '', terms, by, until, initiative }: ReviewDecision,
  model: Model | undefined,
): string {
  const last = until === undefined ? '' : `. ${t('reviews.retiredOn', { day: formatDay(until) })}`
  switch (choice) {
    case 'keep':
      return t('reviews.kept')
    case 'adjust-target':
      return t('reviews.adjusted', { amount: amountIn(terms ?? {}), period })
    case 'replace':
      return `${t('reviews.replaced', { by: nameIn(model?.kpis, by ?? '') })}${last}`
    case 'retire':
      return `${t('reviews.retired')}${last}`
    case 'start-initiative':
      return t('reviews.started', { name: initiative?.name ?? '' })
    case 'stop-initiative':
      return t('reviews.stopped')
    default:
      return t('reviews.resolved')
  }
}
