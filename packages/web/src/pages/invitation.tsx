import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { AccountForm } from '../parts/administration/account-form.tsx'
import { Field } from '../parts/field.tsx'
import { ask } from '../state/ask.ts'
import { t } from '../state/words.ts'

export function InvitationPage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return (
    <AccountForm
      title={t('account.invitation')}
      action={t('account.invitationAction')}
      send={async (value) => {
        const body = { secret: value('secret'), password: value('password') }
        await ask('/invitation', { method: 'POST', body })
        client.clear()
        navigate({ to: '/' })
      }}
    >
      <Field
        label={t('account.invitationSecret')}
        name="secret"
        defaultValue={location.hash.slice(1)}
        autoComplete="off"
        required
      />
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
