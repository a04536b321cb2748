import { useParams } from '@tanstack/react-router'
import { Tokens } from '../parts/administration/tokens.tsx'
import { Webhooks } from '../parts/administration/webhooks.tsx'
import { Page } from '../parts/page.tsx'
import { t } from '../state/words.ts'
import '../styles/people.css'
import '../styles/connections.css'

/** Programs that come here, and those that are told what happens. */
export function ConnectionsPage() {
  const { organisation } = useParams({ from: '/$organisation/connections' })
  return (
    <Page title={t('connections.title')} lead={t('connections.lead')}>
      <Tokens organisation={organisation} />
      <Webhooks organisation={organisation} />
    </Page>
  )
}
