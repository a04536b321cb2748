import type { CheckInLink, CheckInLinkValue } from '@keelson/server/answers'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { Fault } from '../parts/fault.tsx'
import { Field } from '../parts/field.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { ask, Refused } from '../state/ask.ts'
import { understood } from '../state/check-in.ts'
import { formatAmount } from '../state/format.ts'
import { checkInLinkQuery } from '../state/telling.ts'
import { t } from '../state/words.ts'
import '../styles/telling.css'

/** Where the link of a reminder leads: one KPI, one period, one value, without signing in. */
export function CheckInLinkPage() {
  const { token } = useParams({ from: '/check-in/link/$token' })
  const { data, error, refetch } = useQuery(checkInLinkQuery(token))
  const isOver = error instanceof Refused && error.code === 'link-over'
  if (isOver) return <Over />
  if (data) return <LinkForm token={token} asked={data} />
  return (
    <main className="alone">{error ? <Fault error={error} reset={() => refetch()} /> : <Waiting />}</main>
  )
}

function LinkForm({ token, asked }: { readonly token: string; readonly asked: CheckInLink }) {
  const { organisation, name, period, unit, before } = asked
  const [value, setValue] = useState('')
  const [note, setNote] = useState('')
  // Sent again after an answer that was lost, it is the same value.
  const [key] = useState(() => crypto.randomUUID())
  const hand = useMutation({
    mutationFn: () =>
      ask<CheckInLinkValue>(`/check-in-links/${encodeURIComponent(token)}`, {
        method: 'POST',
        body: { value, ...(note !== '' && { note }) },
        headers: { 'idempotency-key': `${key}-${value}`.replace(/[^!-~]/g, '_').slice(0, 200) },
      }),
  })
  const number = understood(value, unit)
  const title = t('telling.linkTitle', { name, period })
  if (hand.data)
    return (
      <Alone title={title}>
        <p className="link-done" role="status">
          {t('telling.linkDone', { value: formatAmount(hand.data.value, unit) })}
        </p>
        <p className="faint">{t('telling.linkClose')}</p>
      </Alone>
    )
  if (hand.error instanceof Refused && hand.error.code === 'link-over') return <Over />
  const label = unit === '' || unit === '1' ? t('telling.linkPlain') : t('telling.linkValue', { unit })
  return (
    <Alone title={title}>
      <p className="faint">{t('telling.linkFor', { organisation })}</p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          hand.mutate()
        }}
      >
        <Field
          label={label}
          value={value}
          required
          autoComplete="off"
          autoFocus
          className="link-value"
          hint={
            number === undefined
              ? t('telling.linkBefore', { value: formatAmount(before, unit) })
              : t('telling.linkRead', { value: formatAmount(number, unit) })
          }
          onChange={(event) => setValue(event.target.value)}
        />
        <Field
          label={t('telling.linkNote')}
          value={note}
          maxLength={2000}
          onChange={(event) => setNote(event.target.value)}
        />
        {hand.isError && <Fault error={hand.error} />}
        <button type="submit" className="button primary" disabled={hand.isPending || value.trim() === ''}>
          {t('telling.linkHand')}
        </button>
      </form>
    </Alone>
  )
}

function Over() {
  return (
    <Alone title={t('telling.linkOver')}>
      <p>{t('telling.linkOverMore')}</p>
      <Link to="/sign-in" search={{ back: undefined }} className="button">
        {t('telling.linkSignIn')}
      </Link>
    </Alone>
  )
}

function Alone({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Keelson`
  }, [title])
  return (
    <main className="alone link-page">
      <div className="card form">
        <img src="/keel.svg" alt="" width="32" height="32" />
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
