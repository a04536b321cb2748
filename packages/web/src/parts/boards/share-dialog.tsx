import type { NewBoardShare } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, ask } from '../../state/ask.ts'
import { sharesQuery } from '../../state/boards.ts'
import { formatMoment } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Dialog } from '../dialog.tsx'
import { Fault } from '../fault.tsx'

const terms = [1, 7, 30, 90, 366]

/** Makes links that open the board to whoever has them, and ends them. */
export function ShareDialog({
  organisation,
  board,
  close,
}: {
  readonly organisation: string
  readonly board: string
  readonly close: () => void
}) {
  const shares = useQuery(sharesQuery(organisation, board))
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['of', organisation, 'boards', board] })
  const [days, setDays] = useState(30)
  const path = addressOf(organisation, `/boards/${board}/share`)
  const make = useMutation({
    mutationFn: () => ask<NewBoardShare>(path, { method: 'POST', body: { days } }),
    onSuccess: renew,
  })
  const revoke = useMutation({
    mutationFn: (id: string) => ask(`${path}/${id}`, { method: 'DELETE' }),
    onSuccess: renew,
  })
  const link = make.data && `${location.origin}/shared/${make.data.token}`
  return (
    <Dialog title={t('boards.share')} close={close}>
      <p>{t('boards.shareLead')}</p>
      <form
        className="share-form"
        onSubmit={(event) => {
          event.preventDefault()
          make.mutate()
        }}
      >
        <ChoiceField
          label={t('boards.expires')}
          value={String(days)}
          items={terms.map((count) => ({ id: String(count), name: t('boards.days', { count }) }))}
          change={(id) => setDays(Number(id))}
        />
        <button type="submit" className="button primary" disabled={make.isPending}>
          {t('boards.makeLink')}
        </button>
      </form>
      {link !== undefined && (
        <div className="share-new" role="status">
          <p>{t('boards.once')}</p>
          <input
            readOnly
            value={link}
            aria-label={t('boards.link')}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="button" onClick={() => navigator.clipboard?.writeText(link)}>
            {t('boards.copy')}
          </button>
        </div>
      )}
      {make.isError && <Fault error={make.error} />}
      {revoke.isError && <Fault error={revoke.error} />}
      <ul className="plain share-list">
        {shares.data?.map(({ id, createdAt, expiresAt, isRevoked }) => (
          <li key={id}>
            <span>
              {t('boards.linkOf', { made: formatMoment(createdAt), until: formatMoment(expiresAt) })}
            </span>
            {isRevoked ? (
              <span className="tag">{t('boards.revoked')}</span>
            ) : (
              <button
                type="button"
                className="button"
                disabled={revoke.isPending}
                onClick={() => revoke.mutate(id)}
              >
                {t('boards.revoke')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
