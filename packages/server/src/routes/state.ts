import type { Engine, Grain } from '@keelson/core'
import { parseDay } from '@keelson/core'
import type { ServerParts } from '../app.ts'
import { Failure } from '../errors.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { State } from '../live/past.ts'
import { pastOf } from '../live/past.ts'

/** Numbers and files of now, or of what was known at the end of a day or, on that day, after an event. */
export async function stateAt(
  { database }: ServerParts,
  live: LiveOrganisation,
  asOf: string | undefined,
  seq?: number,
): Promise<State> {
  if (asOf === undefined && seq !== undefined)
    throw new Failure('invalid-request', 'seq takes a day beside it: asOf.')
  if (asOf === undefined) return live
  const day = parseDay(asOf)
  if (day === undefined)
    throw new Failure('invalid-request', `asOf takes a date such as 2026-03-03, not "${asOf}".`)
  if (day > live.today) throw new Failure('invalid-request', `${asOf} has not come yet.`)
  if (seq !== undefined && seq > live.seq)
    throw new Failure('invalid-request', `Event ${seq} has not come yet; the last one is ${live.seq}.`)
  return pastOf(database, live, day, seq)
}

/** Which of an engine's periods that have ended a text names; the last one where there is none. */
export function periodIndex(engine: Engine, grain: Grain, text: string | undefined): number {
  if (text === undefined) return engine.closed(grain) - 1
  const { calendar } = engine.strategy.organisation
  const period = calendar.parse(text)
  if ('fault' in period) throw new Failure('invalid-request', `"${text}" is no period of this calendar.`)
  if (period.grain !== grain)
    throw new Failure(
      'invalid-request',
      `These numbers are kept by the ${grain}, and ${text} is a ${period.grain}.`,
    )
  const index = period.ordinal - engine.timeline(grain).first
  if (index >= 0 && index < engine.closed(grain)) return index
  throw new Failure('not-found', `${text} has no values: it lies before the first ones, or has not ended.`)
}
