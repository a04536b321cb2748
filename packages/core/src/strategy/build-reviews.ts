import type { Collected } from './collect.ts'
import type { Id, Organisation, ReviewCycle } from './model.ts'
import type { Resolver } from './resolver.ts'
import { daysOf } from './resolver.ts'

const usualDays = 14

/** The cycles of reviews; where none is described the company is reviewed as often as its KPIs are. */
export function buildReviews(
  collected: Collected,
  { review }: Organisation,
  resolver: Resolver,
): Map<Id, ReviewCycle> {
  const cycles = new Map<Id, ReviewCycle>()
  for (const [id, item] of collected.reviews) {
    const after = resolver.duration(item.after)
    cycles.set(id, {
      id,
      name: item.name ?? id,
      grain: item.every,
      department: resolver.id(item.department, 'department', collected.departments),
      lead: resolver.id(item.lead, 'person', collected.people),
      participants: resolver.ids(item.participants, 'person', collected.people),
      afterDays: after ? daysOf(after) : usualDays,
      at: item.at,
    })
  }
  if (cycles.size === 0) cycles.set('company', companyCycle(review))
  return cycles
}

function companyCycle(grain: Organisation['review']): ReviewCycle {
  return {
    id: 'company',
    name: 'Company review',
    grain,
    department: undefined,
    lead: undefined,
    participants: [],
    afterDays: usualDays,
    at: undefined,
  }
}
