import type { Digest, Quiet, Ways } from '../../state/telling.ts'
import { sorts, sortWords, weekdays } from '../../state/telling.ts'
import { t } from '../../state/words.ts'
import { ChoiceField } from '../choice-field.tsx'
import { Field } from '../field.tsx'

/** From when until when nothing is sent, or none. */
export function QuietFields({
  quiet,
  change,
}: {
  readonly quiet: Quiet
  readonly change: (quiet: Quiet) => void
}) {
  return (
    <fieldset className="telling-part">
      <legend>{t('telling.quiet')}</legend>
      <label className="inline">
        <input
          type="checkbox"
          checked={quiet !== null}
          onChange={(event) => change(event.target.checked ? { from: '20:00', to: '07:00' } : null)}
        />
        {t('telling.quietOn')}
      </label>
      {quiet && (
        <div className="field-row">
          <Field
            label={t('telling.from')}
            type="time"
            value={quiet.from}
            required
            onChange={(event) => change({ ...quiet, from: event.target.value })}
          />
          <Field
            label={t('telling.to')}
            type="time"
            value={quiet.to}
            required
            onChange={(event) => change({ ...quiet, to: event.target.value })}
          />
        </div>
      )}
      <p className="faint">{t('telling.quietLead')}</p>
    </fieldset>
  )
}

/** How often one is told of everything together. */
export function DigestFields({
  digest,
  change,
}: {
  readonly digest: Digest
  readonly change: (digest: Digest) => void
}) {
  const at = digest.every === 'none' ? '08:00' : digest.at
  const choose = (every: string) =>
    change(every === 'week' ? { every, weekday: 1, at } : every === 'day' ? { every, at } : { every: 'none' })
  return (
    <fieldset className="telling-part">
      <legend>{t('telling.digest')}</legend>
      <p className="faint">{t('telling.digestLead')}</p>
      <ChoiceField
        label={t('telling.way')}
        value={digest.every}
        items={[
          { id: 'none', name: t('telling.never') },
          { id: 'day', name: t('telling.daily') },
          { id: 'week', name: t('telling.weekly') },
        ]}
        change={choose}
      />
      {digest.every !== 'none' && (
        <div className="field-row">
          {digest.every === 'week' && (
            <ChoiceField
              label={t('telling.weekday')}
              value={String(digest.weekday)}
              items={weekdays()}
              change={(id) => change({ ...digest, weekday: Number(id) })}
            />
          )}
          <Field
            label={t('telling.at')}
            type="time"
            value={digest.at}
            required
            onChange={(event) => change({ ...digest, at: event.target.value })}
          />
        </div>
      )}
    </fieldset>
  )
}

/** How each sort of notice comes, beside the inbox. */
export function WayFields({ ways, change }: { readonly ways: Ways; readonly change: (ways: Ways) => void }) {
  const items = [
    ['at-once', t('telling.atOnce')],
    ['digest', t('telling.inDigest')],
    ['inbox', t('telling.inInbox')],
  ] as const
  return (
    <fieldset className="telling-part telling-ways">
      <legend>{t('telling.ways')}</legend>
      {sorts.map((sort) => (
        <label key={sort}>
          <span>{t(sortWords[sort])}</span>
          <select
            value={ways[sort]}
            onChange={(event) => change({ ...ways, [sort]: event.target.value as Ways[typeof sort] })}
          >
            {items.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      ))}
    </fieldset>
  )
}
