import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { AccountForm } from '../parts/administration/account-form.tsx'
import { Field } from '../parts/field.tsx'
import { ask } from '../state/ask.ts'
import { t } from '../state/words.ts'

/** For somebody who is a member nowhere: found an organisation. */
export function WelcomePage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  return (
    <AccountForm
      title={t('account.welcome')}
      lead={t('account.welcomeLead')}
      action={t('account.found')}
      send={async (value) => {
        const slug = value('slug')
        await ask('/organisations', { method: 'POST', body: { slug } })
        client.clear()
        navigate({ to: '/$organisation', params: { organisation: slug } })
      }}
    >
      <Field
        label={t('account.slug')}
        name="slug"
        pattern="[a-z][a-z0-9]*(-[a-z0-9]+)*"
        hint={t('account.slugHint')}
        required
      />
    </AccountForm>
  )
}
