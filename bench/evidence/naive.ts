import type { MadeLink } from './maps.ts'

/** What everybody does: the correlation at the stated lag, as if every period stood for itself; |t| beyond 1.65. */
export function judgeNaively(links: readonly MadeLink[]): boolean[] {
  return links.map(({ from, to, sign, lag }) => {
    const count = to.length - lag
    const [x, y] = [Array.from(from).slice(0, count), Array.from(to).slice(lag)]
    const [meanX, meanY] = [mean(x), mean(y)]
    const product = (a: number[], ma: number, b: number[], mb: number) =>
      a.reduce((sum, value, at) => sum + (value - ma) * ((b[at] as number) - mb), 0)
    const r =
      product(x, meanX, y, meanY) / Math.sqrt(product(x, meanX, x, meanX) * product(y, meanY, y, meanY))
    return sign * r * Math.sqrt((count - 2) / (1 - r * r)) > 1.65
  })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
