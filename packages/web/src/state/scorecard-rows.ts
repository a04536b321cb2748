import type { Group, KpiRow, Scorecard } from '@keelson/server/answers'

/** A line of the scorecard's table. */
export type Line =
  | { readonly kind: 'group'; readonly key: string; readonly group: Group; readonly count: number }
  | { readonly kind: 'kpi'; readonly key: string; readonly kpi: KpiRow }

/**
 * The lines of a scorecard: each group with those of its KPIs that are wanted. A text finds KPIs by their own name, id or
 * owner, and all those of a group by its name.
 */
export function linesOf(
  { groups }: Scorecard,
  find: string | undefined,
  status: string | undefined,
): readonly Line[] {
  const wanted = find?.trim().toLocaleLowerCase() ?? ''
  const lines: Line[] = []
  for (const group of groups) {
    const isGroupWanted = wanted === '' || group.name.toLocaleLowerCase().includes(wanted)
    const kpis = group.kpis.filter(
      (kpi) => (status === undefined || kpi.status === status) && (isGroupWanted || has(kpi, wanted)),
    )
    if (kpis.length === 0) continue
    lines.push({ kind: 'group', key: `group ${group.id}`, group, count: kpis.length })
    for (const kpi of kpis) lines.push({ kind: 'kpi', key: `${group.id} ${kpi.id}`, kpi })
  }
  return lines
}

function has({ name, id, owner }: KpiRow, wanted: string): boolean {
  return [name, id, owner ?? ''].some((text) => text.toLocaleLowerCase().includes(wanted))
}
