import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useId, useState } from 'react'
import { addressOf, ask, Refused } from '../state/ask.ts'
import type { CheckInRow, Draft } from '../state/check-in.ts'
import { isUnusual, keepDraft, keptDraft, understood } from '../state/check-in.ts'
import { formatAmount } from '../state/format.ts'
import { tell } from '../state/notices.ts'
import { t } from '../state/words.ts'
import { Fault } from './fault.tsx'

/** One value of one period: written as people write, understood at once, kept until the server has it. */
export function CheckInForm({
  organisation,
  row,
}: {
  readonly organisation: string
  readonly row: CheckInRow
}) {
  const { measure, name, unit, period, value, before, low, high, isDue, isLocked, missing } = row
  const id = useId()
  const client = useQueryClient()
  const [of, setOf] = useState(period)
  const [draft, setDraft] = useState<Draft>(() => keptDraft(organisation, row))
  const [isSure, setSure] = useState(false)
  const number = understood(draft.value, unit)
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    setSure(false)
    keepDraft(organisation, row, next)
  }
  const hand = useMutation({
    mutationFn: (sent: Draft) =>
      ask(
        addressOf(organisation, `/measures/${encodeURIComponent(measure)}/values/${encodeURIComponent(of)}`),
        {
          method: 'PUT',
          body: {
            value: sent.value,
            source: 'check-in',
            ...(sent.note !== '' && { note: sent.note, reason: sent.note }),
          },
          headers: { 'idempotency-key': crypto.randomUUID() },
        },
      ),
    onSuccess: (_, sent) => {
      keepDraft(organisation, row, { value: '', note: '' })
      setDraft({ value: '', note: '' })
      client.invalidateQueries({ queryKey: ['of', organisation] })
      tell({ text: t('checkIn.done', { name, period: of, value: sent.value }) })
    },
    // Without a connection the draft waits; it is handed in when there is one again.
    networkMode: 'always',
    retry: (count, error) => count < 1000 && error instanceof Refused && error.status === 0,
    retryDelay: 3000,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number === undefined) return
    if (!isSure && isUnusual(row, number)) {
      setSure(true)
      return
    }
    hand.mutate(draft)
    focusNext(event.currentTarget as HTMLFormElement)
  }
  const usual = low !== null && high !== null
  return (
    <form className={`check-in${isDue ? ' is-due' : ''}`} onSubmit={submit}>
      <div className="check-in-what">
        <label htmlFor={id}>{name}</label>
        <span className="faint">
          {isDue
            ? t('checkIn.due', { period })
            : t('checkIn.known', { period, value: formatAmount(value, unit) })}
          {before !== null && ` · ${t('checkIn.before', { value: formatAmount(before, unit) })}`}
          {usual &&
            ` · ${t('checkIn.usual', { low: formatAmount(low, unit), high: formatAmount(high, unit) })}`}
        </span>
      </div>
      <div className="check-in-value">
        {missing.length > 0 && (
          <select aria-label={t('common.period')} value={of} onChange={(event) => setOf(event.target.value)}>
            {[period, ...missing].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
        <input
          id={id}
          value={draft.value}
          inputMode="decimal"
          autoComplete="off"
          placeholder={before === null ? unit : formatAmount(before, unit)}
          disabled={isLocked}
          aria-invalid={draft.value !== '' && number === undefined}
          aria-describedby={`${id}-read`}
          onChange={(event) => change({ value: event.target.value })}
        />
        <output id={`${id}-read`} className="faint" htmlFor={id}>
          {draft.value === ''
            ? unit
            : number === undefined
              ? t('checkIn.noNumber')
              : formatAmount(number, unit, { digits: 10 })}
        </output>
        <input
          className="check-in-note"
          aria-label={t('checkIn.note', { name })}
          placeholder={t('checkIn.notePlaceholder')}
          value={draft.note}
          disabled={isLocked}
          onChange={(event) => change({ note: event.target.value })}
        />
        {before !== null && isDue && (
          <button type="button" className="button quiet" onClick={() => change({ value: String(before) })}>
            {t('checkIn.same')}
          </button>
        )}
        <button
          type="submit"
          className="button"
          disabled={number === undefined || hand.isPending || isLocked}
        >
          {isSure ? t('checkIn.sure') : t('checkIn.hand')}
        </button>
      </div>
      {isLocked && <p className="faint">{t('checkIn.locked')}</p>}
      {isSure && number !== undefined && (
        <p className="check-in-ask" role="alert">
          {t('checkIn.unusual', { value: formatAmount(number, unit) })}
        </p>
      )}
      {hand.isPending && hand.failureCount > 0 && <p className="check-in-ask">{t('checkIn.waiting')}</p>}
      {hand.isError && <Fault error={hand.error} />}
    </form>
  )
}

/** The keyboard goes on to the next value. */
function focusNext(form: HTMLFormElement): void {
  const all = [...document.querySelectorAll<HTMLFormElement>('form.check-in')]
  all[all.indexOf(form) + 1]?.querySelector<HTMLInputElement>('input:not(:disabled)')?.focus()
}
