import { bulletOf } from './bullet.ts'

type Numbers = {
  readonly actual: number | null
  readonly target: number | null
  readonly original: number | null
}

/** Actual against target: a bar, a ground up to the target, a line at it, a faint one at the target first agreed. */
export function BulletGraph({
  numbers,
  label,
  width = 128,
}: {
  readonly numbers: Numbers
  readonly label: string
  readonly width?: number
}) {
  const shape = bulletOf(numbers, width)
  if (!shape) return null
  const { bar, ground, target, original } = shape
  return (
    <svg
      className="bullet"
      viewBox={`0 0 ${width} 18`}
      width={width}
      height="18"
      role="img"
      aria-label={label}
    >
      <rect className="bullet-all" x="0" y="2" width={width} height="14" />
      <rect className="bullet-ground" x={ground.x} y="2" width={ground.width} height="14" />
      {numbers.actual !== null && (
        <rect className="bullet-bar" x={bar.x} y="6.5" width={bar.width} height="5" />
      )}
      {original !== undefined && (
        <line className="bullet-original" x1={original} x2={original} y1="3" y2="15" />
      )}
      {target !== undefined && <line className="bullet-target" x1={target} x2={target} y1="2" y2="16" />}
    </svg>
  )
}
