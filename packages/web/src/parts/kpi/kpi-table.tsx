import type { KpiAnswer } from '@keelson/server/answers'
import { formatAmount, formatShare } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'
import { StatusMark } from '../status.tsx'

/** The same as the chart, in numbers, the last period first. */
export function KpiTable({ answer: { series, kpi } }: { readonly answer: KpiAnswer }) {
  return (
    <Scroll label={t('kpi.data')}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('common.period')}</th>
            <th scope="col">{t('common.status')}</th>
            <th scope="col" className="right">
              {t('common.actual')}
            </th>
            <th scope="col" className="right">
              {t('common.target')}
            </th>
            <th scope="col" className="right">
              {t('kpi.originalTarget')}
            </th>
            <th scope="col" className="right">
              {t('common.score')}
            </th>
            <th scope="col" className="right">
              {t('common.coverage')}
            </th>
          </tr>
        </thead>
        <tbody>
          {series.toReversed().map((point) => (
            <tr key={point.period}>
              <th scope="row">{point.period}</th>
              <td>
                <StatusMark status={point.status} />{' '}
                {point.why !== null && <span className="faint">{point.why}</span>}
              </td>
              <td className="number">{formatAmount(point.actual, kpi.unit)}</td>
              <td className="number">{formatAmount(point.target, kpi.unit)}</td>
              <td className="number">
                {point.original === point.target ? '' : formatAmount(point.original, kpi.unit)}
              </td>
              <td className="number">{formatShare(point.score)}</td>
              <td className="number">{formatShare(point.coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
