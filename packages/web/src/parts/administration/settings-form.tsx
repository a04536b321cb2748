import type { Settings } from '@keelson/server/answers'
import { formatNumber } from '../../state/format.ts'
import type { SettingsDraft } from '../../state/settings-draft.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Field } from '../field.tsx'
import { FiscalCalendarFields } from './fiscal-calendar.tsx'

const grains = ['week', 'month', 'quarter', 'half', 'year'] as const
const rules = ['weighted-mean', 'worst', 'best'] as const
const asItems = (ids: readonly string[]) => ids.map((id) => ({ id, name: id }))

/** The fields of the settings, room by room. */
export function SettingsForm({
  organisation,
  settings,
  draft,
  change,
}: {
  readonly organisation: string
  readonly settings: Settings
  readonly draft: SettingsDraft
  readonly change: (part: Partial<SettingsDraft>) => void
}) {
  const field = (name: 'name' | 'timeZone' | 'currency', label: string) => (
    <Field
      label={label}
      value={draft[name]}
      required={name === 'name'}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  const number = (
    name: 'onTrack' | 'atRisk' | 'tolerance' | 'padding' | 'coverageLimit' | 'kpiLimit',
    label: string,
  ) => (
    <Field
      label={label}
      type="number"
      step="any"
      min={0}
      required
      value={draft[name]}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  )
  return (
    <>
      <section className="card" aria-labelledby="settings-organisation">
        <h2 id="settings-organisation">{t('settings.organisation')}</h2>
        <div className="field-row three">
          {field('name', t('edits.name'))}
          {field('timeZone', t('settings.timeZone'))}
          {field('currency', t('settings.currency'))}
        </div>
        <div className="field-row">
          <ChoiceField
            label={t('settings.grain')}
            value={draft.grain}
            items={asItems(grains)}
            change={(grain) => change({ grain })}
          />
          <ChoiceField
            label={t('settings.review')}
            value={draft.review}
            items={asItems(grains)}
            change={(review) => change({ review })}
          />
        </div>
      </section>
      <section className="card" aria-labelledby="settings-calendar">
        <h2 id="settings-calendar">{t('settings.calendar')}</h2>
        <FiscalCalendarFields
          organisation={organisation}
          calendar={draft.calendar}
          change={(calendar) => change({ calendar })}
        />
      </section>
      <section className="card" aria-labelledby="settings-perspectives">
        <h2 id="settings-perspectives">{t('settings.perspectives')}</h2>
        <p className="faint">{t('settings.weightsLead')}</p>
        {settings.perspectives.map(({ id, name }) => {
          const own = draft.perspectives[id] ?? { name, weight: '' }
          const set = (part: Partial<typeof own>) =>
            change({ perspectives: { ...draft.perspectives, [id]: { ...own, ...part } } })
          return (
            <div key={id} className="field-row">
              <Field
                label={`${t('edits.name')}: ${id}`}
                value={own.name}
                required
                onChange={(event) => set({ name: event.target.value })}
              />
              <Field
                label={`${t('settings.weight')}: ${id}`}
                type="number"
                step="any"
                min={0}
                value={own.weight}
                onChange={(event) => set({ weight: event.target.value })}
              />
            </div>
          )
        })}
      </section>
      <section className="card" aria-labelledby="settings-currencies">
        <h2 id="settings-currencies">{t('settings.currencies')}</h2>
        <p className="faint">
          {t('settings.ratesLead', { currency: settings.organisation.currency ?? '–' })}
        </p>
        {settings.currencies.map(({ code, rates }) => (
          <Field
            key={code}
            label={t('settings.newRateOf', { code })}
            type="number"
            step="any"
            min={0}
            value={draft.rates[code] ?? ''}
            hint={rates
              .map(({ from, rate }) => `${from ?? '–'}: ${formatNumber(rate, { digits: 6 })}`)
              .join(' · ')}
            onChange={(event) => change({ rates: { ...draft.rates, [code]: event.target.value } })}
          />
        ))}
        <div className="field-row">
          <Field
            label={t('settings.newCurrency')}
            value={draft.newCurrency}
            maxLength={3}
            pattern="[A-Z]{3}"
            placeholder="CHF"
            onChange={(event) => change({ newCurrency: event.target.value.toUpperCase() })}
          />
          <Field
            label={t('settings.rate')}
            type="number"
            step="any"
            min={0}
            value={draft.newRate}
            onChange={(event) => change({ newRate: event.target.value })}
          />
        </div>
      </section>
      <section className="card" aria-labelledby="settings-thresholds">
        <h2 id="settings-thresholds">{t('settings.thresholds')}</h2>
        <div className="field-row">
          {number('onTrack', t('settings.onTrack'))}
          {number('atRisk', t('settings.atRisk'))}
          {number('tolerance', t('settings.tolerance'))}
          {number('padding', t('settings.padding'))}
          <ChoiceField
            label={t('settings.rollUp')}
            value={draft.rollUp}
            items={asItems(rules)}
            change={(rollUp) => change({ rollUp })}
          />
          {number('coverageLimit', t('settings.coverageLimit'))}
          {number('kpiLimit', t('settings.kpiLimit'))}
        </div>
      </section>
    </>
  )
}
