import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { modelQuery } from '../state/queries.ts'
import type { MomentSearch } from '../state/search.ts'
import { t } from '../state/words.ts'

/** Which period is looked at, and as known on which day; the address holds both. */
export function MomentPicker({ hasPeriod = false }: { readonly hasPeriod?: boolean }) {
  const { organisation } = useParams({ from: '/$organisation' })
  const { period, asOf } = useSearch({ from: '/$organisation' })
  const { data: model } = useQuery(modelQuery(organisation))
  const navigate = useNavigate()
  const change = (part: MomentSearch) =>
    navigate({ to: '.', search: ((old: object) => ({ ...old, ...part })) as never, replace: true })
  return (
    <>
      {hasPeriod && (
        <select
          aria-label={t('common.period')}
          value={period ?? ''}
          onChange={(event) => change({ period: event.target.value || undefined })}
        >
          <option value="">{t('shell.lastPeriod')}</option>
          {model?.organisation.closed.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
      <label className="inline">
        {t('scorecard.asOf')}
        <input
          type="date"
          max={model?.today}
          value={asOf ?? ''}
          onChange={(event) => change({ asOf: event.target.value || undefined })}
        />
      </label>
    </>
  )
}
