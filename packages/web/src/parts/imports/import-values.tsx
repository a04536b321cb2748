import type { ImportPreview } from '@keelson/server/answers'
import { formatAmount, formatNumber } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'

const outcomeWords = {
  created: 'imports.outcomeCreated',
  updated: 'imports.outcomeUpdated',
  unchanged: 'imports.outcomeUnchanged',
} as const

/** The values as they would be, beside what stands now. */
export function ImportValues({ preview }: { readonly preview: ImportPreview }) {
  const { results, created, updated, unchanged } = preview
  const all = created + updated + unchanged
  if (results.length === 0) return null
  return (
    <section>
      <h2>{t('imports.result')}</h2>
      <Scroll label={t('imports.result')}>
        <table className="table">
          <caption className="hidden">{t('imports.result')}</caption>
          <thead>
            <tr>
              <th scope="col" className="right">
                {t('imports.row')}
              </th>
              <th scope="col">{t('imports.roleMeasure')}</th>
              <th scope="col">{t('imports.rolePeriod')}</th>
              <th scope="col" className="right">
                {t('imports.before')}
              </th>
              <th scope="col" className="right">
                {t('imports.after')}
              </th>
              <th scope="col">{t('imports.what')}</th>
            </tr>
          </thead>
          <tbody>
            {results.map(({ row, measure, name, unit, period, before, after, outcome }) => (
              <tr key={`${row} ${measure} ${period}`} className={`is-${outcome}`}>
                <td className="number">{formatNumber(row)}</td>
                <th scope="row">{name}</th>
                <td>{period}</td>
                <td className="number">{formatAmount(before, unit)}</td>
                <td className="number">{formatAmount(after, unit)}</td>
                <td>
                  <span className="tag">{t(outcomeWords[outcome])}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {all > results.length && (
        <p className="faint">
          {t('imports.firstOf', { shown: formatNumber(results.length), all: formatNumber(all) })}
        </p>
      )}
    </section>
  )
}
