import type { ReactNode } from 'react'
import { useDeferredValue, useState } from 'react'
import type { Subject, Terms } from '../../state/negotiate.ts'
import { useEffectOf } from '../../state/negotiate.ts'
import type { TermsDraft } from '../../state/terms.ts'
import { emptyTerms, termsOf } from '../../state/terms.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { EffectTable } from './effect-table.tsx'

const shapes = ['linear', 'step', 'seasonal'] as const
const shapeWords = { linear: 'agree.linear', step: 'agree.step', seasonal: 'agree.seasonal' } as const

/** An offer: the number, its way there, and what it rests on, with what it would do to the targets above. */
export function TermsForm({
  organisation,
  subject,
  initial = emptyTerms,
  action,
  send,
  isSending,
  fault,
  children,
}: {
  readonly organisation: string
  readonly subject: Subject
  readonly initial?: TermsDraft
  readonly action: string
  readonly send: (terms: Terms) => void
  readonly isSending: boolean
  readonly fault: unknown
  readonly children?: ReactNode
}) {
  const [draft, setDraft] = useState(initial)
  const terms = termsOf(useDeferredValue(draft))
  const effect = useEffectOf(organisation, subject, terms)
  const change = (part: Partial<TermsDraft>) => setDraft({ ...draft, ...part })
  const area = (name: 'conditions' | 'resources' | 'assumptions', label: string) => (
    <label className="field">
      <span>{label}</span>
      <textarea
        rows={2}
        value={draft[name]}
        placeholder={t('agree.eachLine')}
        onChange={(event) => change({ [name]: event.target.value })}
      />
    </label>
  )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        const now = termsOf(draft)
        if (now) send(now)
      }}
    >
      {children}
      <div className="field-row">
        <label className="field">
          <span>{t('agree.amount')}</span>
          <input
            value={draft.amount}
            required
            placeholder={t('agree.amountHint')}
            onChange={(event) => change({ amount: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('agree.trajectory')}</span>
          <select
            value={draft.trajectory}
            onChange={(event) =>
              change({ trajectory: shapes.find((one) => one === event.target.value) ?? 'linear' })
            }
          >
            {shapes.map((one) => (
              <option key={one} value={one}>
                {t(shapeWords[one])}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label className="field">
        <span>{t('alignment.reason')}</span>
        <input value={draft.reason} onChange={(event) => change({ reason: event.target.value })} />
      </label>
      {area('conditions', t('agree.conditions'))}
      {area('resources', t('agree.resources'))}
      {area('assumptions', t('agree.assumptions'))}
      {effect.data && <EffectTable effect={effect.data} />}
      {effect.isError && <Fault error={effect.error} />}
      {fault != null && <Fault error={fault} />}
      <div className="dialog-foot">
        <button type="submit" className="button primary" disabled={isSending || termsOf(draft) === undefined}>
          {action}
        </button>
      </div>
    </form>
  )
}
