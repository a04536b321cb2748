import { canonical } from '../store/canonical.ts'
import type { Tenant } from '../store/database.ts'
import { addNotices } from '../store/write/notice.ts'
import type { Matter } from './matter.ts'

/**
 * Tells people, in the transaction that it is called in: each matter once for each person, however often it is told. The
 * inbox has it with the commit; mail and chat follow by the person's preferences. What lasts only while something stands
 * is better given by a `Source`, which also ends it.
 */
export async function tell(
  tenant: Tenant,
  orgId: string,
  matters: readonly Matter[],
  at: Date,
): Promise<void> {
  const rows = new Map(
    matters.map(({ facts, ...matter }) => [
      `${matter.userId} ${matter.matter}`,
      { ...matter, facts: canonical(facts) },
    ]),
  )
  await addNotices(tenant, orgId, [...rows.values()], at)
}
