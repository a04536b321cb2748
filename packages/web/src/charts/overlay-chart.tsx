import { useWidth } from '../parts/use-width.ts'
import { formatMonth, formatNumber } from '../state/format.ts'
import { t } from '../state/words.ts'
import type { Overlaid } from './overlay-shape.ts'
import { overlayShape } from './overlay-shape.ts'
import '../styles/chart.css'

/** Two KPIs over the same time. */
export function OverlayChart({
  both,
  height,
  left = 52,
}: {
  readonly both: readonly [Overlaid, Overlaid]
  readonly height: number
  readonly left?: number
}) {
  const [box, measured] = useWidth<HTMLDivElement>(520)
  const width = Math.max(240, measured)
  const { isIndexed, panels, labels } = overlayShape(both, width, height, left)
  const [first, second] = both
  return (
    <div ref={box} className="overlay">
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={t('boards.overlayLabel', { first: first.name, second: second.name })}
      >
        {panels.map(({ top, ticks, lines }) => (
          <g key={top}>
            {ticks.map(({ y, value }) => (
              <g key={value}>
                <line className="chart-grid" x1={left} x2={width - 12} y1={y} y2={y} />
                <text className="chart-tick" x={left - 6} y={y + 4} textAnchor="end">
                  {formatNumber(value, { isShort: true })}
                </text>
              </g>
            ))}
            {lines.map(({ of, path }) => (
              <path key={of} className={`overlay-line overlay-line-${of}`} d={path} />
            ))}
          </g>
        ))}
        {labels.map(({ x, day }) => (
          <text
            key={day}
            className="chart-tick"
            x={x}
            y={height - 6}
            textAnchor={x > width - 40 ? 'end' : 'middle'}
          >
            {formatMonth(day)}
          </text>
        ))}
      </svg>
      <p className="overlay-keys">
        <span className="key">{isIndexed ? first.name : `${first.name} (${first.unit})`}</span>
        <span className="key key-second">{isIndexed ? second.name : `${second.name} (${second.unit})`}</span>
        <span className="faint">{t(isIndexed ? 'boards.indexed' : 'boards.ownScale')}</span>
      </p>
    </div>
  )
}
