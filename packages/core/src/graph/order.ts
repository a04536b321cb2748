/** Components one after the other: component i is `members` from `starts[i]` to `starts[i + 1]`. */
export type Components = { readonly count: number; readonly members: Int32Array; readonly starts: Int32Array }

/**
 * Strongly connected components in dependency order: a component comes after every component it depends on.
 * `dependencies(i)` lists the nodes that node i depends on. A component of more than one node, or a node that depends
 * on itself, is a cycle. Iterative, so that depth is bounded by memory alone. (Tarjan 1972.)
 */
export function orderComponents(
  count: number,
  dependencies: (node: number) => ArrayLike<number>,
): Components {
  const index = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const onStack = new Uint8Array(count)
  const stack: number[] = []
  const members = new Int32Array(count)
  const starts = new Int32Array(count + 1)
  const path: number[] = []
  const next: number[] = []
  let visited = 0
  let placed = 0
  let components = 0

  const enter = (node: number) => {
    index[node] = visited
    low[node] = visited++
    stack.push(node)
    onStack[node] = 1
    path.push(node)
    next.push(0)
  }

  const leave = (node: number) => {
    path.pop()
    next.pop()
    const parent = path.at(-1)
    if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[node] as number)
    if (low[node] !== index[node]) return
    const start = placed
    for (;;) {
      const member = stack.pop() as number
      onStack[member] = 0
      members[placed++] = member
      if (member === node) break
    }
    if (placed - start > 1) members.subarray(start, placed).sort()
    starts[++components] = placed
  }

  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue
    enter(root)
    while (path.length > 0) {
      const node = path.at(-1) as number
      const targets = dependencies(node)
      const at = next[next.length - 1] as number
      if (at === targets.length) {
        leave(node)
        continue
      }
      next[next.length - 1] = at + 1
      const target = targets[at] as number
      if (index[target] === -1) enter(target)
      else if (onStack[target] === 1) low[node] = Math.min(low[node] as number, index[target] as number)
    }
  }
  return { count: components, members, starts: starts.subarray(0, components + 1) }
}

/** The same as lists. */
export function componentsInOrder(
  count: number,
  dependencies: (node: number) => ArrayLike<number>,
): readonly (readonly number[])[] {
  const { count: components, members, starts } = orderComponents(count, dependencies)
  return Array.from({ length: components }, (_, at) => [...members.subarray(starts[at], starts[at + 1])])
}

/** A path from a node back to itself inside one component, for naming the cycle. */
export function cycleIn(
  component: readonly number[],
  dependencies: (node: number) => ArrayLike<number>,
): readonly number[] {
  const members = new Set(component)
  const start = component[0] as number
  const cameFrom = new Map<number, number>()
  const queue = [start]
  for (const node of queue) {
    const targets = dependencies(node)
    for (let at = 0; at < targets.length; at++) {
      const target = targets[at] as number
      if (target === start) return pathTo(node, start, cameFrom)
      if (!members.has(target) || cameFrom.has(target)) continue
      cameFrom.set(target, node)
      queue.push(target)
    }
  }
  return []
}

function pathTo(node: number, start: number, cameFrom: ReadonlyMap<number, number>): readonly number[] {
  const path: number[] = []
  for (let at = node; at !== start; at = cameFrom.get(at) as number) path.push(at)
  return [start, ...path.reverse()]
}
