import { sparkOf } from './spark.ts'

/** The last values as a line without axes, its end marked. Says nothing to a screen reader: the number stands beside it. */
export function Sparkline({
  values,
  width = 96,
  height = 24,
}: {
  readonly values: readonly (number | null)[]
  readonly width?: number
  readonly height?: number
}) {
  const { path, end } = sparkOf(values, width, height)
  return (
    <svg
      className="spark"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      aria-hidden="true"
    >
      <path d={path} />
      {end && <circle cx={end.x} cy={end.y} r="2.4" />}
    </svg>
  )
}
