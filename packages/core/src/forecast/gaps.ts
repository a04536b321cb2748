/**
 * Values with the gaps (NaN) closed by straight lines, for methods that cannot leave a period out; where a season of
 * at least two cycles is known, the line runs through the values less the mean of their place in the season.
 */
export function closeGaps(values: Float64Array, season: number): Float64Array {
  if (!values.some(Number.isNaN)) return values
  const pattern = season > 1 && values.length >= 2 * season ? placeMeans(values, season) : undefined
  const closed = values.slice()
  if (pattern)
    for (let at = 0; at < closed.length; at++)
      closed[at] = (closed[at] as number) - (pattern[at % season] as number)
  let before = -1
  for (let at = 0; at < closed.length; at++) {
    if (Number.isNaN(closed[at] as number)) continue
    for (let gap = before + 1; gap < at; gap++) {
      const from = before < 0 ? (closed[at] as number) : (closed[before] as number)
      const share = before < 0 ? 0 : (gap - before) / (at - before)
      closed[gap] = from + share * ((closed[at] as number) - from)
    }
    before = at
  }
  for (let gap = before + 1; gap < closed.length; gap++) closed[gap] = closed[before] as number
  if (pattern)
    for (let at = 0; at < closed.length; at++)
      closed[at] = (closed[at] as number) + (pattern[at % season] as number)
  return closed
}

/** The mean of each place in the season, about the mean of all; 0 where a place was never observed. */
function placeMeans(values: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season)
  const counts = new Float64Array(season)
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    if (Number.isNaN(value)) continue
    sums[at % season] = (sums[at % season] as number) + value
    counts[at % season] = (counts[at % season] as number) + 1
  }
  let total = 0
  let count = 0
  for (let place = 0; place < season; place++) {
    total += sums[place] as number
    count += counts[place] as number
  }
  return sums.map((sum, place) =>
    (counts[place] as number) > 0 ? sum / (counts[place] as number) - total / count : 0,
  )
}
