import type { Collected } from './collect.ts'
import type { Id, SignOff } from './model.ts'
import type { Resolver } from './resolver.ts'
import { daysOf } from './resolver.ts'
import { spanOf } from './shape.ts'

/** What holds where the organisation says nothing: owner, department head, every head of a sharing department. */
export const usualSignOff: SignOff = {
  by: ['owner', 'head', 'sharing-heads'],
  finance: undefined,
  quorum: 1,
  deadlineDays: 14,
  files: false,
  delegates: new Map(),
}

/** Who must sign targets, as the organisation says it; undefined where it says nothing. */
export function buildSignOff(
  { organisation, people, departments }: Collected,
  resolver: Resolver,
): SignOff | undefined {
  const item = organisation?.['sign-off']
  if (!item) return undefined
  const deadline = resolver.duration(item.deadline)
  const delegates = new Map<Id, readonly Id[]>()
  for (const [text, named] of item.delegates ?? []) {
    const id = resolver.id({ text, span: spanOf(item.at, 'delegates') }, 'person', people)
    if (id !== undefined) delegates.set(id, resolver.ids(named, 'person', people))
  }
  return {
    by: item.by ?? usualSignOff.by,
    finance: resolver.id(item.finance, 'department', departments),
    quorum: Math.min(1, resolver.share(item.quorum, usualSignOff.quorum)),
    deadlineDays: deadline ? daysOf(deadline) : usualSignOff.deadlineDays,
    files: item.files ?? false,
    delegates,
  }
}
