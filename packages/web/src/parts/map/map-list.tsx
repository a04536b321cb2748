import type { StrategyMap } from '@keelson/server/answers'
import { t } from '../../state/words.ts'
import { Scroll } from '../scroll.tsx'
import type { CausalLink } from './verdict.tsx'
import { evidenceText, verdictWord } from './verdict.tsx'

/** The links of the map as a list, for those who do not see the drawing, and for editing by keyboard. */
export function MapList({
  map,
  edit,
}: {
  readonly map: StrategyMap
  /** Without it nothing can be changed, as of the past. */
  readonly edit: ((link: CausalLink) => void) | undefined
}) {
  const names = new Map(map.nodes.map(({ id, name }) => [id, name]))
  if (map.links.length === 0) return <p className="empty">{t('map.empty')}</p>
  return (
    <div className="map-list">
      <h2>{t('map.links', { count: map.links.length })}</h2>
      <Scroll label={t('map.links', { count: map.links.length })} className="card">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t('map.cause')}</th>
              <th scope="col">{t('map.sign')}</th>
              <th scope="col">{t('map.effectOn')}</th>
              <th scope="col">{t('map.lag')}</th>
              <th scope="col">{t('map.verdict')}</th>
              <th scope="col">
                <span className="hidden">{t('map.change')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {map.links.map((link) => (
              <tr key={`${link.from} ${link.to}`}>
                <th scope="row">{names.get(link.from) ?? link.from}</th>
                <td>{link.sign === 1 ? t('map.more') : t('map.less')}</td>
                <td>{names.get(link.to) ?? link.to}</td>
                <td>{link.lag ?? '–'}</td>
                <td>
                  <strong>{verdictWord(link.verdict)}</strong>
                  <span className="faint block">{evidenceText(link)}</span>
                </td>
                <td>
                  {edit && (
                    <button
                      type="button"
                      className="button"
                      aria-label={`${t('map.change')}: ${names.get(link.from)} → ${names.get(link.to)}`}
                      onClick={() => edit(link)}
                    >
                      {t('map.change')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
