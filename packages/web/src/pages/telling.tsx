import type { Telling } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ChoiceField } from '../parts/choice-field.tsx'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { ChatChannels } from '../parts/telling/chat-channels.tsx'
import { ReminderFields } from '../parts/telling/reminder-fields.tsx'
import { SendingTable } from '../parts/telling/sending-table.tsx'
import { DigestFields, QuietFields, WayFields } from '../parts/telling/telling-fields.tsx'
import { addressOf, ask } from '../state/ask.ts'
import { tell } from '../state/notices.ts'
import { tellingQuery } from '../state/telling.ts'
import type { Locale } from '../state/words.ts'
import { localeNames, locales, t } from '../state/words.ts'
import '../styles/telling.css'

/** When the organisation reminds, how those are told who chose nothing, its chat channels, and what was sent. */
export function TellingPage() {
  const { organisation } = useParams({ from: '/$organisation/telling' })
  const query = useQuery(tellingQuery(organisation))
  return (
    <Page title={t('telling.title')} lead={t('telling.lead')}>
      <Answered query={query}>
        {(kept) => (
          <div className="telling">
            <RulesForm key={JSON.stringify(kept)} organisation={organisation} kept={kept} />
            {kept.mayChange && <ChatChannels organisation={organisation} />}
            {kept.mayChange && <SendingTable organisation={organisation} hasMail={kept.hasMail} />}
          </div>
        )}
      </Answered>
    </Page>
  )
}

function RulesForm({ organisation, kept }: { readonly organisation: string; readonly kept: Telling }) {
  const { hasMail, mayChange, ...rules } = kept
  const [draft, setDraft] = useState(rules)
  const [isReadable, setReadable] = useState(true)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => ask<Telling>(addressOf(organisation, '/telling'), { method: 'PUT', body: draft }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['of', organisation, '/telling'] })
      tell({ text: t('telling.saved') })
    },
  })
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {!hasMail && <p className="banner">{t('telling.noMail')}</p>}
      <fieldset className="telling-whole" disabled={!mayChange}>
        <ReminderFields
          reminders={draft.reminders}
          change={(reminders) => {
            setReadable(reminders !== undefined)
            if (reminders) setDraft({ ...draft, reminders })
          }}
        />
        <h2>{t('telling.usual')}</h2>
        <ChoiceField
          label={t('telling.organisationLanguage')}
          value={draft.language}
          items={locales.map((id) => ({ id, name: localeNames[id] }))}
          change={(id) => setDraft({ ...draft, language: id as Locale })}
        />
        <WayFields ways={draft.ways} change={(ways) => setDraft({ ...draft, ways })} />
        <div className="telling-pair">
          <QuietFields quiet={draft.quiet} change={(quiet) => setDraft({ ...draft, quiet })} />
          <DigestFields digest={draft.digest} change={(digest) => setDraft({ ...draft, digest })} />
        </div>
      </fieldset>
      {save.isError && <Fault error={save.error} />}
      {mayChange && (
        <button type="submit" className="button primary" disabled={save.isPending || !isReadable}>
          {t('common.save')}
        </button>
      )}
    </form>
  )
}
