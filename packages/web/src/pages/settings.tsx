import type { Model, Settings } from '@keelson/server/answers'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useDeferredValue, useState } from 'react'
import { SettingsForm } from '../parts/administration/settings-form.tsx'
import { Fault } from '../parts/fault.tsx'
import { Answered, Page } from '../parts/page.tsx'
import { PlanView } from '../parts/plan-view.tsx'
import { useApply, usePlan } from '../state/edits.ts'
import { modelQuery, settingsQuery } from '../state/queries.ts'
import { draftOfSettings, settingsEdits } from '../state/settings-draft.ts'
import { t } from '../state/words.ts'
import '../styles/settings.css'

/** What holds for the whole organisation: every change is shown with what follows before it is made. */
export function SettingsPage() {
  const { organisation } = useParams({ from: '/$organisation/settings' })
  const { data: model } = useQuery(modelQuery(organisation))
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <Answered query={useQuery(settingsQuery(organisation))}>
        {(settings) =>
          model && (
            <Draft
              // What somebody else changed meanwhile is the new ground of the draft.
              key={model.base}
              organisation={organisation}
              settings={settings}
              model={model}
            />
          )
        }
      </Answered>
    </Page>
  )
}

function Draft({
  organisation,
  settings,
  model,
}: {
  readonly organisation: string
  readonly settings: Settings
  readonly model: Model
}) {
  const [draft, setDraft] = useState(() => draftOfSettings(settings))
  const said = useDeferredValue(draft)
  const edits = settingsEdits(settings, said, model.today)
  const plan = usePlan(organisation, edits)
  const apply = useApply(organisation)
  const faults = plan.data?.diagnostics.filter(({ severity }) => severity === 'error') ?? []
  const isChanged = edits.length > 0
  return (
    <form
      className="settings"
      onSubmit={(event) => {
        event.preventDefault()
        apply.mutate({ edits, comment: t('settings.changed') })
      }}
    >
      <SettingsForm
        organisation={organisation}
        settings={settings}
        draft={draft}
        change={(part) => setDraft({ ...draft, ...part })}
      />
      <section className="card settings-plan" aria-labelledby="settings-plan">
        <h2 id="settings-plan">{t('settings.follows')}</h2>
        {!isChanged && <p className="faint">{t('settings.unchanged')}</p>}
        {isChanged && plan.data && <PlanView plan={plan.data} />}
        {isChanged &&
          faults.map(({ code, message }) => (
            <p key={`${code} ${message}`} className="bad">
              {message}
            </p>
          ))}
        {isChanged && plan.isError && <Fault error={plan.error} />}
        {apply.isError && <Fault error={apply.error} />}
        <div className="dialog-foot">
          <button
            type="button"
            className="button"
            disabled={!isChanged}
            onClick={() => setDraft(draftOfSettings(settings))}
          >
            {t('settings.discard')}
          </button>
          <button
            type="submit"
            className="button primary"
            disabled={!isChanged || !plan.data || faults.length > 0 || apply.isPending}
          >
            {t('common.save')}
          </button>
        </div>
      </section>
    </form>
  )
}
