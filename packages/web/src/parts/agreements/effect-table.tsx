import type { Effect } from '@keelson/server/answers'
import { formatNumber } from '../../state/format.ts'
import { t } from '../../state/words.ts'

/** What terms would do to the targets above them, and what is left to be taken on. */
export function EffectTable({ effect }: { readonly effect: readonly Effect[] }) {
  if (effect.length === 0) return <p className="faint">{t('agree.noEffect')}</p>
  return (
    <table className="table effect">
      <caption>{t('agree.effect')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('agree.above')}</th>
          <th scope="col" className="right">
            {t('common.target')}
          </th>
          <th scope="col" className="right">
            {t('agree.produced')}
          </th>
          <th scope="col" className="right">
            {t('agree.unallocated')}
          </th>
        </tr>
      </thead>
      <tbody>
        {effect.map(({ kpi, period, target, producedBefore, producedAfter, unallocated }) => (
          <tr key={`${kpi} ${period}`}>
            <th scope="row">
              {kpi} <span className="faint">{period}</span>
            </th>
            <td className="number">{formatNumber(target)}</td>
            <td className="number">
              {formatNumber(producedBefore)} → {formatNumber(producedAfter)}
            </td>
            <td className="number">
              {unallocated !== null &&
                t('agree.left', { amount: formatNumber(unallocated), of: formatNumber(target) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
