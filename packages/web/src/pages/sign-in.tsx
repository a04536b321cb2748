import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { AccountForm } from '../parts/administration/account-form.tsx'
import { Field } from '../parts/field.tsx'
import { ask } from '../state/ask.ts'
import { t } from '../state/words.ts'

export function SignInPage() {
  const { back } = useSearch({ from: '/sign-in' })
  const client = useQueryClient()
  const router = useRouter()
  return (
    <AccountForm
      title={t('account.signIn')}
      action={t('account.signIn')}
      send={async (value) => {
        await ask('/session', {
          method: 'POST',
          body: { email: value('email'), password: value('password') },
        })
        client.clear()
        // Only a place of this application: an address of another site is no way back.
        router.history.push(back !== undefined && /^\/(?![/\\])/.test(back) ? back : '/')
      }}
    >
      <Field label={t('account.email')} name="email" type="email" autoComplete="username" required />
      <Field
        label={t('account.password')}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
    </AccountForm>
  )
}
