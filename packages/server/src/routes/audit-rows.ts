import type { ServerParts } from '../app.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { EventReading } from '../reading/event-details.ts'
import { readEvent, valueKey, valuesIn } from '../reading/event-details.ts'
import { tokensOf } from '../store/read/account.ts'
import type { KeptEvent } from '../store/read/event.ts'
import { versionsOf } from '../store/read/observation.ts'
import { namesOf } from './names.ts'

const tokenPrefix = 'token:'

/** What those who act are called, programs by the name of their token. */
export async function actorNames(
  { database }: ServerParts,
  live: LiveOrganisation,
  actors: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const people = await namesOf(database, live, actors)
  if (!actors.some((actor) => actor.startsWith(tokenPrefix))) return people
  const tokens = await database.inTenant(live.orgId, (tenant) => tokensOf(tenant, live.orgId))
  return new Map([...people, ...tokens.map(({ tokenId, name }) => [tokenPrefix + tokenId, name] as const)])
}

/** Events as people read them. `only`: the ids of which alone they are told. */
export async function auditRows(
  parts: ServerParts,
  live: LiveOrganisation,
  events: readonly KeptEvent[],
  only?: ReadonlySet<string>,
) {
  const { orgId } = live
  const keys = events.flatMap(valuesIn)
  const kept = await parts.database.inTenant(orgId, (tenant) => versionsOf(tenant, orgId, keys))
  const versions = Map.groupBy(kept, valueKey)
  const readings = events.map((event) => readEvent(event, live, versions, only))
  const members = readings.flatMap(({ about }) => about.filter((one) => one.kind === 'member'))
  const names = await actorNames(parts, live, [
    ...events.map(({ actor }) => actor),
    ...members.map(({ id }) => `user:${id}`),
  ])
  return events.map((event, index) => {
    const { seq, at, actor, kind, hash } = event
    const { about, count, comment, details } = readings[index] as EventReading
    return {
      seq,
      at: at.toISOString(),
      actor,
      actorName: names.get(actor) ?? null,
      kind,
      about: about.map((one) => ({ ...one, name: names.get(`user:${one.id}`) ?? one.name })),
      count,
      comment,
      details: [...details],
      hash: hash.toString('hex'),
    }
  })
}
