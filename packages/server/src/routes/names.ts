import type { LiveOrganisation } from '../live/organisation.ts'
import type { Database } from '../store/database.ts'
import { accountsOf } from '../store/read/account.ts'

const prefix = 'user:'

/** What principals are called: as the person of the strategy that they are, else as their account. */
export async function namesOf(
  database: Database,
  { members, strategy }: LiveOrganisation,
  principals: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(principals)]
    .filter((one) => one.startsWith(prefix))
    .map((one) => one.slice(prefix.length))
  const accounts = await accountsOf(database, ids)
  return new Map(
    ids.flatMap((id) => {
      const person = members.member(id)?.person
      const name = (person && strategy.people.get(person)?.name) ?? accounts.get(id)?.name
      return name === undefined || name === '' ? [] : [[prefix + id, name] as const]
    }),
  )
}
