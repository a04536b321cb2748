import type { Board, Tile } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { BoardGrid } from '../parts/boards/board-grid.tsx'
import { ShareDialog } from '../parts/boards/share-dialog.tsx'
import { TileDialog } from '../parts/boards/tile-dialog.tsx'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { addressOf, ask, Refused } from '../state/ask.ts'
import { boardQuery, numbersQuery } from '../state/boards.ts'
import { tell } from '../state/notices.ts'
import { modelQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'

/** One board: live, edited in a mode of its own, shown on the whole screen, shared by a link. */
export function BoardPage() {
  const { organisation, board } = useParams({ from: '/$organisation/boards/$board' })
  const query = useQuery(boardQuery(organisation, board))
  return (
    <Answered query={query}>
      {(kept) => <Shown key={kept.id} organisation={organisation} board={kept} />}
    </Answered>
  )
}

type Draft = { readonly name: string; readonly tiles: readonly Tile[]; readonly version: number }

function Shown({ organisation, board }: { readonly organisation: string; readonly board: Board }) {
  const { edit = false } = useSearch({ from: '/$organisation/boards/$board' })
  const navigate = useNavigate({ from: '/$organisation/boards/$board' })
  const client = useQueryClient()
  const grid = useRef<HTMLDivElement>(null)
  const [draft, setDraft] = useState<Draft | undefined>(edit ? board : undefined)
  const [open, setOpen] = useState<'add' | 'share'>()
  const { data: model } = useQuery(modelQuery(organisation))
  const tiles = draft?.tiles ?? board.tiles
  const numbers = useQuery(numbersQuery(organisation, tiles))
  const path = addressOf(organisation, `/boards/${board.id}`)
  const leave = () => {
    setDraft(undefined)
    navigate({ search: (old) => ({ ...old, edit: undefined }), replace: true })
  }
  const renew = () => client.invalidateQueries({ queryKey: ['of', organisation, 'boards'] })
  const save = useMutation({
    mutationFn: ({ name, tiles, version }: Draft) =>
      ask<Board>(path, { method: 'PUT', body: { name, tiles }, headers: { 'if-match': `"${version}"` } }),
    onSuccess: async (saved) => {
      client.setQueryData(boardQuery(organisation, board.id).queryKey, saved)
      await renew()
      tell({ text: t('boards.saved', { name: saved.name }) })
      leave()
    },
  })
  const copy = useMutation({
    mutationFn: ({ name, tiles }: Omit<Draft, 'version'>) =>
      ask<Board>(addressOf(organisation, '/boards'), {
        method: 'POST',
        body: { name: t('boards.copyOf', { name }).slice(0, 100), tiles },
      }),
    onSuccess: async ({ id }) => {
      await renew()
      navigate({ to: '/$organisation/boards/$board', params: { organisation, board: id }, search: {} })
    },
  })
  const remove = useMutation({
    mutationFn: () => ask(path, { method: 'DELETE' }),
    onSuccess: async () => {
      await navigate({ to: '/$organisation/boards', params: { organisation } })
      await renew()
    },
  })
  const isStale = save.error instanceof Refused && save.error.code === 'board-changed'
  const change = (next: readonly Tile[]) => setDraft((old) => old && { ...old, tiles: next })
  const button = (name: string, run: () => void, kind = '') => (
    <button type="button" className={`button ${kind}`} onClick={run}>
      {name}
    </button>
  )
  const actions = draft ? (
    <>
      {button(t('boards.add'), () => setOpen('add'))}
      {button(t('common.cancel'), leave)}
      {button(t('common.save'), () => save.mutate(draft), 'primary')}
    </>
  ) : (
    <>
      {board.mayChange && button(t('boards.edit'), () => setDraft(board))}
      {button(t('boards.copyBoard'), () => copy.mutate(board))}
      {board.mayChange && button(t('boards.share'), () => setOpen('share'))}
      {button(t('boards.present'), () => grid.current?.requestFullscreen())}
    </>
  )
  return (
    <Page title={draft?.name || board.name} lead={leadOf(board)} actions={actions}>
      {draft && (
        <div className="toolbar">
          <label className="inline">
            {t('boards.name')}
            <input
              value={draft.name}
              maxLength={100}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
          </label>
          <button
            type="button"
            className="button"
            onClick={() => confirm(t('boards.sure', { name: board.name })) && remove.mutate()}
          >
            {t('boards.delete')}
          </button>
          <span className="faint">{t('boards.how')}</span>
        </div>
      )}
      {save.isError && <Fault error={save.error} />}
      {isStale && draft && (
        <p className="toolbar">
          {button(t('boards.readAgain'), () => {
            save.reset()
            leave()
            renew()
          })}
          {button(t('boards.keepCopy'), () => copy.mutate(draft))}
        </p>
      )}
      {copy.isError && <Fault error={copy.error} />}
      {remove.isError && <Fault error={remove.error} />}
      {numbers.isError && <Fault error={numbers.error} reset={() => numbers.refetch()} />}
      {tiles.length === 0 && (
        <p className="empty">{t(board.mayChange ? 'boards.empty' : 'boards.emptyOther')}</p>
      )}
      <BoardGrid
        grid={grid}
        tiles={tiles}
        numbers={numbers.data}
        organisation={organisation}
        change={draft && change}
      />
      {open === 'add' && draft && model && (
        <TileDialog
          model={model}
          tiles={tiles}
          add={(tile) => change([...tiles, tile])}
          close={() => setOpen(undefined)}
        />
      )}
      {open === 'share' && (
        <ShareDialog organisation={organisation} board={board.id} close={() => setOpen(undefined)} />
      )}
    </Page>
  )
}

function leadOf({ ownerName }: Board): string {
  return ownerName === null ? t('boards.keptByProgram') : t('boards.keptBy', { name: ownerName })
}
