import type { Kpi, Measure } from '@keelson/core'
import { dueDay, escalationOf, handedIn, printDay, reminderAt, remindersOf } from '@keelson/core'
import { mayRecord } from '../../accounts/actor.ts'
import type { LiveOrganisation } from '../../live/organisation.ts'
import type { Matter, Source, View } from '../matter.ts'
import { membersWho } from '../matter.ts'
import { remindersIn } from '../settings.ts'

/** A value of a period that has ended and that nobody handed in. */
export type OpenCheckIn = {
  readonly measure: Measure
  readonly name: string
  readonly owner: string | undefined
  readonly department: string | undefined
  readonly ordinal: number
  readonly period: string
  readonly lastDay: number
}

/** The value of the last period that has ended, of every observed measure that lacks it. */
export function openCheckIns(live: LiveOrganisation): readonly OpenCheckIn[] {
  return handedIn(live.strategy, live.today).flatMap(({ measure, kpis }) => openOf(live, measure, kpis) ?? [])
}

function openOf(
  { engine, strategy, lockedUntil }: LiveOrganisation,
  measure: Measure,
  judged: readonly Kpi[],
): OpenCheckIn | undefined {
  const { id, grain } = measure
  const { first, lastDay } = engine.timeline(grain)
  const at = engine.closed(grain) - 1
  const last = lastDay[at]
  if (last === undefined || last <= lockedUntil) return undefined
  const cell = engine.measure(id, grain, at)
  if (cell && cell.ageDays === 0 && Number.isFinite(cell.value)) return undefined
  return {
    measure,
    name: judged[0]?.name ?? measure.name,
    owner: measure.owner ?? judged[0]?.owner,
    department: measure.department ?? judged[0]?.department,
    ordinal: first + at,
    period: strategy.organisation.calendar.name(grain, first + at),
    lastDay: last,
  }
}

/** Owners are reminded of values that are due, and heads told of those that are late. */
export const checkInSource: Source = {
  sorts: ['check-in-due', 'check-in-late'],
  isStanding: true,
  isSlow: false,
  find: (view) =>
    openCheckIns(view.live).flatMap((open) => [...reminded(view, open), ...escalated(view, open)]),
}

function reminded(view: View, open: OpenCheckIn): readonly Matter[] {
  const { live, now, rules } = view
  return membersWho(view, open.owner).flatMap(({ userId, actor, reader }) => {
    if (!mayRecord(actor, live.strategy, open.measure.id)) return []
    const reminders = remindersOf(open.lastDay, remindersIn(rules), reader.preferences.timeZone)
    const reminder = reminderAt(reminders, now)
    if (!reminder) return []
    const matter = `check-in-due ${open.measure.id} ${open.period} ${reminder.days}`
    return [{ ...told(view, open), userId, sort: 'check-in-due' as const, matter, address: '/check-in' }]
  })
}

function escalated(view: View, open: OpenCheckIn): readonly Matter[] {
  const { live, now, rules } = view
  const head = live.strategy.departments.get(open.department ?? '')?.head
  if (head === open.owner) return []
  return membersWho(view, head).flatMap(({ userId, reader }) => {
    const at = escalationOf(open.lastDay, remindersIn(rules), reader.preferences.timeZone)
    if (at === undefined || at > now) return []
    const matter = `check-in-late ${open.measure.id} ${open.period}`
    return [{ ...told(view, open), userId, sort: 'check-in-late' as const, matter, address: '/check-in' }]
  })
}

function told({ live, rules }: View, { measure, name, owner, ordinal, period, lastDay }: OpenCheckIn) {
  return {
    subject: `measure:${measure.id}`,
    facts: {
      name,
      period,
      measure: measure.id,
      ordinal: String(ordinal),
      owner: live.strategy.people.get(owner ?? '')?.name ?? '–',
      due: printDay(dueDay(lastDay, remindersIn(rules))),
    },
  }
}
