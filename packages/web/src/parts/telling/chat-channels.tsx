import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import { channelsQuery, sortWords } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import { Fault } from '../fault.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { TestButton } from './test-button.tsx'

/** The chat channels that notices are told to. */
export function ChatChannels({ organisation }: { readonly organisation: string }) {
  const channels = useQuery(channelsQuery(organisation))
  const [isAdding, add] = useState(false)
  const client = useQueryClient()
  const remove = useMutation({
    mutationFn: (id: string) => ask(addressOf(organisation, `/telling/channels/${id}`), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation, '/telling/channels'] }),
  })
  return (
    <section className="card" aria-labelledby="channels">
      <h2 id="channels">{t('telling.channels')}</h2>
      <p>{t('telling.channelsLead')}</p>
      {channels.data?.length === 0 && <p className="faint">{t('telling.channelsNone')}</p>}
      {channels.isError && <Fault error={channels.error} />}
      <ul className="plain telling-list">
        {channels.data?.map(({ id, name, format, host, sorts }) => (
          <li key={id}>
            <div>
              <strong>{name}</strong>
              <span className="faint block">
                {t(format === 'slack' ? 'telling.slack' : 'telling.teams')} · {host}
              </span>
              <span className="faint block">{sorts.map((sort) => t(sortWords[sort])).join(' · ')}</span>
            </div>
            <div className="telling-actions">
              <TestButton organisation={organisation} channel={id} label={t('telling.test')} of={name} />
              <button
                type="button"
                className="button"
                disabled={remove.isPending}
                aria-label={`${t('telling.remove')}: ${name}`}
                onClick={() => remove.mutate(id)}
              >
                {t('telling.remove')}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {remove.isError && <Fault error={remove.error} />}
      <button type="button" className="button" onClick={() => add(true)}>
        {t('telling.channelAdd')}
      </button>
      {isAdding && <ChannelDialog organisation={organisation} close={() => add(false)} />}
    </section>
  )
}
