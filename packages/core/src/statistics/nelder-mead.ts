/** A place where a function is small, and its value there. */
export type Minimum = { readonly at: Float64Array; readonly value: number; readonly evaluations: number }

/**
 * Searches the least value of a function of a few variables without derivatives (Nelder and Mead 1965, with the usual
 * coefficients 1, 2, ½, ½). `start` is the first corner of the simplex, `steps` the way to each of the others. Stops
 * when the corners differ by less than `tolerance`, relative to their size, or after `most` evaluations. NaN counts
 * as worst.
 */
export function minimise(
  of: (at: Float64Array) => number,
  start: ArrayLike<number>,
  steps: ArrayLike<number>,
  { most = 200, tolerance = 1e-6 }: { readonly most?: number; readonly tolerance?: number } = {},
): Minimum {
  const size = start.length
  const corners = Array.from({ length: size + 1 }, (_, corner) => {
    const at = Float64Array.from(start)
    if (corner > 0) at[corner - 1] = (at[corner - 1] as number) + (steps[corner - 1] as number)
    return at
  })
  let evaluations = 0
  const rate = (at: Float64Array): number => {
    evaluations++
    const value = of(at)
    return Number.isNaN(value) ? Infinity : value
  }
  const values = Float64Array.from(corners, rate)
  const centre = new Float64Array(size)
  const trial = new Float64Array(size)
  const further = new Float64Array(size)

  /** The place on the line from the worst corner through the centre, as far beyond it as `reach`. */
  const move = (into: Float64Array, worst: Float64Array, reach: number): number => {
    for (let axis = 0; axis < size; axis++) {
      const middle = centre[axis] as number
      into[axis] = middle + reach * (middle - (worst[axis] as number))
    }
    return rate(into)
  }

  while (evaluations < most) {
    let best = 0
    let worst = 0
    for (let corner = 1; corner <= size; corner++) {
      if ((values[corner] as number) < (values[best] as number)) best = corner
      if ((values[corner] as number) >= (values[worst] as number)) worst = corner
    }
    let second = best
    for (let corner = 0; corner <= size; corner++) {
      if (corner !== worst && (values[corner] as number) > (values[second] as number)) second = corner
    }
    const [least, most] = [values[best] as number, values[worst] as number]
    if (most - least <= tolerance * (Math.abs(least) + tolerance)) break
    centre.fill(0)
    for (let corner = 0; corner <= size; corner++) {
      if (corner === worst) continue
      const at = corners[corner] as Float64Array
      for (let axis = 0; axis < size; axis++)
        centre[axis] = (centre[axis] as number) + (at[axis] as number) / size
    }
    const worstCorner = corners[worst] as Float64Array
    const reflected = move(trial, worstCorner, 1)
    if (reflected < least) {
      const expanded = move(further, worstCorner, 2)
      const isFurther = expanded < reflected
      worstCorner.set(isFurther ? further : trial)
      values[worst] = isFurther ? expanded : reflected
    } else if (reflected < (values[second] as number)) {
      worstCorner.set(trial)
      values[worst] = reflected
    } else {
      const contracted = move(further, worstCorner, reflected < most ? 0.5 : -0.5)
      if (contracted < Math.min(reflected, most)) {
        worstCorner.set(further)
        values[worst] = contracted
      } else shrink(corners, values, best, rate)
    }
  }
  let best = 0
  for (let corner = 1; corner <= size; corner++) {
    if ((values[corner] as number) < (values[best] as number)) best = corner
  }
  return { at: corners[best] as Float64Array, value: values[best] as number, evaluations }
}

function shrink(
  corners: readonly Float64Array[],
  values: Float64Array,
  best: number,
  rate: (at: Float64Array) => number,
): void {
  const middle = corners[best] as Float64Array
  for (const [corner, at] of corners.entries()) {
    if (corner === best) continue
    for (let axis = 0; axis < at.length; axis++) {
      at[axis] = ((at[axis] as number) + (middle[axis] as number)) / 2
    }
    values[corner] = rate(at)
  }
}
