import type { KpiOutlook, KpiPoint } from '@keelson/server/answers'
import { useState } from 'react'
import { statusWord } from '../parts/status.tsx'
import { useWidth } from '../parts/use-width.ts'
import { formatAmount, formatNumber } from '../state/format.ts'
import { t } from '../state/words.ts'
import { kpiShape } from './kpi-shape.ts'
import '../styles/chart.css'

/** The values of a KPI over its periods against their targets. Arrow keys go from period to period. */
export function KpiChart({
  title,
  unit,
  series,
  shown = 25,
  perYear = 12,
  outlook,
}: {
  readonly title: string
  readonly unit: string
  readonly series: readonly KpiPoint[]
  readonly shown?: number
  readonly perYear?: number
  readonly outlook?: KpiOutlook | undefined
}) {
  const [figure, width] = useWidth<HTMLElement>(760)
  const isNarrow = width < 560
  const shape = kpiShape(
    series,
    isNarrow ? Math.min(shown, perYear + 1) : shown,
    perYear,
    Math.max(280, width),
    outlook,
  )
  const [at, setAt] = useState(Number.POSITIVE_INFINITY)
  const current = shape.points[Math.min(at, shape.points.length - 1)]
  return (
    <figure ref={figure} className="chart">
      <svg viewBox={`0 0 ${shape.width} ${shape.height}`} role="img" aria-label={title}>
        {shape.ticks.map(({ y, value }) => (
          <g key={value}>
            <line className="chart-grid" x1={shape.left} x2={shape.width - 16} y1={y} y2={y} />
            <text className="chart-tick" x={shape.left - 8} y={y + 4} textAnchor="end">
              {formatNumber(value, { isShort: true })}
            </text>
          </g>
        ))}
        {shape.labels.map(({ x, text }) => (
          <text key={text} className="chart-tick" x={x} y={shape.bottom + 18} textAnchor="middle">
            {text}
          </text>
        ))}
        {shape.limits.map(({ x, width, top, bottom, centre }) => (
          <g key={x} className="chart-limits">
            <rect x={x} y={top} width={width} height={bottom - top} />
            <line x1={x} x2={x + width} y1={centre} y2={centre} />
          </g>
        ))}
        {shape.fan.map(({ share, path }) => (
          <path key={share} className={`chart-fan chart-fan-${100 * share}`} d={path} />
        ))}
        <path className="chart-ahead" d={shape.ahead} />
        <path className="chart-last-year" d={shape.lastYear} />
        <path className="chart-target" d={shape.target} />
        <path className="chart-actual" d={shape.actual} />
        {shape.points.map(({ x, y, point }, index) => (
          <g key={point.period}>
            <rect
              className="chart-catch"
              x={x - (shape.width - shape.left) / shape.points.length / 2}
              y={0}
              width={(shape.width - shape.left) / shape.points.length}
              height={shape.bottom}
              onPointerEnter={() => setAt(index)}
            />
            {y !== undefined && outlook?.signals.some(({ period }) => period === point.period) && (
              <circle className="chart-signal" cx={x} cy={y} r="8" />
            )}
            {y !== undefined && (
              <circle
                className={`chart-point${index === Math.min(at, shape.points.length - 1) ? ' is-at' : ''}`}
                cx={x}
                cy={y}
                r={index === Math.min(at, shape.points.length - 1) ? 5 : 3}
              />
            )}
          </g>
        ))}
        {current && <line className="chart-at" x1={current.x} x2={current.x} y1={8} y2={shape.bottom} />}
      </svg>
      <input
        type="range"
        className="chart-scrub"
        min={0}
        max={Math.max(0, shape.points.length - 1)}
        value={Math.min(at, Math.max(0, shape.points.length - 1))}
        onChange={(event) => setAt(Number(event.target.value))}
        aria-label={t('kpi.scrub', { name: title })}
        aria-valuetext={current ? textOf(current.point, unit) : ''}
      />
      <figcaption>
        <span className="key key-actual">{t('common.actual')}</span>
        <span className="key key-target">{t('common.target')}</span>
        <span className="key key-last-year">{t('kpi.lastYear')}</span>
        {shape.limits.length > 0 && <span className="key key-limits">{t('kpi.limits')}</span>}
        {shape.fan.length > 0 && <span className="key key-fan">{t('kpi.fan')}</span>}
        {current && <span className="chart-text">{textOf(current.point, unit)}</span>}
      </figcaption>
    </figure>
  )
}

function textOf({ period, actual, target, status }: KpiPoint, unit: string): string {
  return t('kpi.point', {
    period,
    actual: formatAmount(actual, unit),
    target: formatAmount(target, unit),
    status: statusWord(status),
  })
}
