import type { StrategyMap } from '@keelson/server/answers'

export type MapNode = StrategyMap['nodes'][number]
export type Box = { readonly id: string; readonly x: number; readonly y: number; readonly node: MapNode }
export type Band = { readonly id: string; readonly name: string; readonly y: number; readonly height: number }
export type MapShape = {
  readonly width: number
  readonly height: number
  readonly boxes: readonly Box[]
  readonly bands: readonly Band[]
}

export const box = { width: 196, height: 74, gap: 18, label: 132, pad: 18 }
const rounds = 6

/**
 * Lays the nodes out in a band for each perspective, in rows of at most `perRow`. Within a band nodes are put in the
 * order of the mean place of what they are linked to (Sugiyama's barycentre), again and again from both sides.
 */
export function layMap({ perspectives, nodes, links }: StrategyMap, perRow = 5): MapShape {
  const groups = perspectives.map(({ id, name }) => ({
    id,
    name,
    nodes: nodes.filter(({ perspective }) => perspective === id),
  }))
  const rest = nodes.filter(({ perspective }) => !perspectives.some(({ id }) => id === perspective))
  if (rest.length > 0) groups.push({ id: '', name: '', nodes: rest })
  const place = new Map<string, number>()
  const spread = () => {
    for (const { nodes: own } of groups)
      for (const [at, { id }] of own.entries()) place.set(id, (at + 0.5) / Math.max(1, own.length))
  }
  spread()
  const near = new Map<string, string[]>()
  for (const { from, to } of links) {
    near.set(from, [...(near.get(from) ?? []), to])
    near.set(to, [...(near.get(to) ?? []), from])
  }
  const mean = (id: string) => {
    const places = (near.get(id) ?? []).flatMap((other) => place.get(other) ?? [])
    return places.length === 0 ? (place.get(id) ?? 0.5) : places.reduce((a, b) => a + b, 0) / places.length
  }
  for (let round = 0; round < rounds; round++) {
    for (const group of groups) group.nodes.sort((a, b) => mean(a.id) - mean(b.id))
    spread()
  }
  const widest = Math.min(perRow, Math.max(1, ...groups.map((group) => group.nodes.length)))
  const width = box.label + box.pad * 2 + widest * box.width + (widest - 1) * box.gap
  const boxes: Box[] = []
  const bands: Band[] = []
  let y = 0
  for (const { id, name, nodes: own } of groups) {
    const rows = Math.max(1, Math.ceil(own.length / perRow))
    const height = box.pad * 2 + rows * box.height + (rows - 1) * box.gap
    bands.push({ id, name, y, height })
    for (const [at, node] of own.entries()) {
      const row = Math.floor(at / perRow)
      const inRow = Math.min(perRow, own.length - row * perRow)
      const room = width - box.label - box.pad
      const step = room / inRow
      const x = box.label + step * ((at % perRow) + 0.5) - box.width / 2
      boxes.push({ id: node.id, x, y: y + box.pad + row * (box.height + box.gap), node })
    }
    y += height + 10
  }
  return { width, height: y - 10, boxes, bands }
}

/** The curve of a link from the edge of one box to the edge of another. */
export function curveOf(
  from: Box,
  to: Box,
): { readonly path: string; readonly x: number; readonly y: number } {
  const isUp = to.y < from.y
  const isLevel = to.y === from.y
  const x1 = isLevel ? from.x + (to.x > from.x ? box.width : 0) : from.x + box.width / 2
  const y1 = isLevel ? from.y + box.height / 2 : isUp ? from.y : from.y + box.height
  const x2 = isLevel ? to.x + (to.x > from.x ? 0 : box.width) : to.x + box.width / 2
  const y2 = isLevel ? to.y + box.height / 2 : isUp ? to.y + box.height : to.y
  // A link past other boxes of its row goes over them.
  const isFar = isLevel && Math.abs(to.x - from.x) > 1.6 * box.width
  if (isFar) return archOf(from, to)
  const bend = isLevel ? 0 : (y2 - y1) / 2
  const side = isLevel ? (x2 - x1) / 2 : 0
  const path = `M${x1},${y1}C${x1 + side},${y1 + bend} ${x2 - side},${y2 - bend} ${x2},${y2}`
  return { path, x: (x1 + x2) / 2, y: (y1 + y2) / 2 }
}

function archOf(from: Box, to: Box): ReturnType<typeof curveOf> {
  const [x1, x2] = [from.x + box.width / 2, to.x + box.width / 2]
  const y = from.y
  const top = y - box.pad * 1.6
  return { path: `M${x1},${y}C${x1},${top} ${x2},${top} ${x2},${y}`, x: (x1 + x2) / 2, y: y - box.pad * 1.2 }
}
