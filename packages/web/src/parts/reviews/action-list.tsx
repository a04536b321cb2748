import type { ActionRow, Model } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { formatDay } from '../../state/format.ts'
import { nameIn } from '../../state/names.ts'
import { usePerson } from '../../state/negotiate.ts'
import { useReviewStep } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'

/** What people have to do from reviews, the open ones first. */
export function ActionList({
  organisation,
  actions,
  model,
}: {
  readonly organisation: string
  readonly actions: readonly ActionRow[]
  readonly model: Model | undefined
}) {
  const person = usePerson(organisation)
  if (actions.length === 0) return <p className="empty">{t('reviews.noActions')}</p>
  const rank = ({ state, owner }: ActionRow) => (state === 'open' ? (owner === person ? 0 : 1) : 2)
  return (
    <ul className="plain">
      {actions
        .toSorted((a, b) => rank(a) - rank(b))
        .map((action) => (
          <Action
            key={action.id}
            organisation={organisation}
            action={action}
            owner={nameIn(model?.people, action.owner)}
            isOwn={action.owner === person}
          />
        ))}
    </ul>
  )
}

type Asked = 'finish-action' | 'drop-action' | 'move-action'
const askedIds = {
  'finish-action': 'reviews.done',
  'drop-action': 'reviews.drop',
  'move-action': 'reviews.move',
} as const

function Action({
  organisation,
  action,
  owner,
  isOwn,
}: {
  readonly organisation: string
  readonly action: ActionRow
  readonly owner: string
  readonly isOwn: boolean
}) {
  const step = useReviewStep(organisation, { id: action.review })
  const [asked, askFor] = useState<Asked>()
  const [text, setText] = useState('')
  const [due, setDue] = useState(action.due)
  const { id, what, state, isLate, note, moves, review, cycle, period } = action
  return (
    <li className={`card action action-${state}`}>
      <div>
        <strong>{what}</strong>
        <span className="faint block">
          {owner} · {t('reviews.dueOn', { day: formatDay(action.due) })}
          {moves > 0 && ` · ${t('reviews.moved', { count: moves })}`} ·{' '}
          <Link to="/$organisation/reviews/$review" params={{ organisation, review }}>
            {cycle} {period}
          </Link>
        </span>
        {note !== null && note !== '' && <span className="block">{note}</span>}
      </div>
      <span className="action-marks">
        {isLate && <span className="tag action-late">{t('reviews.late')}</span>}
        {isOwn && state === 'open' && <span className="tag">{t('reviews.mine')}</span>}
        {state !== 'open' && (
          <span className="tag">{t(state === 'done' ? 'reviews.actionDone' : 'reviews.actionDropped')}</span>
        )}
      </span>
      {state === 'open' && (
        <div className="actions-row">
          {(Object.keys(askedIds) as Asked[]).map((kind) => (
            <button
              key={kind}
              type="button"
              className="button"
              aria-expanded={asked === kind}
              onClick={() => askFor(asked === kind ? undefined : kind)}
            >
              {t(askedIds[kind])}
            </button>
          ))}
        </div>
      )}
      {asked !== undefined && state === 'open' && (
        <form
          className="actions-row action-form"
          onSubmit={(event) => {
            event.preventDefault()
            const moved = asked === 'move-action' ? { id, due } : { id }
            step.mutate({ kind: asked, action: moved, text }, { onSuccess: () => askFor(undefined) })
          }}
        >
          <input
            aria-label={t('reviews.said')}
            placeholder={t(asked === 'finish-action' ? 'reviews.said' : 'reviews.reason')}
            value={text}
            required={asked !== 'finish-action'}
            onChange={(event) => setText(event.target.value)}
          />
          {asked === 'move-action' && (
            <input
              type="date"
              aria-label={t('reviews.newDay')}
              value={due}
              required
              onChange={(event) => setDue(event.target.value)}
            />
          )}
          <button type="submit" className="button primary" disabled={step.isPending}>
            {t(askedIds[asked])}
          </button>
        </form>
      )}
      {step.isError && <Fault error={step.error} />}
    </li>
  )
}
