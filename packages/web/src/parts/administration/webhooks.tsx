import type { NewWebhook, Webhook } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import { kindName, knownKinds } from '../../state/audit.ts'
import { webhooksQuery } from '../../state/connections.ts'
import { t } from '../../state/words.ts'
import { CheckList } from '../check-list.tsx'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { Field } from '../field.tsx'
import { Once } from '../once.tsx'
import { SureButton } from '../sure-button.tsx'
import { ConnectionSection } from './connection-section.tsx'
import { Deliveries } from './deliveries.tsx'

/** The addresses that are told of events. */
export function Webhooks({ organisation }: { readonly organisation: string }) {
  return (
    <ConnectionSection
      id="webhooks"
      title={t('connections.webhooks')}
      lead={t('connections.webhooksLead')}
      add={t('connections.newWebhook')}
      empty={t('connections.noWebhooks')}
      query={useQuery(webhooksQuery(organisation))}
      row={(webhook) => <WebhookRow key={webhook.id} organisation={organisation} webhook={webhook} />}
      dialog={(close) => <WebhookDialog organisation={organisation} close={close} />}
    />
  )
}

function WebhookRow({ organisation, webhook }: { readonly organisation: string; readonly webhook: Webhook }) {
  const { id, url, kinds, isPaused } = webhook
  const client = useQueryClient()
  const address = addressOf(organisation, `/webhooks/${id}`)
  const onSuccess = () => client.invalidateQueries({ queryKey: ['of', organisation] })
  const pause = useMutation({
    mutationFn: () => ask(address, { method: 'PUT', body: { isPaused: !isPaused } }),
    onSuccess,
  })
  const remove = useMutation({ mutationFn: () => ask(address, { method: 'DELETE' }), onSuccess })
  const fault = pause.error ?? remove.error
  return (
    <li className="card">
      <div>
        <strong>{url}</strong> {isPaused && <span className="tag">{t('connections.paused')}</span>}
      </div>
      <div className="faint">
        {kinds === null ? t('connections.allEvents') : kinds.map(kindName).join(', ')}
      </div>
      <div className="connection-acts">
        <button
          type="button"
          className="button"
          aria-label={`${t(isPaused ? 'connections.resume' : 'connections.pause')}: ${url}`}
          disabled={pause.isPending}
          onClick={() => pause.mutate()}
        >
          {t(isPaused ? 'connections.resume' : 'connections.pause')}
        </button>
        <SureButton
          name={t('connections.delete')}
          sure={t('connections.sureDelete')}
          about={url}
          isBusy={remove.isPending}
          act={() => remove.mutate()}
        />
      </div>
      <Deliveries organisation={organisation} webhook={id} />
      {fault && <Fault error={fault} />}
    </li>
  )
}

function WebhookDialog({
  organisation,
  close,
}: {
  readonly organisation: string
  readonly close: () => void
}) {
  const client = useQueryClient()
  const [url, setUrl] = useState('https://')
  const [kinds, setKinds] = useState<readonly string[] | null>(null)
  const create = useMutation({
    mutationFn: () =>
      ask<NewWebhook>(addressOf(organisation, '/webhooks'), { method: 'POST', body: { url, kinds } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
  if (create.data)
    return (
      <Dialog title={create.data.url} close={close}>
        <Once lead={t('connections.secretOnce')} secret={create.data.secret} />
      </Dialog>
    )
  return (
    <Dialog title={t('connections.newWebhook')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <Field
          label={t('connections.url')}
          type="url"
          value={url}
          required
          onChange={(event) => setUrl(event.target.value)}
        />
        <label className="field">
          <span>{t('connections.events')}</span>
          <select
            value={kinds === null ? 'all' : 'some'}
            onChange={(event) => setKinds(event.target.value === 'all' ? null : ['values-recorded'])}
          >
            <option value="all">{t('connections.allEvents')}</option>
            <option value="some">{t('connections.someEvents')}</option>
          </select>
        </label>
        {kinds !== null && (
          <CheckList
            legend={t('connections.events')}
            items={knownKinds.map((id) => ({ id, name: kindName(id) }))}
            chosen={kinds}
            change={setKinds}
            className="kinds"
            isLegendHidden
          />
        )}
        {create.isError && <Fault error={create.error} />}
        <div className="dialog-foot">
          <button
            type="submit"
            className="button primary"
            disabled={create.isPending || (kinds !== null && kinds.length === 0)}
          >
            {t('connections.create')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
