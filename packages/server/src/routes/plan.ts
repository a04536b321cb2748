import type { Alignment } from '@keelson/core'
import { align, Engine } from '@keelson/core'
import { countFiles, prepare, splitOffers, toldOf } from '../commands/apply-strategy.ts'
import { locate } from '../commands/locate.ts'
import type { LiveOrganisation } from '../live/organisation.ts'
import { consequencesOf } from './consequences.ts'

type Body = Parameters<typeof prepare>[1]

/** What files would change, and what follows; nothing is written. */
export function planOf(live: LiveOrganisation, before: Alignment, body: Body) {
  const whole = prepare(live, body)
  const split = splitOffers(live, whole.reading)
  // What is offered changes nothing until it is signed.
  const rest = split?.files.map(({ name, text }) => ({ path: name, text }))
  const { versions, reading, changes, renames } = rest ? prepare(live, { ...body, files: rest }) : whole
  const place = locate(reading.files)
  const after = align(new Engine(reading.strategy, live.observations, { asOf: live.today }))
  return {
    base: live.strategySeq,
    files: countFiles(live, versions),
    isSound: reading.diagnostics.every(({ severity }) => severity !== 'error'),
    diagnostics: reading.diagnostics
      .slice(0, 100)
      .map(({ code, severity, message, span }) => ({ code, severity, message, place: place(span) })),
    changes: changes.map(toldOf).map(planChange),
    offered: (split?.offers ?? []).flatMap(({ subject }) =>
      subject.kind === 'target' ? [{ kpi: subject.kpi, period: subject.period }] : [],
    ),
    unsigned: (split?.left ?? []).map(({ kpi, period }) => ({ kpi, period })),
    ...consequencesOf(before, after, renames),
  }
}

/** A field that is not there is left out. */
export function planChange({ kind, change, id, name, formerId, fields }: ReturnType<typeof toldOf>) {
  return {
    kind,
    change,
    id,
    name,
    ...(formerId !== undefined && { formerId }),
    fields: fields.map(({ field, before, after }) => ({
      field,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    })),
  }
}
