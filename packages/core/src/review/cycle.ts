import { companyOwners, headsOver } from '../catchball/signers.ts'
import { isRetired } from '../checks/in-force.ts'
import type { Id, Kpi, ReviewCycle, Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'

/** What is reviewed: a period of a cycle. */
export type ReviewSubject = { readonly cycle: Id; readonly period: string }

/** A review that is due: of a period, on a day. */
export type DueReview = ReviewSubject & { readonly name: string; readonly ends: Day; readonly due: Day }

/** The reviews of every cycle that are due from one day to another, inclusive, the earliest first (rule V1). */
export function reviewsDue(strategy: Strategy, from: Day, to: Day): readonly DueReview[] {
  const { calendar } = strategy.organisation
  const due: DueReview[] = []
  for (const { id, name, grain, afterDays } of strategy.reviews.values()) {
    let ordinal = calendar.ordinal(grain, from - afterDays) - 1
    for (; calendar.end(grain, ordinal) + afterDays <= to; ordinal++) {
      const ends = calendar.end(grain, ordinal)
      const day = ends + afterDays
      if (day >= from) due.push({ cycle: id, period: calendar.name(grain, ordinal), name, ends, due: day })
    }
  }
  return due.sort((a, b) => a.due - b.due || (a.cycle < b.cycle ? -1 : 1))
}

/** Who may lead a review, and who takes part in it, those who lead among them (rule V2). */
export type ReviewPeople = { readonly leads: readonly Id[]; readonly participants: readonly Id[] }

export function reviewPeople(strategy: Strategy, cycle: ReviewCycle): ReviewPeople {
  const { departments, objectives } = strategy
  const scope = departmentsIn(strategy, cycle.department)
  const own = departments.get(cycle.department ?? '')
  const over = own ? headsOver(strategy, own.id) : companyOwners(strategy)
  const leads = cycle.lead === undefined ? present([own?.head, ...over]) : [cycle.lead]
  const named =
    cycle.participants.length > 0
      ? cycle.participants
      : own
        ? [...kpisIn(strategy, scope)].map(({ owner }) => owner)
        : [
            ...[...departments.values()].map(({ head }) => head),
            ...[...objectives.values()].map(({ owner }) => owner),
          ]
  return { leads, participants: present([...leads, own?.head, ...named]) }
}

/** The departments of a review: one with those below it; undefined where it is the company that is reviewed. */
export function departmentsIn(
  { departments }: Strategy,
  department: Id | undefined,
): ReadonlySet<Id> | undefined {
  if (department === undefined) return undefined
  const found = new Set([department])
  let size = 0
  while (found.size > size) {
    size = found.size
    for (const { id, parent } of departments.values()) if (found.has(parent ?? '')) found.add(id)
  }
  return found
}

/** The KPIs that the departments of a review answer for, alone or with others, and that are still judged on a day. */
export function kpisIn(
  { kpis }: Strategy,
  departments: ReadonlySet<Id> | undefined,
  day: Day = Number.NEGATIVE_INFINITY,
): readonly Kpi[] {
  const isIn = (id: Id | undefined) => id !== undefined && departments?.has(id)
  return [...kpis.values()].filter(
    (kpi) => !isRetired(kpi, day) && (!departments || isIn(kpi.department) || kpi.sharedWith.some(isIn)),
  )
}

function present(people: readonly (Id | undefined)[]): readonly Id[] {
  return [...new Set(people.filter((person) => person !== undefined))]
}

/** The ids of the KPIs that a cycle reviews, those that are still judged on a day. */
export function reviewedKpis(strategy: Strategy, cycle: ReviewCycle | undefined, day?: Day): ReadonlySet<Id> {
  return new Set(kpisIn(strategy, departmentsIn(strategy, cycle?.department), day).map(({ id }) => id))
}
