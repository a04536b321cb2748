import { parseDay, printDay } from '@keelson/core'
import { Failure } from '../errors.ts'
import { lockPeriods as write } from '../store/write/lock.ts'
import type { Command } from './command.ts'

export type LockInput = { readonly until: string; readonly reason: string }
export type LockAnswer = { readonly until: string; readonly before: string | null }

/** Closes the values of every period that ends by a day; an earlier day than before opens periods again. */
export const lockPeriods: Command<LockInput, LockAnswer> = {
  kind: 'periods-locked',
  async run({ tenant, live, seq }, { until, reason }) {
    const day = parseDay(until)
    if (day === undefined)
      throw new Failure('invalid-request', `"${until}" is no date. Write year-month-day.`)
    if (day >= live.today) {
      throw new Failure('invalid-request', `${until} is not over. Periods are locked up to a day that is.`)
    }
    const before = live.lockedUntil
    const answer = { until, before: Number.isFinite(before) ? printDay(before) : null }
    if (day === before) return { answer }
    await write(tenant, live.orgId, seq, day, reason)
    return { answer, payload: { ...answer, reason } }
  },
}
