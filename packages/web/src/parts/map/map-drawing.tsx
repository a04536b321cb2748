import type { StrategyMap } from '@keelson/server/answers'
import { useMemo } from 'react'
import { formatShare } from '../../state/format.ts'
import type { Box } from '../../state/map-layout.ts'
import { box, curveOf, layMap } from '../../state/map-layout.ts'
import { t } from '../../state/words.ts'
import { StatusMark, statusWord } from '../status.tsx'

/** The map as a drawing: bands, boxes and curves. Everything in it is in the list below it as well. */
export function MapDrawing({
  map,
  chosen,
  choose,
}: {
  readonly map: StrategyMap
  readonly chosen: string | undefined
  readonly choose: (id: string | undefined) => void
}) {
  const shape = useMemo(() => layMap(map), [map])
  const boxes = new Map(shape.boxes.map((one) => [one.id, one]))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
    <section className="map" aria-label={t('map.title')} tabIndex={0}>
      <svg
        id="strategy-map"
        viewBox={`0 0 ${shape.width} ${shape.height}`}
        width={shape.width}
        height={shape.height}
        aria-labelledby="strategy-map-title"
      >
        <title id="strategy-map-title">{t('map.drawing')}</title>
        <defs>
          {(['plain', 'bold'] as const).map((one) => (
            <marker
              key={one}
              id={`tip-${one}`}
              viewBox="0 0 8 8"
              refX="7"
              refY="4"
              markerWidth="7"
              markerHeight="7"
              orient="auto-start-reverse"
            >
              <path d="M0,0L8,4L0,8z" className={`map-tip map-tip-${one}`} />
            </marker>
          ))}
        </defs>
        {shape.bands.map(({ id, name, y, height }) => (
          <g key={id}>
            <rect className="map-band" x="0" y={y} width={shape.width} height={height} rx="8" />
            <text className="map-band-name" x="14" y={y + height / 2 + 5}>
              {name}
            </text>
          </g>
        ))}
        {map.links.map((link) => {
          const from = boxes.get(link.from)
          const to = boxes.get(link.to)
          if (!from || !to) return null
          const { path, x, y } = curveOf(from, to)
          const isNear = chosen === link.from || chosen === link.to
          return (
            <g
              key={`${link.from} ${link.to}`}
              className={`map-link map-${link.verdict}${isNear ? ' is-near' : ''}`}
            >
              <path d={path} markerEnd={`url(#tip-${link.verdict === 'supported' ? 'bold' : 'plain'})`} />
              <circle cx={x} cy={y} r="9" />
              <text x={x} y={y + 4} textAnchor="middle">
                {link.sign === 1 ? '+' : '−'}
              </text>
            </g>
          )
        })}
        {shape.boxes.map((one) => (
          <Node key={one.id} at={one} isChosen={one.id === chosen} choose={choose} />
        ))}
      </svg>
    </section>
  )
}

function Node({
  at,
  isChosen,
  choose,
}: {
  readonly at: Box
  readonly isChosen: boolean
  readonly choose: (id: string | undefined) => void
}) {
  const { x, y, node } = at
  return (
    <foreignObject x={x} y={y} width={box.width} height={box.height}>
      <button
        type="button"
        className={`map-node map-node-${node.status}${isChosen ? ' is-chosen' : ''}`}
        aria-pressed={isChosen}
        aria-label={`${node.name}: ${statusWord(node.status)}, ${formatShare(node.score)}`}
        onClick={() => choose(isChosen ? undefined : node.id)}
      >
        <span className="map-node-name">{node.name}</span>
        <span className="map-node-foot">
          <StatusMark status={node.status} isBare />
          <span className="number">{formatShare(node.score)}</span>
          {node.coverage < 1 && (
            <span className="faint">{t('scorecard.coverage', { share: formatShare(node.coverage) })}</span>
          )}
        </span>
      </button>
    </foreignObject>
  )
}
