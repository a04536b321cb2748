import type { Id, Strategy } from '../strategy/model.ts'
import { spanOf } from '../strategy/shape.ts'
import { nearest } from '../text/nearest.ts'
import type { Span } from '../text/span.ts'
import type { Check, Sighting, Subject } from './check.ts'
import { formulaFindings } from './facts/formula-findings.ts'
import { plainName } from './facts/name.ts'
import { kindsOf, subjectAt } from './facts/place.ts'

type Named = { readonly id: Id; readonly name: string }

export const referenceDangling: Check = {
  code: 'reference-dangling',
  family: 'structure',
  severity: 'error',
  words: 'There is no {what} "{id}"{hint}',
  *run(company) {
    const { strategy } = company
    for (const { what, id, span } of strategy.dangling) {
      yield sighting(what, id, span, subjectAt(company, span), candidates(strategy, what))
    }
    for (const { measure, diagnostic } of formulaFindings(company)) {
      if (diagnostic.code !== 'unknown-measure') continue
      const subject = { kind: 'measure', id: measure.id } as const
      const id = String(diagnostic.facts.id)
      const hint = String(diagnostic.facts.hint)
      const found = sighting('measure', id, diagnostic.span, subject, [...strategy.measures.values()])
      yield hint.startsWith('.') ? withHint(found, `${hint}.`) : found
    }
    for (const { on, at } of strategy.waivers) {
      if (kindsOf(strategy, on).length > 0 || strategy.measures.has(on)) continue
      if (on === strategy.organisation.id) continue
      const span = spanOf(at, 'on')
      yield sighting('item', on, span, subjectAt(company, span), candidates(strategy, 'item'))
    }
  },
}

function sighting(what: string, id: Id, span: Span, subject: Subject, known: readonly Named[]): Sighting {
  const meant = meantBy(id, known)
  const hint = meant === undefined ? '.' : `; did you mean "${meant}"?`
  const found: Sighting = { subject, span, facts: { what, id, hint } }
  // The span of a table of weights is not that of the id in it.
  const isWrittenThere = span.end - span.start >= id.length && span.end - span.start <= id.length + 2
  if (meant === undefined || !isWrittenThere) return found
  return { ...found, fix: { title: `Write ${meant}`, edits: [{ span, text: meant }] } }
}

function withHint({ subject, span, facts }: Sighting, hint: string): Sighting {
  return { subject, span, facts: { ...facts, hint } }
}

function meantBy(id: Id, known: readonly Named[]): Id | undefined {
  const plain = plainName(id)
  return (
    known.find((one) => plainName(one.name) === plain)?.id ??
    nearest(
      id,
      known.map((one) => one.id),
    )
  )
}

function candidates(strategy: Strategy, what: string): readonly Named[] {
  const { people, departments, perspectives, themes, objectives, measures, kpis, initiatives } = strategy
  const maps: Readonly<Record<string, readonly ReadonlyMap<Id, Named>[]>> = {
    person: [people],
    department: [departments],
    perspective: [perspectives],
    theme: [themes],
    objective: [objectives],
    measure: [measures],
    KPI: [kpis],
    'objective or KPI': [objectives, kpis],
    item: [kpis, objectives, departments, perspectives, initiatives, measures],
  }
  return (maps[what] ?? []).flatMap((map) => [...map.values()])
}
