import type { AlignmentTrend } from '@keelson/server/answers'
import { formatDay, formatNumber } from '../state/format.ts'
import { t } from '../state/words.ts'
import { sparkOf } from './spark.ts'

const size = { width: 220, height: 44 }

/** How the alignment score came to be what it is, change by change. */
export function Trend({ points }: { readonly points: AlignmentTrend['points'] }) {
  const first = points[0]
  if (points.length < 2 || !first) return null
  const { path, end } = sparkOf(
    points.map(({ score }) => score),
    size.width,
    size.height,
  )
  return (
    <figure className="trend">
      <svg
        className="spark"
        viewBox={`0 0 ${size.width} ${size.height}`}
        width={size.width}
        height={size.height}
        aria-hidden="true"
      >
        <path d={path} />
        {end && <circle cx={end.x} cy={end.y} r="3" />}
      </svg>
      <figcaption className="faint">
        {t('alignment.trend', {
          count: points.length - 1,
          before: formatNumber(first.score),
          day: formatDay(first.day),
        })}
      </figcaption>
    </figure>
  )
}
