import type { Id, Strategy } from '../../strategy/model.ts'
import type { Place } from '../../strategy/shape.ts'
import type { Span } from '../../text/span.ts'
import type { Subject, SubjectKind } from '../check.ts'
import type { Company } from '../company.ts'

type Item = { readonly subject: Subject; readonly name: string; readonly place: Place }

/** The item in which a place of a file stands: the innermost; the organisation where it stands in none. */
export function subjectAt(company: Company, span: Span): Subject {
  const items = company.once('items', () => itemsOf(company.strategy))
  let best: Item | undefined
  for (const item of items) {
    if (holds(item.place, span) && (!best || item.place.table.start >= best.place.table.start)) best = item
  }
  return best?.subject ?? { kind: 'organisation', id: company.strategy.organisation.id }
}

function itemsOf(strategy: Strategy): readonly Item[] {
  const { objectives, kpis, departments, measures, initiatives, contributions } = strategy
  const owned = <T extends { id: Id; name: string; at: Place }>(kind: SubjectKind, map: ReadonlyMap<Id, T>) =>
    [...map.values()].map(({ id, name, at }): Item => ({ subject: { kind, id }, name, place: at }))
  return [
    ...owned('department', departments),
    ...owned('objective', objectives),
    ...owned('measure', measures),
    ...owned('kpi', kpis),
    ...owned('initiative', initiatives),
    ...contributions.map(
      ({ from, at }): Item => ({ subject: { kind: 'kpi', id: from }, name: from, place: at }),
    ),
    ...[...kpis.values()].flatMap(({ id, name, targets }) =>
      targets.map(({ at }): Item => ({ subject: { kind: 'kpi', id }, name, place: at })),
    ),
  ]
}

function holds({ file, table }: Place, span: Span): boolean {
  return file === span.file && table.start <= span.start && span.end <= table.end
}

/** The kinds of things that bear an id and can be found fault with. */
export function kindsOf(strategy: Strategy, id: Id): readonly SubjectKind[] {
  const maps = [
    ['objective', strategy.objectives],
    ['kpi', strategy.kpis],
    ['department', strategy.departments],
    ['perspective', strategy.perspectives],
    ['initiative', strategy.initiatives],
  ] as const
  return maps.filter(([, map]) => map.has(id)).map(([kind]) => kind)
}
