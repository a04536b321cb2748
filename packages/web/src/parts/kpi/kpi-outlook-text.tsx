import type { KpiOutlook } from '@keelson/server/answers'
import { formatAmount, formatShare } from '../../state/format.ts'
import { t } from '../../state/words.ts'

/** What the chart says of the future and of the usual variation, in words. */
export function KpiOutlookText({ outlook, unit }: { readonly outlook: KpiOutlook; readonly unit: string }) {
  const { chance, chanceWhy, forecast, forecastWhy, last, limits, isSeasonal } = outlook
  const current = limits.at(-1)
  return (
    <dl className="outlook">
      <div>
        <dt>{t('kpi.chance')}</dt>
        <dd>
          {chance ? (
            <>
              <strong className="number">{formatShare(chance.chance)}</strong>{' '}
              {t(chance.isTotal ? 'kpi.chanceTotal' : 'kpi.chanceAt', {
                due: chance.due,
                low: formatAmount(chance.low80, unit),
                high: formatAmount(chance.high80, unit),
              })}
            </>
          ) : (
            <span className="faint">{t('kpi.none', { why: chanceWhy ?? '–' })}</span>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('kpi.usualVariation')}</dt>
        <dd>
          {last === null || !current ? (
            <span className="faint">{t('kpi.noLimits')}</span>
          ) : (
            <>
              {t(last === 'signal' ? 'kpi.signal' : 'kpi.noise')}{' '}
              <span className="faint">
                {t(isSeasonal ? 'kpi.rangeSeasonal' : 'kpi.range', {
                  low: formatAmount(current.low, unit),
                  high: formatAmount(current.high, unit),
                })}
                {current.isProvisional && ` ${t('kpi.provisional')}`}
              </span>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('kpi.forecast')}</dt>
        <dd>
          {forecast ? (
            <span className="faint">
              {t('kpi.method', { method: forecast.method, points: forecast.points })}
              {forecast.past &&
                ` ${t('kpi.past', { compared: forecast.past.compared, share: formatShare(forecast.past.within80) })}`}
            </span>
          ) : (
            <span className="faint">{t('kpi.none', { why: forecastWhy ?? '–' })}</span>
          )}
        </dd>
      </div>
    </dl>
  )
}
