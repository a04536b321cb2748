import type { Preferences } from '@keelson/server/answers'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { ChoiceField } from '../parts/choice-field.tsx'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { CalendarFeeds } from '../parts/telling/calendar-feeds.tsx'
import { DigestFields, QuietFields, WayFields } from '../parts/telling/telling-fields.tsx'
import { addressOf, ask } from '../state/ask.ts'
import { tell } from '../state/notices.ts'
import { preferencesQuery } from '../state/telling.ts'
import type { Locale } from '../state/words.ts'
import { localeNames, locales, t } from '../state/words.ts'
import '../styles/telling.css'

/** How I am told: language, place, quiet hours, ways, digest, and the address of my calendar. */
export function PreferencesPage() {
  const { organisation } = useParams({ from: '/$organisation/preferences' })
  const query = useQuery(preferencesQuery(organisation))
  return (
    <Page title={t('telling.preferences')} lead={t('telling.preferencesLead')}>
      <Answered query={query}>
        {(kept) => (
          <div className="telling">
            <PreferencesForm key={JSON.stringify(kept)} organisation={organisation} kept={kept} />
            <CalendarFeeds organisation={organisation} />
          </div>
        )}
      </Answered>
    </Page>
  )
}

function PreferencesForm({
  organisation,
  kept,
}: {
  readonly organisation: string
  readonly kept: Preferences
}) {
  const { organisationLanguage, organisationTimeZone, hasMail, ...own } = kept
  const [draft, setDraft] = useState(own)
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () =>
      ask<Preferences>(addressOf(organisation, '/me/preferences'), { method: 'PUT', body: draft }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['of', organisation, '/me/preferences'] })
      tell({ text: t('telling.saved') })
    },
  })
  const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', ...(draft.timeZone ?? [])])]
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      {!hasMail && <p className="banner">{t('telling.noMail')}</p>}
      <fieldset className="telling-part">
        <legend>{t('telling.where')}</legend>
        <div className="field-row">
          <ChoiceField
            label={t('telling.language')}
            value={draft.language ?? ''}
            none={t('telling.asOrganisation', { value: localeNames[organisationLanguage] })}
            items={locales.map((id) => ({ id, name: localeNames[id] }))}
            change={(id) => setDraft({ ...draft, language: id === '' ? null : (id as Locale) })}
          />
          <ChoiceField
            label={t('telling.timeZone')}
            value={draft.timeZone ?? ''}
            none={t('telling.asOrganisation', { value: organisationTimeZone })}
            items={zones.map((id) => ({ id, name: id.replaceAll('_', ' ') }))}
            change={(id) => setDraft({ ...draft, timeZone: id === '' ? null : id })}
          />
        </div>
      </fieldset>
      <WayFields ways={draft.ways} change={(ways) => setDraft({ ...draft, ways })} />
      <div className="telling-pair">
        <QuietFields quiet={draft.quiet} change={(quiet) => setDraft({ ...draft, quiet })} />
        <DigestFields digest={draft.digest} change={(digest) => setDraft({ ...draft, digest })} />
      </div>
      {save.isError && <Fault error={save.error} />}
      <button type="submit" className="button primary" disabled={save.isPending}>
        {t('common.save')}
      </button>
    </form>
  )
}
