import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { AccountForm } from '../parts/administration/account-form.tsx'
import { Field } from '../parts/field.tsx'
import { ask } from '../state/ask.ts'
import { t } from '../state/words.ts'

/** Makes the first account. The secret comes behind the # of the address, which no server and no log is sent. */
export function ClaimPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const secret = location.hash.slice(1)
  return (
    <AccountForm
      title={t('account.claim')}
      lead={t('account.claimLead')}
      action={t('account.claimAction')}
      send={async (value) => {
        const body = {
          secret: value('secret'),
          name: value('name'),
          email: value('email'),
          password: value('password'),
        }
        await ask('/claim', { method: 'POST', body })
        client.clear()
        navigate({ to: '/' })
      }}
    >
      <Field
        label={t('account.secret')}
        name="secret"
        defaultValue={secret}
        hint={t('account.secretHint')}
        autoComplete="off"
        required
      />
      <Field label={t('account.name')} name="name" autoComplete="name" required />
      <Field label={t('account.email')} name="email" type="email" autoComplete="username" required />
      <Field
        label={t('account.password')}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={12}
        hint={t('account.passwordHint')}
        required
      />
    </AccountForm>
  )
}
