import type { NewToken, Token } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import type { Right } from '../../state/connections.ts'
import { rightWords, tokensQuery } from '../../state/connections.ts'
import { formatDay } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { CheckList } from '../check-list.tsx'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'
import { Field } from '../field.tsx'
import { Once } from '../once.tsx'
import { SureButton } from '../sure-button.tsx'
import { ConnectionSection } from './connection-section.tsx'

const rights = Object.keys(rightWords) as Right[]
const usualDays = 90

/** The tokens of programs: made, shown once, ended. */
export function Tokens({ organisation }: { readonly organisation: string }) {
  return (
    <ConnectionSection
      id="tokens"
      title={t('connections.tokens')}
      lead={t('connections.tokensLead')}
      add={t('connections.newToken')}
      empty={t('connections.noTokens')}
      query={useQuery(tokensQuery(organisation))}
      row={(token) => <TokenRow key={token.id} organisation={organisation} token={token} />}
      dialog={(close) => <TokenDialog organisation={organisation} close={close} />}
    />
  )
}

function TokenRow({ organisation, token }: { readonly organisation: string; readonly token: Token }) {
  const { id, name, scopes, expiresAt, isRevoked } = token
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => ask(addressOf(organisation, `/tokens/${id}`), { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
  const isOver = Date.parse(expiresAt) < Date.now()
  return (
    <li className="card">
      <div>
        <strong>{name}</strong>{' '}
        {(isRevoked || isOver) && (
          <span className="tag">{t(isRevoked ? 'connections.revoked' : 'connections.expired')}</span>
        )}
        <span className="faint block">
          {t('connections.expires', { day: formatDay(expiresAt.slice(0, 10)) })}
        </span>
      </div>
      <div className="faint">{scopes.map((scope) => t(rightWords[scope])).join(', ')}</div>
      <div className="connection-acts">
        {!isRevoked && !isOver && (
          <SureButton
            name={t('connections.revoke')}
            sure={t('connections.sureRevoke')}
            about={name}
            isBusy={revoke.isPending}
            act={() => revoke.mutate()}
          />
        )}
      </div>
      {revoke.isError && <Fault error={revoke.error} />}
    </li>
  )
}

function TokenDialog({ organisation, close }: { readonly organisation: string; readonly close: () => void }) {
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [days, setDays] = useState(usualDays)
  const [scopes, setScopes] = useState<readonly Right[]>(['read'])
  const create = useMutation({
    mutationFn: () =>
      ask<NewToken>(addressOf(organisation, '/tokens'), { method: 'POST', body: { name, scopes, days } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
  if (create.data)
    return (
      <Dialog title={create.data.name} close={close}>
        <Once lead={t('connections.tokenOnce')} secret={create.data.token} />
      </Dialog>
    )
  return (
    <Dialog title={t('connections.newToken')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate()
        }}
      >
        <div className="field-row">
          <Field
            label={t('connections.name')}
            value={name}
            maxLength={100}
            required
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={t('connections.days')}
            type="number"
            min={1}
            max={366}
            value={days}
            required
            onChange={(event) => setDays(Number(event.target.value))}
          />
        </div>
        <CheckList
          legend={t('connections.scopes')}
          items={rights.map((id) => ({ id, name: t(rightWords[id]) }))}
          chosen={scopes}
          change={setScopes}
        />
        {create.isError && <Fault error={create.error} />}
        <div className="dialog-foot">
          <button type="submit" className="button primary" disabled={create.isPending || scopes.length === 0}>
            {t('connections.create')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
