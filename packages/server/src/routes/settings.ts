import type { Calendar, CalendarSpec } from '@keelson/core'
import { calendarFaultText, isSomeDay, makeCalendar, printDay, spanOf } from '@keelson/core'
import type Type from 'typebox'
import { OrganisationParams, refusals } from '../api/common.ts'
import { CalendarBody, CalendarPreview, Settings } from '../api/settings.ts'
import type { App, ServerParts } from '../app.ts'
import { locate } from '../commands/locate.ts'
import { enter } from '../http/access.ts'
import type { LiveOrganisation } from '../live/organisation.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** What holds for the whole organisation, and what another fiscal calendar would make. */
export function settingsRoutes(app: App, parts: ServerParts): void {
  app.get(
    '/api/v1/organisations/:organisation/settings',
    {
      schema: {
        summary:
          'Name, fiscal calendar, currencies and rates, perspectives with their weights, and thresholds',
        params: OrganisationParams,
        response: { 200: Settings, ...refusals },
      },
    },
    async (request) => settingsOf((await enter(parts, request, 'read')).live),
  )

  app.post(
    '/api/v1/organisations/:organisation/settings/calendar',
    {
      schema: {
        summary: 'The periods that a fiscal calendar makes; nothing is changed',
        params: OrganisationParams,
        body: CalendarBody,
        response: { 200: CalendarPreview, ...refusals },
      },
    },
    async (request) => {
      const { live } = await enter(parts, request, 'read')
      const { calendar, faults } = makeCalendar(specOf(request.body))
      return { periods: periodsOf(calendar, live.today), faults: faults.map(calendarFaultText) }
    },
  )
}

function settingsOf({ strategy, files, today }: LiveOrganisation) {
  const { organisation, currencies, perspectives, scorecard } = strategy
  const { name, timeZone, currency, grain, review, bands, tolerance, padding, rollUp, kpiLimit, at } =
    organisation
  const inForce = scorecard.findLast(({ from }) => from <= today)
  return {
    organisation: {
      name,
      timeZone,
      currency: currency ?? null,
      grain,
      review,
      onTrack: bands.onTrack,
      atRisk: bands.atRisk,
      tolerance,
      padding,
      coverageLimit: rollUp.coverageLimit,
      rollUp: rollUp.rule,
      missing: rollUp.missing,
      freshnessDays: rollUp.freshnessDays,
      kpiLimit,
      place: locate(files)(spanOf(at)),
    },
    calendar: writtenCalendar(organisation.calendar),
    currencies: [...currencies].map(([code, rates]) => ({
      code,
      rates: rates.map(({ from, rate }) => ({ from: isSomeDay(from) ? printDay(from) : null, rate })),
    })),
    perspectives: [...perspectives.values()].map(({ id, name: title, financial }) => ({
      id,
      name: title,
      financial,
      weight: inForce?.weights.get(id) ?? null,
    })),
    weightsFrom: inForce && isSomeDay(inForce.from) ? printDay(inForce.from) : null,
  }
}

function writtenCalendar({ rules }: Calendar): Type.Static<typeof CalendarBody> {
  if (rules.kind === 'months') {
    const { month, day } = rules.start
    const two = (number: number) => String(number).padStart(2, '0')
    return { start: `${two(month)}-${two(day)}`, pattern: 'months', names: rules.names }
  }
  const { weekday, month, rule } = rules.yearEnd
  const name = weekdays[weekday - 1] as (typeof weekdays)[number]
  return { pattern: rules.pattern, 'year-end': { weekday: name, month, rule }, names: rules.names }
}

function specOf({ start, pattern, names, 'year-end': end }: Type.Static<typeof CalendarBody>): CalendarSpec {
  const [month = 1, day = 1] = (start ?? '').split('-').map(Number)
  return {
    ...(start !== undefined && { start: { month, day } }),
    ...(pattern !== undefined && { pattern }),
    ...(names !== undefined && { names }),
    ...(end && { yearEnd: { ...end, weekday: weekdays.indexOf(end.weekday) + 1 } }),
  }
}

function periodsOf(calendar: Calendar, today: number) {
  const year = calendar.ordinal('year', today)
  const [from, to] = [calendar.start('year', year), calendar.end('year', year + 1)]
  return (['year', 'quarter', 'month'] as const).flatMap((grain) => {
    const [first, last] = [calendar.ordinal(grain, from), calendar.ordinal(grain, to)]
    return Array.from({ length: last - first + 1 }, (_, at) => {
      const [start, end] = [calendar.start(grain, first + at), calendar.end(grain, first + at)]
      const name = calendar.name(grain, first + at)
      return { grain, name, first: printDay(start), last: printDay(end), days: end - start + 1 }
    })
  })
}
