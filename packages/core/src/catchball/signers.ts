import { isCurrencyCode } from '../quantity/number.ts'
import { usualSignOff } from '../strategy/build-sign-off.ts'
import type { Department, Id, Kpi, Strategy } from '../strategy/model.ts'
import type { Subject } from './terms.ts'

/** A place at the table: in whose name is signed, and who may, the holder before the delegates. */
export type Seat = { readonly of: string; readonly people: readonly Id[] }

/** Who must sign, how many of the seats, and for how many days an offer stands. */
export type Signers = {
  readonly seats: readonly Seat[]
  readonly quorum: number
  readonly deadlineDays: number
}

/** Who must sign the terms of a subject, by the rule of the organisation (rules B4 to B6). */
export function signersOf(strategy: Strategy, subject: Subject): Signers {
  const rule = strategy.organisation.signOff ?? usualSignOff
  const found = new Map<string, Id>()
  const seat = (of: string, person: Id | undefined) => {
    if (person !== undefined) found.set(of, person)
  }
  const head = (id: Id | undefined) => {
    const department = strategy.departments.get(id ?? '')
    if (department) seat(`head of ${department.id}`, department.head)
  }
  const kpis = kpisOf(strategy, subject)
  const [own] = kpis
  for (const kpi of kpis) {
    if (rule.by.includes('owner')) seat(`owner of ${kpi.id}`, ownerOf(kpi, subject, strategy))
    if (rule.by.includes('head')) head(kpi.department)
    if (rule.by.includes('sharing-heads')) for (const id of kpi.sharedWith) head(id)
  }
  if (own && subject.kind === 'target' && rule.by.includes('parent-heads'))
    for (const parent of parentsOf(strategy, own.id)) head(parent.department)
  if (rule.finance !== undefined && kpis.some((kpi) => isMoney(strategy, kpi))) head(rule.finance)
  if (own && new Set(found.values()).size < 2) addCounterpart(strategy, own, seat)
  const seats = [...found].map(([of, person]) => ({
    of,
    people: [person, ...(rule.delegates.get(person) ?? []).filter((one) => one !== person)],
  }))
  // A share such as 0.6 of 5 seats is 3: what double precision adds to it is no seat more.
  const quorum = Math.max(1, Math.ceil(seats.length * rule.quorum - 1e-9))
  return { seats, quorum: Math.min(quorum, Math.max(seats.length, 1)), deadlineDays: rule.deadlineDays }
}

/** The people above a subject's departments, the nearest first: heads of the departments over them, objective owners. */
export function aboveOf(strategy: Strategy, subject: Subject): readonly Id[] {
  const people = kpisOf(strategy, subject).flatMap((kpi) => [
    ...headsOver(strategy, kpi.department),
    ...objectiveOwners(strategy, kpi),
  ])
  return [...new Set(people)]
}

function kpisOf({ kpis }: Strategy, subject: Subject): readonly Kpi[] {
  const ids = subject.kind === 'target' ? [subject.kpi] : [subject.from, subject.to]
  return ids.flatMap((id) => kpis.get(id) ?? [])
}

function ownerOf(kpi: Kpi, subject: Subject, { organisation }: Strategy): Id | undefined {
  if (subject.kind === 'contribution') return kpi.owner
  const { calendar } = organisation
  const target = kpi.targets.find(
    ({ period }) => calendar.name(period.grain, period.ordinal) === subject.period,
  )
  return target?.owner ?? kpi.owner
}

function parentsOf({ contributions, kpis }: Strategy, id: Id): readonly Kpi[] {
  return contributions.filter(({ from }) => from === id).flatMap(({ to }) => kpis.get(to) ?? [])
}

/** An amount of a currency, or per something. */
function isMoney({ measures }: Strategy, kpi: Kpi): boolean {
  const dimension = measures.get(kpi.measure)?.unit.dimension ?? ''
  return dimension.split(/[*/]/).some(isCurrencyCode)
}

/** Nobody agrees with themselves alone: the owner of what it contributes to, or who stands above, is asked too. */
function addCounterpart(
  strategy: Strategy,
  own: Kpi,
  seat: (of: string, person: Id | undefined) => void,
): void {
  const holder = own.owner ?? strategy.departments.get(own.department ?? '')?.head
  for (const parent of parentsOf(strategy, own.id)) {
    if (parent.owner === undefined || parent.owner === holder) continue
    seat(`owner of ${parent.id}`, parent.owner)
    return
  }
  const above = [
    ...headsOver(strategy, own.department),
    ...objectiveOwners(strategy, own),
    ...companyOwners(strategy),
  ]
  const other = above.find((person) => person !== holder)
  seat(`above ${own.id}`, other)
}

/** The owners of the objectives that serve no other and belong to no department. */
export function companyOwners({ objectives }: Strategy): readonly Id[] {
  return [...objectives.values()].flatMap(({ parent, department, owner }) =>
    parent === undefined && department === undefined && owner !== undefined ? [owner] : [],
  )
}

export function headsOver({ departments }: Strategy, id: Id | undefined): readonly Id[] {
  const heads: Id[] = []
  const seen = new Set<Id>()
  let at: Department | undefined = departments.get(departments.get(id ?? '')?.parent ?? '')
  while (at && !seen.has(at.id)) {
    seen.add(at.id)
    if (at.head !== undefined) heads.push(at.head)
    at = departments.get(at.parent ?? '')
  }
  return heads
}

function objectiveOwners({ objectives }: Strategy, kpi: Kpi): readonly Id[] {
  const owners: Id[] = []
  const seen = new Set<Id>()
  let at = objectives.get(kpi.objective ?? '')
  while (at && !seen.has(at.id)) {
    seen.add(at.id)
    if (at.owner !== undefined) owners.push(at.owner)
    at = objectives.get(at.parent ?? '')
  }
  return owners
}
