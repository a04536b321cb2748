import type { WhatIf } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { formatAmount, formatShare } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'

type Range = WhatIf['kpis'][number]['before']

/** The targets and objectives that come out otherwise, before and after. */
export function WhatIfEffect({
  organisation,
  answer: { kpis, objectives },
  isChanged,
}: {
  readonly organisation: string
  readonly answer: WhatIf
  readonly isChanged: boolean
}) {
  return (
    <div className="card what-if-effect">
      <h2>{t('whatIf.effect')}</h2>
      {!isChanged && <p className="faint">{t('whatIf.nothing')}</p>}
      {isChanged && kpis.length === 0 && <p>{t('whatIf.noEffect')}</p>}
      {isChanged && kpis.length > 0 && (
        <Scroll label={t('whatIf.effect')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('palette.kpi')}</th>
                <th scope="col" className="right">
                  {t('whatIf.chance')}
                </th>
                <th scope="col" className="right">
                  {t('whatIf.before')}
                </th>
                <th scope="col" className="right">
                  {t('whatIf.after')}
                </th>
                <th scope="col" className="right">
                  {t('common.target')}
                </th>
              </tr>
            </thead>
            <tbody>
              {objectives.map(({ objective, name, chanceBefore, chanceAfter }) => (
                <tr key={`objective ${objective}`}>
                  <th scope="row">
                    <strong>{name}</strong>
                  </th>
                  <td className="number">
                    {formatShare(chanceBefore)} → <strong>{formatShare(chanceAfter)}</strong>
                  </td>
                  <td colSpan={3} />
                </tr>
              ))}
              {kpis.map(({ kpi, name, unit, target, before, after, chanceBefore, chanceAfter }) => (
                <tr key={kpi}>
                  <th scope="row">
                    <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi }}>
                      {name}
                    </Link>
                  </th>
                  <td className="number">
                    {formatShare(chanceBefore)} → <strong>{formatShare(chanceAfter)}</strong>
                  </td>
                  <td className="number">
                    <Middle range={before} unit={unit} />
                  </td>
                  <td className="number what-if-after">
                    <Middle range={after} unit={unit} />
                  </td>
                  <td className="number">{formatAmount(target, unit, { isShort: true })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </div>
  )
}

/** The middle of a range, and where 80 % of the futures lie. */
function Middle({
  range: { low80, middle, high80 },
  unit,
}: {
  readonly range: Range
  readonly unit: string
}) {
  const short = { isShort: true } as const
  return (
    <>
      {formatAmount(middle, unit, short)}
      <span className="faint block">
        {formatAmount(low80, unit, short)} … {formatAmount(high80, unit, short)}
      </span>
    </>
  )
}
