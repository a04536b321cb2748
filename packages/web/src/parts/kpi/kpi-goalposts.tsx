import type { KpiAnswer } from '@keelson/server/answers'
import { formatAmount, formatDay, formatShare } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'

/** A target that was moved: what it says of the last period beside the one first agreed, and every move of it. */
export function KpiGoalposts({ answer: { goalposts, kpi } }: { readonly answer: KpiAnswer }) {
  if (!goalposts || goalposts.moves.length === 0) return null
  const { period, target, original, current, attainedOriginal, attainedCurrent, fromMoving, moves } =
    goalposts
  const rows = [
    [t('kpi.originalTarget'), original, attainedOriginal],
    [t('kpi.currentTarget'), current, attainedCurrent],
  ] as const
  return (
    <section className="card goalposts" aria-labelledby="goalposts">
      <h2 id="goalposts">{t('kpi.goalposts', { target })}</h2>
      <dl className="goalposts-sides">
        {rows.map(([name, amount, share]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <strong className="number">{formatShare(share, 1)}</strong>{' '}
              <span className="faint">
                {t('kpi.attainedOf', { amount: formatAmount(amount, kpi.unit), period })}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      {fromMoving !== null && fromMoving !== 0 && (
        <p>{t('kpi.fromMoving', { share: formatShare(Math.abs(fromMoving), 1) })}</p>
      )}
      <Scroll label={t('kpi.moves')}>
        <table className="table">
          <caption className="hidden">{t('kpi.moves')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('kpi.decided')}</th>
              <th scope="col" className="right">
                {t('common.target')}
              </th>
              <th scope="col">{t('kpi.by')}</th>
              <th scope="col">{t('kpi.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.map(({ recorded, from, value, by, byName, reason, isLate, isOwn, binds }) => (
              <tr key={`${recorded} ${from}`}>
                <th scope="row">{formatDay(recorded)}</th>
                <td className="number">{formatAmount(value, kpi.unit)}</td>
                <td>{byName ?? by ?? '–'}</td>
                <td>
                  {reason ?? '–'} {isLate && <span className="tag tag-new">{t('kpi.isLate')}</span>}{' '}
                  {isOwn && <span className="tag tag-new">{t('kpi.isOwn')}</span>}{' '}
                  {!binds && <span className="tag">{t('kpi.isLater')}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
