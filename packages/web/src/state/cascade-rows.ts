import type { Cascade } from '@keelson/server/answers'

type Reconciliation = Cascade['reconciliations'][number]
type KpiNode = Cascade['kpis'][number]
type ObjectiveNode = Cascade['objectives'][number]
export type Part = Reconciliation['parts'][number]

/** A line of the cascade: an objective, or a KPI beneath one or beneath another KPI. */
export type CascadeRow = {
  /** The way from the root, which is unlike that of every other line. */
  readonly key: string
  readonly parent: string | undefined
  readonly level: number
  readonly hasChildren: boolean
} & (
  | { readonly kind: 'objective'; readonly objective: ObjectiveNode }
  | {
      readonly kind: 'kpi'
      readonly kpi: KpiNode
      /** What its own children make of its target. */
      readonly made: Reconciliation | undefined
      /** What it does for the KPI above it. */
      readonly part: Part | undefined
      readonly linkKind: string | undefined
    }
)

/** All lines, parents before their children. A KPI that contributes to several is there under each of them. */
export function cascadeRows({ objectives, kpis, reconciliations }: Cascade): readonly CascadeRow[] {
  const byId = new Map(kpis.map((kpi) => [kpi.id, kpi]))
  // The period that ends first is the one that is judged next.
  const made = new Map(reconciliations.toReversed().map((one) => [one.kpi, one]))
  const rows: CascadeRow[] = []
  const beneath = new Map(Map.groupBy(objectives, ({ parent }) => parent))
  const addKpi = (
    id: string,
    parent: string,
    level: number,
    above: KpiNode | undefined,
    way: readonly string[],
  ) => {
    const kpi = byId.get(id)
    if (!kpi || way.includes(id)) return
    const key = `${parent}/${id}`
    const link = above?.children.find((one) => one.kpi === id)
    rows.push({
      kind: 'kpi',
      key,
      parent,
      level,
      hasChildren: kpi.children.length > 0,
      kpi,
      made: made.get(id),
      part: above && made.get(above.id)?.parts.find((one) => one.kpi === id),
      linkKind: link?.kind,
    })
    for (const child of kpi.children) addKpi(child.kpi, key, level + 1, kpi, [...way, id])
  }
  const addObjective = (
    objective: ObjectiveNode,
    parent: string | undefined,
    level: number,
    way: readonly string[],
  ) => {
    if (way.includes(objective.id)) return
    const key = `${parent ?? ''}/o:${objective.id}`
    const inner = beneath.get(objective.id) ?? []
    // A KPI that contributes to another of the same objective stands beneath that one.
    const own = objective.kpis.filter(
      (id) => !objective.kpis.some((other) => byId.get(other)?.children.some((child) => child.kpi === id)),
    )
    rows.push({
      kind: 'objective',
      key,
      parent,
      level,
      hasChildren: own.length + inner.length > 0,
      objective,
    })
    for (const id of own) addKpi(id, key, level + 1, undefined, [])
    for (const child of inner) addObjective(child, key, level + 1, [...way, objective.id])
  }
  for (const objective of beneath.get(null) ?? []) addObjective(objective, undefined, 1, [])
  return rows
}

/** The lines that are seen: those whose parents are all open or, with a text, those that have it and the way to them. */
export function visibleRows(
  rows: readonly CascadeRow[],
  closed: ReadonlySet<string>,
  find: string,
): readonly CascadeRow[] {
  const wanted = find.trim().toLocaleLowerCase()
  if (wanted !== '') {
    const parents = new Map(rows.map(({ key, parent }) => [key, parent]))
    const kept = new Set<string>()
    for (const row of rows) {
      if (!nameOf(row).toLocaleLowerCase().includes(wanted)) continue
      for (let key: string | undefined = row.key; key !== undefined; key = parents.get(key)) kept.add(key)
    }
    return rows.filter(({ key }) => kept.has(key))
  }
  const hidden = new Set<string>()
  return rows.filter(({ key, parent }) => {
    const isHidden = parent !== undefined && (hidden.has(parent) || closed.has(parent))
    if (isHidden) hidden.add(key)
    return !isHidden
  })
}

export function nameOf(row: CascadeRow): string {
  return row.kind === 'objective' ? row.objective.name : row.kpi.name
}
