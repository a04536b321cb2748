import { memberOf } from '../accounts/entry.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { Database, Tenant } from '../store/database.ts'
import { accountsOf } from '../store/read/account.ts'
import { preferencesOf, tellingRuleOf } from '../store/read/telling.ts'
import type { View } from './matter.ts'
import { readerOf, rulesIn, settingsIn } from './settings.ts'

/** Reads how an organisation stands: its rules, and its members with what they chose. */
export async function readView(
  database: Database,
  tenant: Tenant,
  live: LiveOrganisation,
  now: number,
): Promise<View> {
  const rules = rulesIn(await tellingRuleOf(tenant, live.orgId))
  const kept = await preferencesOf(tenant, live.orgId)
  const ids = live.members.ids
  const accounts = await accountsOf(database, ids)
  const { people, organisation } = live.strategy
  const members = ids.flatMap((userId) => {
    const actor = memberOf(live, userId)
    const own = settingsIn(kept.get(userId), rules)
    return actor ? [{ userId, actor, reader: readerOf(own, rules, organisation.timeZone) }] : []
  })
  const nameOf = (principal: string): string => {
    const userId = principal.replace(/^user:/, '')
    const person = live.members.member(userId)?.person
    return people.get(person ?? '')?.name ?? accounts.get(userId)?.name ?? '–'
  }
  return { tenant, live, now, rules, members, nameOf }
}
