import { useQueryClient } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { useId, useState } from 'react'
import type { CheckInRow, Draft } from '../state/check-in.ts'
import { isUnusual, keepDraft, understood, useDraft } from '../state/check-in.ts'
import { formatAmount } from '../state/format.ts'
import { handIn, useStanding } from '../state/hand-in.ts'
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
  const { name, unit, period, value, before, low, high, isDue, isLocked, missing } = row
  const id = useId()
  const client = useQueryClient()
  const [of, setOf] = useState(period)
  const draft = useDraft(organisation, row)
  const standing = useStanding(organisation, row)
  const [isSure, setSure] = useState(false)
  const number = understood(draft.value, unit)
  const isHanded = draft.handed !== undefined
  const change = (part: Partial<Draft>) => {
    setSure(false)
    keepDraft(organisation, row, { ...draft, ...part, handed: undefined })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (number === undefined) return
    if (!isSure && isUnusual(row, number)) {
      setSure(true)
      return
    }
    const handed = { key: crypto.randomUUID(), period: of, version: row.versions[of] ?? '', name }
    keepDraft(organisation, row, { ...draft, handed })
    handIn(client, organisation, row)
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
          disabled={isLocked || isHanded}
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
          disabled={isLocked || isHanded}
          onChange={(event) => change({ note: event.target.value })}
        />
        {before !== null && isDue && (
          <button
            type="button"
            className="button quiet"
            disabled={isHanded}
            onClick={() => change({ value: String(before) })}
          >
            {t('checkIn.same')}
          </button>
        )}
        <button type="submit" className="button" disabled={number === undefined || isHanded || isLocked}>
          {isSure ? t('checkIn.sure') : t('checkIn.hand')}
        </button>
      </div>
      {isLocked && <p className="faint">{t('checkIn.locked')}</p>}
      {isSure && number !== undefined && (
        <p className="check-in-ask" role="alert">
          {t('checkIn.unusual', { value: formatAmount(number, unit) })}
        </p>
      )}
      {standing?.kind === 'waiting' && <p className="check-in-ask">{t('checkIn.waiting')}</p>}
      {standing?.kind === 'refused' && <Fault error={standing.error} />}
    </form>
  )
}

/** The keyboard goes on to the next value. */
function focusNext(form: HTMLFormElement): void {
  const all = [...document.querySelectorAll<HTMLFormElement>('form.check-in')]
  all[all.indexOf(form) + 1]?.querySelector<HTMLInputElement>('input:not(:disabled)')?.focus()
}
