import type { TellingTest } from '@keelson/server/answers'
import { useMutation } from '@tanstack/react-query'
import { addressOf, ask } from '../../state/ask.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'

/** Sends a test, and says what came of it. Without a channel it is a mail to oneself. */
export function TestButton({
  organisation,
  channel,
  label,
  of,
}: {
  readonly organisation: string
  readonly channel?: string
  readonly label: string
  /** What is tested, where there are several such buttons. */
  readonly of?: string
}) {
  const test = useMutation({
    mutationFn: () =>
      ask<TellingTest>(addressOf(organisation, '/telling/test'), { method: 'POST', body: { channel } }),
  })
  return (
    <div>
      <button
        type="button"
        className="button"
        disabled={test.isPending}
        aria-label={of === undefined ? undefined : `${label}: ${of}`}
        onClick={() => test.mutate()}
      >
        {label}
      </button>
      <span role="status" className={test.data?.isSent === false ? 'bad block' : 'good block'}>
        {test.data?.isSent === true && t('telling.arrived')}
        {test.data?.isSent === false && t('telling.notArrived', { fault: test.data.fault ?? '' })}
      </span>
      {test.isError && <Fault error={test.error} />}
    </div>
  )
}
