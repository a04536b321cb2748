import type { StrategyMap } from '@keelson/server/answers'
import { Link } from '@tanstack/react-router'
import { formatShare } from '../../state/format.ts'
import { t } from '../../state/words.ts'
import { StatusMark } from '../status.tsx'
import type { CausalLink } from './verdict.tsx'
import { evidenceText, verdictWord } from './verdict.tsx'

/** One node of the map: how it stands, and what leads to it and from it. */
export function MapPanel({
  organisation,
  map,
  id,
  close,
  edit,
}: {
  readonly organisation: string
  readonly map: StrategyMap
  readonly id: string
  readonly close: () => void
  /** Without it nothing can be changed, as of the past. */
  readonly edit: ((link: CausalLink) => void) | undefined
}) {
  const node = map.nodes.find((one) => one.id === id)
  if (!node) return null
  const names = new Map(map.nodes.map((one) => [one.id, one.name]))
  const near = map.links.filter(({ from, to }) => from === id || to === id)
  return (
    <aside className="card map-panel" aria-label={node.name}>
      <div className="dialog-head">
        <h2>{node.name}</h2>
        <button type="button" className="button quiet" aria-label={t('common.close')} onClick={close}>
          ×
        </button>
      </div>
      <p>
        <StatusMark status={node.status} /> {formatShare(node.score)} ·{' '}
        {t('scorecard.coverage', { share: formatShare(node.coverage) })}
      </p>
      <p>
        {node.kind === 'objective' ? (
          <Link
            to="/$organisation/scorecard"
            params={{ organisation }}
            search={{ by: 'objective', find: node.name }}
          >
            {t('map.kpis', { count: node.kpis })}
          </Link>
        ) : (
          <Link to="/$organisation/kpis/$kpi" params={{ organisation, kpi: node.id }}>
            {t('map.toKpi')}
          </Link>
        )}
      </p>
      <ul className="plain">
        {near.map((link) => (
          <li key={`${link.from} ${link.to}`} className="map-near">
            <strong>
              {names.get(link.from)} → {names.get(link.to)}
            </strong>
            <br />
            {verdictWord(link.verdict)}. <span className="faint">{evidenceText(link)}</span>{' '}
            {edit && (
              <button type="button" className="link" onClick={() => edit(link)}>
                {t('map.change')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </aside>
  )
}
