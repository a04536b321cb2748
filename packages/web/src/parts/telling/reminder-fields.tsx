import type { Telling } from '@keelson/server/answers'
import { useState } from 'react'
import { readDays } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import { Field } from '../field.tsx'

type Reminders = Telling['reminders']

/** When people are reminded of values. Tells undefined while what is written cannot be read. */
export function ReminderFields({
  reminders,
  change,
}: {
  readonly reminders: Reminders
  readonly change: (reminders: Reminders | undefined) => void
}) {
  const { graceDays, daysBefore, daysAfter, escalateAfterDays, at } = reminders
  const [written, setWritten] = useState({
    grace: String(graceDays),
    before: daysBefore.join(', '),
    after: daysAfter.join(', '),
    escalate: escalateAfterDays === null ? '' : String(escalateAfterDays),
    at,
  })
  const [isWrong, setWrong] = useState(false)
  const write = (part: Partial<typeof written>) => {
    const next = { ...written, ...part }
    setWritten(next)
    const [grace] = readDays(next.grace) ?? []
    const [before, after] = [readDays(next.before), readDays(next.after)]
    const escalate = next.escalate.trim() === '' ? null : readDays(next.escalate)?.[0]
    const isSound = grace !== undefined && before && after && escalate !== undefined && next.at !== ''
    setWrong(!isSound)
    change(
      isSound
        ? {
            graceDays: grace,
            daysBefore: before,
            daysAfter: after,
            escalateAfterDays: escalate,
            at: next.at,
          }
        : undefined,
    )
  }
  const field = (name: keyof typeof written, label: string) => (
    <Field label={label} value={written[name]} onChange={(event) => write({ [name]: event.target.value })} />
  )
  return (
    <fieldset className="telling-part">
      <legend>{t('telling.reminders')}</legend>
      <div className="field-row">
        {field('grace', t('telling.grace'))}
        <Field
          label={t('telling.remindAt')}
          type="time"
          required
          value={written.at}
          onChange={(event) => write({ at: event.target.value })}
        />
        {field('before', t('telling.before'))}
        {field('after', t('telling.after'))}
      </div>
      {field('escalate', t('telling.escalate'))}
      {isWrong && (
        <p className="bad" role="alert">
          {t('telling.daysWrong')}
        </p>
      )}
    </fieldset>
  )
}
