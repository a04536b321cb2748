import type { Comment } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { addressOf, ask } from '../state/ask.ts'
import { commentsQuery, mentioning, mentionsIn, offered } from '../state/discussion.ts'
import { formatMoment } from '../state/format.ts'
import { modelQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import { Fault } from './fault.tsx'
import { Markdown } from './markdown.tsx'
import { Answered } from './page.tsx'
import '../styles/discussion.css'

/** What people say on something, and a place to say more. */
export function Discussion({ organisation, on }: { readonly organisation: string; readonly on: string }) {
  const query = useQuery(commentsQuery(organisation, on))
  const client = useQueryClient()
  const renew = () => client.invalidateQueries({ queryKey: ['of', organisation, 'comments', on] })
  const remove = useMutation({
    mutationFn: (id: string) => ask(addressOf(organisation, `/comments/${id}`), { method: 'DELETE' }),
    onSuccess: renew,
  })
  return (
    <div className="discussion">
      <Answered query={query}>
        {({ comments }) =>
          comments.length === 0 ? (
            <p className="empty">{t('discussion.none')}</p>
          ) : (
            <ol className="plain">
              {comments.toReversed().map((comment) => (
                <Said key={comment.id} comment={comment} remove={() => remove.mutate(comment.id)} />
              ))}
            </ol>
          )
        }
      </Answered>
      {remove.isError && <Fault error={remove.error} />}
      <NewComment organisation={organisation} on={on} done={renew} />
    </div>
  )
}

function Said({ comment, remove }: { readonly comment: Comment; readonly remove: () => void }) {
  const { authorName, at, text, mentions, mayRemove } = comment
  return (
    <li className="comment">
      <p className="comment-head">
        <strong>{authorName ?? t('discussion.program')}</strong>{' '}
        <time dateTime={at} className="faint">
          {formatMoment(at)}
        </time>
        {mayRemove && (
          <button type="button" className="link" onClick={remove}>
            {t('discussion.remove')}
          </button>
        )}
      </p>
      <Markdown text={text} names={new Map(mentions.map(({ id, name }) => [id, name]))} />
    </li>
  )
}

function NewComment({
  organisation,
  on,
  done,
}: {
  readonly organisation: string
  readonly on: string
  readonly done: () => void
}) {
  const { data: model } = useQuery(modelQuery(organisation))
  const people = model?.people ?? []
  const area = useRef<HTMLTextAreaElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  const [text, setText] = useState('')
  const [cursor, setCursor] = useState(0)
  const offers = offered(text.slice(0, cursor), people)
  const say = useMutation({
    mutationFn: () =>
      ask(addressOf(organisation, '/comments'), {
        method: 'POST',
        body: { on, text, mentions: mentionsIn(text, people) },
        headers: { 'idempotency-key': crypto.randomUUID() },
      }),
    onSuccess: () => {
      setText('')
      setCursor(0)
      done()
    },
  })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') say.mutate()
      }}
    >
      <label className="field">
        <span>{t('discussion.say')}</span>
        <textarea
          ref={area}
          value={text}
          rows={3}
          maxLength={10_000}
          onChange={(event) => {
            setText(event.target.value)
            setCursor(event.target.selectionStart)
          }}
          onSelect={(event) => setCursor(event.currentTarget.selectionStart)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown' || offers.length === 0) return
            event.preventDefault()
            first.current?.focus()
          }}
        />
      </label>
      {offers.length > 0 && (
        <fieldset className="choices mention-offers">
          <legend className="faint">{t('discussion.mention')}</legend>
          {offers.map((person, at) => (
            <button
              key={person.id}
              ref={at === 0 ? first : undefined}
              type="button"
              className="choice"
              onClick={() => {
                const before = mentioning(text.slice(0, cursor), person)
                setText(before + text.slice(cursor))
                setCursor(before.length)
                area.current?.focus()
              }}
            >
              {person.name}
            </button>
          ))}
        </fieldset>
      )}
      {say.isError && <Fault error={say.error} />}
      <p className="discussion-foot">
        <span className="faint">{t('discussion.how')}</span>
        <button type="submit" className="button primary" disabled={text.trim() === '' || say.isPending}>
          {t('discussion.send')}
        </button>
      </p>
    </form>
  )
}
