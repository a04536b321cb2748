import type { Model, ReviewAnswer, ReviewStepBody } from '@keelson/server/answers'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { usePerson } from '../../state/negotiate.ts'
import type { ReviewItem } from '../../state/review.ts'
import { useReviewStep } from '../../state/review.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Fault } from '../fault.tsx'

export type ItemFormParts = {
  readonly organisation: string
  readonly review: ReviewAnswer
  readonly item: ReviewItem
  readonly model: Model | undefined
  readonly done: () => void
}

/** A small form that takes one step of a review. */
export function StepForm({
  parts: { organisation, review, done },
  body,
  action,
  children,
}: {
  readonly parts: ItemFormParts
  /** Undefined until it is complete. */
  readonly body: () => ReviewStepBody | undefined
  readonly action: string
  readonly children: ReactNode
}) {
  const step = useReviewStep(organisation, review)
  return (
    <form
      className="review-form"
      onSubmit={(event) => {
        event.preventDefault()
        const sent = body()
        if (sent) step.mutate(sent, { onSuccess: done })
      }}
    >
      {children}
      {step.isError && <Fault error={step.error} />}
      <div className="dialog-foot">
        <button type="submit" className="button primary" disabled={step.isPending}>
          {action}
        </button>
      </div>
    </form>
  )
}

export function NoteForm(parts: ItemFormParts) {
  const [text, setText] = useState('')
  return (
    <StepForm
      parts={parts}
      action={t('common.save')}
      body={() => ({ kind: 'note', item: parts.item.key, text })}
    >
      <label className="field">
        <span>{t('reviews.note')}</span>
        <textarea
          rows={2}
          required
          value={text}
          placeholder={t('reviews.noteHint')}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </StepForm>
  )
}

export function ParkForm(parts: ItemFormParts) {
  const [text, setText] = useState('')
  return (
    <StepForm
      parts={parts}
      action={t('reviews.park')}
      body={() => ({ kind: 'park', item: parts.item.key, text })}
    >
      <label className="field">
        <span>{t('reviews.parkHint')}</span>
        <input value={text} required onChange={(event) => setText(event.target.value)} />
      </label>
    </StepForm>
  )
}

const usualDays = 14

export function ActionForm(parts: ItemFormParts) {
  const person = usePerson(parts.organisation)
  const people = parts.model?.people ?? []
  const own = parts.model?.kpis.find(({ id }) => id === parts.item.subject.id)?.owner
  const [what, setWhat] = useState('')
  const [owner, setOwner] = useState(own ?? person ?? people[0]?.id ?? '')
  const [due, setDue] = useState(() => dayLater(parts.model?.today, usualDays))
  return (
    <StepForm
      parts={parts}
      action={t('reviews.assign')}
      body={() => ({ kind: 'assign', item: parts.item.key, action: { what, owner, due } })}
    >
      <label className="field">
        <span>{t('reviews.actionHint')}</span>
        <input value={what} required onChange={(event) => setWhat(event.target.value)} />
      </label>
      <div className="field-row">
        <ChoiceField label={t('reviews.owner')} value={owner} items={people} change={setOwner} />
        <label className="field">
          <span>{t('reviews.dueDay')}</span>
          <input type="date" value={due} required onChange={(event) => setDue(event.target.value)} />
        </label>
      </div>
    </StepForm>
  )
}

/** A day some days after another. */
export function dayLater(day: string | undefined, days: number): string {
  const from = day === undefined ? Date.now() : Date.parse(`${day}T00:00:00Z`)
  return new Date(from + days * 86_400_000).toISOString().slice(0, 10)
}
