import type { DeliveryLog } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import { kindName } from '../../state/audit.ts'
import { deliveriesQuery } from '../../state/connections.ts'
import { formatMoment } from '../../state/format.ts'
import type { MessageId } from '../../state/words.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { Answered } from '../page.tsx'
import { Scroll } from '../scroll.tsx'

type Delivery = DeliveryLog['deliveries'][number]

const stateWords: Readonly<Record<Delivery['state'], MessageId>> = {
  waiting: 'connections.waiting',
  delivered: 'connections.delivered',
  failed: 'connections.failed',
}

/** What was sent to a webhook and what came of it; what failed is sent again. */
export function Deliveries({
  organisation,
  webhook,
}: {
  readonly organisation: string
  readonly webhook: string
}) {
  const [isOpen, open] = useState(false)
  return (
    <details className="deliveries" onToggle={(event) => open(event.currentTarget.open)}>
      <summary>{t('connections.log')}</summary>
      {isOpen && <Log organisation={organisation} webhook={webhook} />}
    </details>
  )
}

function Log({ organisation, webhook }: { readonly organisation: string; readonly webhook: string }) {
  const client = useQueryClient()
  const options = deliveriesQuery(organisation, webhook)
  const again = useMutation({
    mutationFn: (id: string) =>
      ask(addressOf(organisation, `/webhooks/${webhook}/deliveries/${id}/again`), { method: 'POST' }),
    onSuccess: () => client.invalidateQueries({ queryKey: options.queryKey }),
  })
  return (
    <Answered query={useQuery(options)}>
      {({ deliveries }) =>
        deliveries.length === 0 ? (
          <p className="faint">{t('connections.noLog')}</p>
        ) : (
          <Scroll label={t('connections.log')}>
            {again.isError && <Fault error={again.error} />}
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('connections.event')}</th>
                  <th scope="col">{t('connections.state')}</th>
                  <th scope="col">{t('connections.when')}</th>
                  <th scope="col">{t('connections.answer')}</th>
                  <td />
                </tr>
              </thead>
              <tbody>
                {deliveries.map(({ id, seq, kind, state, attempts, createdAt, endedAt, status, fault }) => (
                  <tr key={id}>
                    <th scope="row">
                      {kindName(kind)} <span className="faint">#{seq}</span>
                    </th>
                    <td>
                      {t(stateWords[state])}{' '}
                      <span className="faint">{t('connections.attempts', { count: attempts })}</span>
                    </td>
                    <td>{formatMoment(endedAt ?? createdAt)}</td>
                    <td>{[status, fault].filter((one) => one !== null).join(' · ') || '–'}</td>
                    <td>
                      <button
                        type="button"
                        className="button"
                        aria-label={`${t('connections.again')}: #${seq}`}
                        disabled={again.isPending}
                        onClick={() => again.mutate(id)}
                      >
                        {t('connections.again')}
                      </button>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        )
      }
    </Answered>
  )
}
