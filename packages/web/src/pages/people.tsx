import type { Member, Model } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { Rights } from '../parts/administration/member-fields.tsx'
import { MemberFields } from '../parts/administration/member-fields.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Fault } from '../parts/fault.tsx'
import { Field } from '../parts/field.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { addressOf, ask } from '../state/ask.ts'
import { nameIn } from '../state/names.ts'
import { tell } from '../state/notices.ts'
import { membersQuery, modelQuery } from '../state/queries.ts'
import { t } from '../state/words.ts'
import '../styles/people.css'

type Invited = { readonly secret: string | null }

/** Who is a member, what they may do, and which person of the strategy they are. */
export function PeoplePage() {
  const { organisation } = useParams({ from: '/$organisation/people' })
  const members = useQuery(membersQuery(organisation))
  const { data: model } = useQuery(modelQuery(organisation))
  const [edited, edit] = useState<Member>()
  const [isInviting, invite] = useState(false)
  return (
    <Page
      title={t('people.title')}
      lead={t('people.lead')}
      actions={
        <button type="button" className="button primary" disabled={!model} onClick={() => invite(true)}>
          {t('people.invite')}
        </button>
      }
    >
      <Answered query={members}>
        {(rows) => (
          <ul className="plain people">
            {rows.map((member) => (
              <li key={member.userId} className="card">
                <div>
                  <strong>{member.name ?? member.userId}</strong>
                  <span className="faint block">{member.email}</span>
                </div>
                <div>
                  {member.roles.join(', ')}
                  <span className="faint block">
                    {member.person === null
                      ? t('people.noPerson')
                      : t('people.is', { person: nameIn(model?.people, member.person) })}
                    {member.department !== null && ` · ${nameIn(model?.departments, member.department)}`}
                  </span>
                </div>
                <button
                  type="button"
                  className="button"
                  disabled={!model}
                  aria-label={`${t('people.change')}: ${member.name ?? member.userId}`}
                  onClick={() => edit(member)}
                >
                  {t('people.change')}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {edited && model && (
        <ChangeDialog
          organisation={organisation}
          model={model}
          member={edited}
          close={() => edit(undefined)}
        />
      )}
      {isInviting && model && (
        <InviteDialog organisation={organisation} model={model} close={() => invite(false)} />
      )}
    </Page>
  )
}

function ChangeDialog({
  organisation,
  model,
  member,
  close,
}: {
  readonly organisation: string
  readonly model: Model
  readonly member: Member
  readonly close: () => void
}) {
  const client = useQueryClient()
  const { roles, person, department } = member
  const [draft, setDraft] = useState<Rights>({ roles, person, department })
  const change = useMutation({
    mutationFn: () =>
      ask(addressOf(organisation, `/members/${member.userId}`), { method: 'PUT', body: draft }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ['of', organisation] }),
        client.invalidateQueries({ queryKey: ['me'] }),
      ])
      tell({ text: t('people.changed', { name: member.name ?? '' }) })
      close()
    },
  })
  return (
    <Dialog title={member.name ?? t('people.change')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate()
        }}
      >
        <MemberFields model={model} draft={draft} change={setDraft} />
        {change.isError && <Fault error={change.error} />}
        <div className="dialog-foot">
          <button
            type="submit"
            className="button primary"
            disabled={change.isPending || draft.roles.length === 0}
          >
            {t('common.save')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

function InviteDialog({
  organisation,
  model,
  close,
}: {
  readonly organisation: string
  readonly model: Model
  readonly close: () => void
}) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Rights>({ roles: ['viewer'], person: null, department: null })
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const invite = useMutation({
    mutationFn: () =>
      ask<Invited>(addressOf(organisation, '/members'), { method: 'POST', body: { name, email, ...draft } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['of', organisation] }),
  })
  if (invite.data) return <Secret secret={invite.data.secret} name={name} close={close} />
  return (
    <Dialog title={t('people.invite')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          invite.mutate()
        }}
      >
        <div className="field-row">
          <Field
            label={t('people.name')}
            value={name}
            required
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={t('account.email')}
            type="email"
            value={email}
            required
            onChange={(event) => setEmail(event.target.value)}
          />
        </div>
        <MemberFields model={model} draft={draft} change={setDraft} />
        {invite.isError && <Fault error={invite.error} />}
        <div className="dialog-foot">
          <button
            type="submit"
            className="button primary"
            disabled={invite.isPending || draft.roles.length === 0}
          >
            {t('people.invite')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

/** The link of an invitation: shown this once. */
function Secret({
  secret,
  name,
  close,
}: {
  readonly secret: string | null
  readonly name: string
  readonly close: () => void
}) {
  const link = secret === null ? undefined : `${location.origin}/invitation#${secret}`
  return (
    <Dialog title={t('people.invited', { name })} close={close}>
      {link === undefined ? (
        <p>{t('people.hasAccount')}</p>
      ) : (
        <>
          <p>{t('people.once')}</p>
          <p>
            <code>{link}</code>
          </p>
          <button type="button" className="button" onClick={() => navigator.clipboard.writeText(link)}>
            {t('people.copy')}
          </button>
        </>
      )}
    </Dialog>
  )
}
