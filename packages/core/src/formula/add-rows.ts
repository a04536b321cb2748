/** Where rows begin in the cells. */
type Starts = Int32Array

/**
 * Adds the rows that begin at `starts[from]` to `starts[end - 1]`, in every cell left to right, in as few passes as the
 * registers of a processor allow. There are two or more.
 */
export function addRows(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  end: number,
  low: number,
  high: number,
): void {
  let done = from + 2
  if (end - from >= 8) {
    addEight(target, to, cells, starts, from, low, high)
    done = from + 8
  } else if (end - from >= 4) {
    addFour(target, to, cells, starts, from, low, high)
    done = from + 4
  } else {
    const a = starts[from] as number
    const b = starts[from + 1] as number
    for (let p = low; p < high; p++) {
      const s = (cells[a + p] as number) + (cells[b + p] as number)
      target[to + p] = s * 0 + s
    }
  }
  for (; end - done >= 4; done += 4) addFourMore(target, to, cells, starts, done, low, high)
  for (; done < end; done++) {
    const a = starts[done] as number
    for (let p = low; p < high; p++) {
      const s = (target[to + p] as number) + (cells[a + p] as number)
      target[to + p] = s * 0 + s
    }
  }
}

function addFour(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  const b = starts[from + 1] as number
  const c = starts[from + 2] as number
  const d = starts[from + 3] as number
  for (let p = low; p < high; p++) {
    const half = (cells[a + p] as number) + (cells[b + p] as number)
    const s = half + (cells[c + p] as number) + (cells[d + p] as number)
    target[to + p] = s * 0 + s
  }
}

function addFourMore(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  const b = starts[from + 1] as number
  const c = starts[from + 2] as number
  const d = starts[from + 3] as number
  for (let p = low; p < high; p++) {
    const half = (target[to + p] as number) + (cells[a + p] as number) + (cells[b + p] as number)
    const s = half + (cells[c + p] as number) + (cells[d + p] as number)
    target[to + p] = s * 0 + s
  }
}

function addEight(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  const b = starts[from + 1] as number
  const c = starts[from + 2] as number
  const d = starts[from + 3] as number
  const e = starts[from + 4] as number
  const f = starts[from + 5] as number
  const g = starts[from + 6] as number
  const h = starts[from + 7] as number
  for (let p = low; p < high; p++) {
    const half = (cells[a + p] as number) + (cells[b + p] as number)
    const first = half + (cells[c + p] as number) + (cells[d + p] as number)
    const then = first + (cells[e + p] as number) + (cells[f + p] as number)
    const s = then + (cells[g + p] as number) + (cells[h + p] as number)
    target[to + p] = s * 0 + s
  }
}

/**
 * Adds products of two rows of the columns, in every cell left to right. `starts` has the two rows of each product after
 * one another. There are two products or more.
 */
export function addProducts(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  end: number,
  low: number,
  high: number,
): void {
  let done = from + 4
  if (end - from >= 8) {
    productsOfEight(target, to, cells, starts, from, low, high)
    done = from + 8
  } else productsOfFour(target, to, cells, starts, from, low, high)
  for (; end - done >= 4; done += 4) productsOfFourMore(target, to, cells, starts, done, low, high)
  if (done < end) {
    const a = starts[done] as number
    const b = starts[done + 1] as number
    for (let p = low; p < high; p++) {
      const s = (target[to + p] as number) + (cells[a + p] as number) * (cells[b + p] as number)
      target[to + p] = s * 0 + s
    }
  }
}

function productsOfFour(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  const b = starts[from + 1] as number
  const c = starts[from + 2] as number
  const d = starts[from + 3] as number
  for (let p = low; p < high; p++) {
    const first = (cells[a + p] as number) * (cells[b + p] as number)
    const s = first + (cells[c + p] as number) * (cells[d + p] as number)
    target[to + p] = s * 0 + s
  }
}

function productsOfEight(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  const b = starts[from + 1] as number
  const c = starts[from + 2] as number
  const d = starts[from + 3] as number
  const e = starts[from + 4] as number
  const f = starts[from + 5] as number
  const g = starts[from + 6] as number
  const h = starts[from + 7] as number
  for (let p = low; p < high; p++) {
    const first = (cells[a + p] as number) * (cells[b + p] as number)
    const half = first + (cells[c + p] as number) * (cells[d + p] as number)
    const then = half + (cells[e + p] as number) * (cells[f + p] as number)
    const s = then + (cells[g + p] as number) * (cells[h + p] as number)
    target[to + p] = s * 0 + s
  }
}

function productsOfFourMore(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  starts: Starts,
  from: number,
  low: number,
  high: number,
): void {
  const a = starts[from] as number
  const b = starts[from + 1] as number
  const c = starts[from + 2] as number
  const d = starts[from + 3] as number
  for (let p = low; p < high; p++) {
    const first = (target[to + p] as number) + (cells[a + p] as number) * (cells[b + p] as number)
    const s = first + (cells[c + p] as number) * (cells[d + p] as number)
    target[to + p] = s * 0 + s
  }
}
