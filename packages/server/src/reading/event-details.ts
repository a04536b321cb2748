import { isSomeDay, printDay, writeStored } from '@keelson/core'
import { currentOf } from '../commands/record-values.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import type { KeptEvent } from '../store/read/event.ts'
import type { KeptObservation } from '../store/read/observation.ts'

export type About = { readonly kind: string; readonly id: string; readonly name: string }
export type Detail = { readonly what: string; readonly before: string | null; readonly after: string | null }

/** An event as people read it: what it is about, and what it changed. */
export type EventReading = {
  readonly about: readonly About[]
  readonly count: number
  readonly comment: string | null
  readonly details: readonly Detail[]
}

type Said = Readonly<Record<string, unknown>>
type Recorded = { readonly measure: readonly string[]; readonly ordinal: readonly number[] } & Said
type Versions = ReadonlyMap<string, readonly KeptObservation[]>

const mostAbout = 8
const mostDetails = 60
/** Of events with more values the values themselves are not told. */
const mostValues = 60

/** Which values an event recorded, where they are few enough to be told one by one. */
export function valuesIn({ kind, payload }: KeptEvent): readonly { measure: string; ordinal: number }[] {
  if (kind !== 'values-recorded') return []
  const { measure, ordinal } = (JSON.parse(payload) as { readonly rows: Recorded }).rows
  if (measure.length > mostValues) return []
  return measure.map((id, at) => ({ measure: id, ordinal: ordinal[at] as number }))
}

export const valueKey = ({ measure, ordinal }: { measure: string; ordinal: number }) =>
  `${ordinal} ${measure}`

/** Reads an event. `versions`: those of the values in it, by `valueKey`. `only`: ids of which alone it is told. */
export function readEvent(
  event: KeptEvent,
  live: LiveOrganisation,
  versions: Versions,
  only?: ReadonlySet<string>,
): EventReading {
  const said = JSON.parse(event.payload) as Said
  if (event.kind === 'strategy-applied') return readApplied(said, only)
  if (event.kind === 'values-recorded')
    return readRecorded(said.rows as Recorded, event, live, versions, only)
  const read = plainReaders[event.kind]
  return {
    about: [],
    count: 1,
    comment: textOf(said.reason) ?? textOf(said.comment),
    details: [],
    ...read?.(said, live),
  }
}

type Told = {
  readonly kind: string
  readonly change: string
  readonly id: string
  readonly name: string
  readonly fields: readonly { readonly field: string; readonly before?: string; readonly after?: string }[]
}

function readApplied(said: Said, only: ReadonlySet<string> | undefined): EventReading {
  const all = said.changes as readonly Told[]
  const told = only ? all.filter(({ id }) => id.split(/[ →/,:]+/).some((part) => only.has(part))) : all
  return {
    about: told.slice(0, mostAbout).map(({ kind, id, name }) => ({ kind, id, name: name || id })),
    count: told.length,
    comment: textOf(said.comment),
    details: told
      .flatMap(({ kind, id, name, change, fields }) => {
        const title = `${kind} ${name || id}`
        if (fields.length === 0) return [{ what: title, before: null, after: change }]
        return fields.map(({ field, before, after }) => ({
          what: `${title}: ${field}`,
          before: before ?? null,
          after: after ?? null,
        }))
      })
      .slice(0, mostDetails),
  }
}

function readRecorded(
  rows: Recorded,
  { seq }: KeptEvent,
  live: LiveOrganisation,
  versions: Versions,
  only: ReadonlySet<string> | undefined,
): EventReading {
  const { measures, organisation } = live.strategy
  const places = rows.measure.flatMap((id, at) => (!only || only.has(id) ? [at] : []))
  const ids = [...new Set(places.map((at) => rows.measure[at] as string))]
  const details = (rows.measure.length > mostValues ? [] : places).map((at): Detail => {
    const id = rows.measure[at] as string
    const ordinal = rows.ordinal[at] as number
    const measure = measures.get(id)
    const write = (value: number | null | undefined) =>
      value === null || value === undefined || Number.isNaN(value) || !measure
        ? null
        : `${writeStored(value, measure.unit)} ${measure.unit.name}`.trim()
    const before = currentOf(
      (versions.get(valueKey({ measure: id, ordinal })) ?? []).filter((one) => one.seq < seq),
    )
    const period = measure ? organisation.calendar.name(measure.grain, ordinal) : String(ordinal)
    const after = (rows.value as readonly (number | null)[])[at]
    return { what: `${measure?.name ?? id}, ${period}`, before: write(before?.value), after: write(after) }
  })
  const reasons = places.flatMap((at) => textOf((rows.reason as readonly unknown[])[at]) ?? [])
  return {
    about: ids.slice(0, mostAbout).map((id) => ({ kind: 'measure', id, name: measures.get(id)?.name ?? id })),
    count: places.length,
    comment: reasons[0] ?? null,
    details,
  }
}

type Reader = (said: Said, live: LiveOrganisation) => Partial<EventReading>

const listed = (value: unknown) => (Array.isArray(value) ? value.join(', ') : null)

/** Kinds without a reader of their own are told by their name and reason alone. */
const plainReaders: Readonly<Record<string, Reader>> = {
  'periods-locked': ({ until, before }) => ({
    about: [{ kind: 'day', id: String(until), name: String(until) }],
    details: [{ what: 'locked up to', before: textOf(before), after: textOf(until) }],
  }),
  'member-set': ({ userId, roles, person, department, before }, { strategy }) => {
    const was = (before ?? {}) as Said
    const name = strategy.people.get(String(person))?.name ?? String(person ?? userId)
    return {
      about: [{ kind: 'member', id: String(userId), name }],
      details: [
        { what: 'roles', before: listed(was.roles), after: listed(roles) },
        { what: 'person', before: textOf(was.person), after: textOf(person) },
        { what: 'department', before: textOf(was.department), after: textOf(department) },
      ].filter(({ before: old, after }) => old !== after),
    }
  },
  'token-created': ({ id, name, scopes, expiresAt }) => ({
    about: [{ kind: 'token', id: String(id), name: String(name) }],
    details: [
      { what: 'scopes', before: null, after: listed(scopes) },
      { what: 'expires', before: null, after: textOf(expiresAt) },
    ],
  }),
  'webhook-created': ({ id, url, kinds }) => ({
    about: [{ kind: 'webhook', id: String(id), name: String(url) }],
    details: [{ what: 'events', before: null, after: listed(kinds) ?? 'all' }],
  }),
  'board-saved': ({ id, name }) => ({ about: [{ kind: 'board', id: String(id), name: String(name) }] }),
  'comment-added': ({ on, text }, { strategy }) => {
    const id = String(on).split(':').at(-1) ?? ''
    const name = strategy.kpis.get(id)?.name ?? strategy.objectives.get(id)?.name ?? id
    return { about: [{ kind: String(on).split(':')[0] ?? '', id, name }], comment: textOf(text) }
  },
  'negotiation-moved': ({ subject, steps }, { strategy }) => {
    const { kpi, from, to, period } = subject as Readonly<Record<string, string | undefined>>
    const nameOf = (id: string | undefined) => strategy.kpis.get(id ?? '')?.name ?? id ?? ''
    const name = kpi === undefined ? `${nameOf(from)} → ${nameOf(to)}` : `${nameOf(kpi)}, ${period ?? ''}`
    const all = steps as readonly Said[]
    return {
      about: [{ kind: 'kpi', id: kpi ?? from ?? '', name }],
      comment: all.map(({ reason }) => textOf(reason)).find((one) => one !== null) ?? null,
      details: all.map(({ kind, terms }) => {
        const { value, change, share } = (terms ?? {}) as Said
        return { what: String(kind), before: null, after: textOf(value ?? change ?? share) }
      }),
    }
  },
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

/** A day of record as text. */
export function recordedDay(day: number): string {
  return isSomeDay(day) ? printDay(day) : '1970-01-01'
}
