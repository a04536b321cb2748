import type { Id, Strategy } from '../strategy/model.ts'
import type { Place } from '../strategy/shape.ts'
import { spanOf } from '../strategy/shape.ts'
import type { Check, Subject, SubjectKind } from './check.ts'
import { plainName } from './facts/name.ts'
import { isWritten } from './facts/written.ts'

type Item = {
  readonly id: Id
  readonly name: string
  readonly at: Place
  /** Two departments may use one and the same name, each for its own. */
  readonly owner: Id | undefined
}

export const nameDuplicate: Check = {
  code: 'name-duplicate',
  family: 'structure',
  severity: 'warning',
  words: 'The {what} "{name}" has the same name as "{other}" ({id}). Is it the same thing?',
  *run({ strategy }) {
    for (const { what, kind, items } of groups(strategy)) {
      const known = new Map<string, Item[]>()
      for (const item of items) {
        const plain = plainName(item.name)
        const before = known.get(plain)
        if (plain === '' || !before) {
          known.set(plain, [item])
          continue
        }
        const first = before.find((one) => isSame(one, item))
        before.push(item)
        if (!first) continue
        const subject: Subject = kind
          ? { kind, id: item.id }
          : { kind: 'organisation', id: strategy.organisation.id }
        const because = [{ span: spanOf(first.at, 'name'), message: 'the other one is here' }]
        const facts = { what, name: item.name, other: first.name, id: first.id }
        yield { subject, span: spanOf(item.at, 'name'), facts, because }
      }
    }
  },
}

/** Names spelt differently, or exactly alike in one and the same department. */
function isSame(a: Item, b: Item): boolean {
  return a.name !== b.name || a.owner === b.owner
}

type Group = {
  readonly what: string
  readonly kind: SubjectKind | undefined
  readonly items: readonly Item[]
}

function groups(strategy: Strategy): readonly Group[] {
  const { departments, perspectives, themes, objectives, measures, kpis, initiatives, people } = strategy
  const plain = (items: Iterable<{ id: Id; name: string; at: Place }>) =>
    [...items].map(({ id, name, at }): Item => ({ id, name, at, owner: undefined }))
  const owned = (items: Iterable<{ id: Id; name: string; at: Place; department: Id | undefined }>) =>
    [...items].map(({ id, name, at, department }): Item => ({ id, name, at, owner: department }))
  // A measure written inside its KPI bears the KPI's name.
  const apart = [...measures.values()].filter(({ id, name }) => kpis.get(id)?.name !== name)
  // A KPI that takes its name from a measure beside it means that very measure.
  const named = [...kpis.values()].filter(({ id, measure, at }) => measure === id || isWritten(at, 'name'))
  return [
    { what: 'department', kind: 'department', items: plain(departments.values()) },
    { what: 'perspective', kind: 'perspective', items: plain(perspectives.values()) },
    { what: 'theme', kind: undefined, items: plain(themes.values()) },
    { what: 'objective', kind: 'objective', items: owned(objectives.values()) },
    { what: 'measure', kind: 'measure', items: owned(apart) },
    { what: 'KPI', kind: 'kpi', items: owned(named) },
    { what: 'initiative', kind: 'initiative', items: plain(initiatives.values()) },
    // Two people may bear one name.
    {
      what: 'person',
      kind: undefined,
      items: [...people.values()].map(({ id, name, at }) => ({ id, name, at, owner: id })),
    },
  ]
}
