/** The rows of columns: row `slot` begins at `cells[offsets[slot]]`. */
type Starts = Int32Array

/**
 * Adds rows of the columns, in every cell left to right, in as few passes as the registers of a processor allow.
 * There are two or more.
 */
export function addRows(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  offsets: Starts,
  slots: Int32Array,
  low: number,
  high: number,
): void {
  const count = slots.length
  let done = 2
  if (count >= 8) {
    addEight(target, to, cells, offsets, slots, low, high)
    done = 8
  } else if (count >= 4) {
    addFour(target, to, cells, offsets, slots, low, high)
    done = 4
  } else {
    const a = offsets[slots[0] as number] as number
    const b = offsets[slots[1] as number] as number
    for (let p = low; p < high; p++) {
      const s = (cells[a + p] as number) + (cells[b + p] as number)
      target[to + p] = s * 0 + s
    }
  }
  for (; count - done >= 4; done += 4) addFourMore(target, to, cells, offsets, slots, done, low, high)
  for (; done < count; done++) {
    const a = offsets[slots[done] as number] as number
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
  offsets: Starts,
  slots: Int32Array,
  low: number,
  high: number,
): void {
  const a = offsets[slots[0] as number] as number
  const b = offsets[slots[1] as number] as number
  const c = offsets[slots[2] as number] as number
  const d = offsets[slots[3] as number] as number
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
  offsets: Starts,
  slots: Int32Array,
  from: number,
  low: number,
  high: number,
): void {
  const a = offsets[slots[from] as number] as number
  const b = offsets[slots[from + 1] as number] as number
  const c = offsets[slots[from + 2] as number] as number
  const d = offsets[slots[from + 3] as number] as number
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
  offsets: Starts,
  slots: Int32Array,
  low: number,
  high: number,
): void {
  const a = offsets[slots[0] as number] as number
  const b = offsets[slots[1] as number] as number
  const c = offsets[slots[2] as number] as number
  const d = offsets[slots[3] as number] as number
  const e = offsets[slots[4] as number] as number
  const f = offsets[slots[5] as number] as number
  const g = offsets[slots[6] as number] as number
  const h = offsets[slots[7] as number] as number
  for (let p = low; p < high; p++) {
    const half = (cells[a + p] as number) + (cells[b + p] as number)
    const first = half + (cells[c + p] as number) + (cells[d + p] as number)
    const then = first + (cells[e + p] as number) + (cells[f + p] as number)
    const s = then + (cells[g + p] as number) + (cells[h + p] as number)
    target[to + p] = s * 0 + s
  }
}

/**
 * Adds products of two rows of the columns, in every cell left to right. `slots` has the two rows of each product after
 * one another.
 */
export function addProducts(
  target: Float64Array,
  to: number,
  cells: Float64Array,
  offsets: Starts,
  slots: Int32Array,
  low: number,
  high: number,
): void {
  const count = slots.length
  let done = 4
  if (count >= 8) {
    productsOfEight(target, to, cells, offsets, slots, low, high)
    done = 8
  } else productsOfFour(target, to, cells, offsets, slots, low, high)
  for (; count - done >= 4; done += 4) productsOfFourMore(target, to, cells, offsets, slots, done, low, high)
  if (done < count) {
    const a = offsets[slots[done] as number] as number
    const b = offsets[slots[done + 1] as number] as number
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
  offsets: Starts,
  slots: Int32Array,
  low: number,
  high: number,
): void {
  const a = offsets[slots[0] as number] as number
  const b = offsets[slots[1] as number] as number
  const c = offsets[slots[2] as number] as number
  const d = offsets[slots[3] as number] as number
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
  offsets: Starts,
  slots: Int32Array,
  low: number,
  high: number,
): void {
  const a = offsets[slots[0] as number] as number
  const b = offsets[slots[1] as number] as number
  const c = offsets[slots[2] as number] as number
  const d = offsets[slots[3] as number] as number
  const e = offsets[slots[4] as number] as number
  const f = offsets[slots[5] as number] as number
  const g = offsets[slots[6] as number] as number
  const h = offsets[slots[7] as number] as number
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
  offsets: Starts,
  slots: Int32Array,
  from: number,
  low: number,
  high: number,
): void {
  const a = offsets[slots[from] as number] as number
  const b = offsets[slots[from + 1] as number] as number
  const c = offsets[slots[from + 2] as number] as number
  const d = offsets[slots[from + 3] as number] as number
  for (let p = low; p < high; p++) {
    const first = (target[to + p] as number) + (cells[a + p] as number) * (cells[b + p] as number)
    const s = first + (cells[c + p] as number) * (cells[d + p] as number)
    target[to + p] = s * 0 + s
  }
}
