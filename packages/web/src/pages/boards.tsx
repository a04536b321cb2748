import type { Board } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { Dialog } from '../parts/dialog.tsx'
import { Fault } from '../parts/fault.tsx'
import { Field } from '../parts/field.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { addressOf, ask } from '../state/ask.ts'
import { boardsQuery } from '../state/boards.ts'
import { t } from '../state/words.ts'

/** The boards that people keep, and a new one. */
export function BoardsPage() {
  const { organisation } = useParams({ from: '/$organisation/boards' })
  const query = useQuery(boardsQuery(organisation))
  const [isMaking, make] = useState(false)
  return (
    <Page
      title={t('boards.title')}
      lead={t('boards.lead')}
      actions={
        <button type="button" className="button primary" onClick={() => make(true)}>
          {t('boards.new')}
        </button>
      }
    >
      <Answered query={query}>
        {(boards) =>
          boards.length === 0 ? (
            <p className="empty">{t('boards.none')}</p>
          ) : (
            <table className="table">
              <caption className="hidden">{t('boards.title')}</caption>
              <thead>
                <tr>
                  <th scope="col">{t('boards.name')}</th>
                  <th scope="col">{t('boards.owner')}</th>
                  <th scope="col" className="right">
                    {t('boards.tiles')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {boards.map(({ id, name, ownerName, tiles }) => (
                  <tr key={id}>
                    <th scope="row">
                      <Link to="/$organisation/boards/$board" params={{ organisation, board: id }}>
                        {name}
                      </Link>
                    </th>
                    <td>{ownerName ?? '–'}</td>
                    <td className="number">{tiles}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Answered>
      {isMaking && <NewBoard organisation={organisation} close={() => make(false)} />}
    </Page>
  )
}

function NewBoard({ organisation, close }: { readonly organisation: string; readonly close: () => void }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const create = useMutation({
    mutationFn: (name: string) =>
      ask<Board>(addressOf(organisation, '/boards'), { method: 'POST', body: { name, tiles: [] } }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['of', organisation, 'boards'] })
      navigate({
        to: '/$organisation/boards/$board',
        params: { organisation, board: id },
        search: { edit: true },
      })
    },
  })
  return (
    <Dialog title={t('boards.new')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          create.mutate(String(new FormData(event.currentTarget).get('name')))
        }}
      >
        <Field label={t('boards.name')} name="name" maxLength={100} required />
        {create.isError && <Fault error={create.error} />}
        <div className="dialog-foot">
          <button type="submit" className="button primary" disabled={create.isPending}>
            {t('boards.create')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
