import type { Diagnostic } from '../text/diagnostic.ts'
import { diagnoser } from '../text/diagnostic.ts'
import type { Calendar, CalendarSpec } from '../time/calendar.ts'
import { makeCalendar } from '../time/calendar.ts'
import { calendarFaultText } from '../time/calendar-fault.ts'
import { isTimeZone } from '../time/zone.ts'
import { buildSignOff } from './build-sign-off.ts'
import type { Collected } from './collect.ts'
import type { Bands, Organisation, RollUp } from './model.ts'
import type { OrganisationItem } from './organisation-shapes.ts'
import type { Resolver } from './resolver.ts'
import { daysOf } from './resolver.ts'
import type { Place } from './shape.ts'
import { spanOf } from './shape.ts'
import type { RollUpItem } from './shared-shapes.ts'

const words = {
  'calendar-impossible': '{problem}',
  'time-zone-unknown': '"{zone}" is no time zone. Write an IANA name, such as Europe/Berlin.',
  'bands-reversed': 'On track must begin above at risk: {onTrack} is not above {atRisk}.',
}
const diagnose = diagnoser(words)

export const usualBands: Bands = { onTrack: 0.95, atRisk: 0.8 }

export const usualRollUp: RollUp = {
  rule: 'weighted-mean',
  missing: 'leave-out',
  coverageLimit: 0.7,
  freshnessDays: 92,
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/** The calendar comes first: every period of the strategy is read by it. */
export function buildCalendar(item: OrganisationItem | undefined, diagnostics: Diagnostic[]): Calendar {
  const written = item?.calendar
  const spec: { -readonly [K in keyof CalendarSpec]: CalendarSpec[K] } = {}
  if (written?.start) {
    const [month = 1, day = 1] = written.start.text.split('-').map(Number)
    spec.start = { month, day }
  }
  if (written?.pattern) spec.pattern = written.pattern
  if (written?.names) spec.names = written.names
  const end = written?.['year-end']
  if (end) spec.yearEnd = { weekday: weekdays.indexOf(end.weekday) + 1, month: end.month, rule: end.rule }
  const { calendar, faults } = makeCalendar(spec)
  for (const fault of faults) {
    const problem = calendarFaultText(fault)
    const span = written ? spanOf(written.at) : { file: '', start: 0, end: 0 }
    diagnostics.push(diagnose('calendar-impossible', 'error', span, { problem, ...fault.facts }))
  }
  return calendar
}

export function buildOrganisation(collected: Collected, resolver: Resolver): Organisation {
  const item = collected.organisation
  const nowhere: Place = { file: '', table: { kind: 'table', entries: [], start: 0, end: 0 } }
  const at = item?.at ?? nowhere
  let timeZone = item?.timezone ?? 'UTC'
  if (!isTimeZone(timeZone)) {
    resolver.diagnostics.push(
      diagnose('time-zone-unknown', 'error', spanOf(at, 'timezone'), { zone: timeZone }),
    )
    timeZone = 'UTC'
  }
  return {
    id: item?.id ?? 'organisation',
    name: item?.name ?? 'Organisation',
    timeZone,
    currency: item?.currency,
    calendar: resolver.calendar,
    grain: item?.grain ?? 'month',
    bands: buildBands(item?.bands, usualBands, resolver),
    rollUp: buildRollUp(item?.['roll-up'], usualRollUp, resolver),
    tolerance: resolver.share(item?.tolerance, 0.005),
    padding: resolver.share(item?.padding, 0.1),
    review: item?.review ?? 'quarter',
    signOff: buildSignOff(collected, resolver),
    kpiLimit: item?.['kpi-limit'] ?? 7,
    asOf: resolver.day(item?.['as-of']),
    at,
  }
}

type BandsItem = NonNullable<OrganisationItem['bands']>

export function buildBands(item: BandsItem | undefined, usual: Bands, resolver: Resolver): Bands {
  if (!item) return usual
  const onTrack = resolver.share(item['on-track'], usual.onTrack)
  const atRisk = resolver.share(item['at-risk'], Math.min(usual.atRisk, onTrack))
  if (onTrack < atRisk) {
    const facts = { onTrack, atRisk }
    resolver.diagnostics.push(diagnose('bands-reversed', 'error', spanOf(item.at), facts))
    return usual
  }
  return { onTrack, atRisk }
}

export function buildRollUp(item: RollUpItem | undefined, usual: RollUp, resolver: Resolver): RollUp {
  if (!item) return usual
  const freshness = resolver.duration(item.freshness)
  return {
    rule: item.rule ?? usual.rule,
    missing: item.missing ?? usual.missing,
    coverageLimit: resolver.share(item['coverage-limit'], usual.coverageLimit),
    freshnessDays: freshness ? daysOf(freshness) : usual.freshnessDays,
  }
}
