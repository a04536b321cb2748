import type { Subject, Terms } from '../catchball/terms.ts'
import type { DraftFields, StrategyEdit } from '../strategy/draft.ts'
import type { Id, Strategy } from '../strategy/model.ts'
import type { Day } from '../time/day.ts'
import { parseDay, printDay } from '../time/day.ts'
import type { Decided, Review, StartedInitiative } from './review.ts'

/** What the decisions of a review come to: edits of the strategy, and terms that are offered for targets. */
export type Consequences = {
  readonly edits: readonly StrategyEdit[]
  readonly offers: readonly { readonly by: Id; readonly subject: Subject; readonly terms: Terms }[]
}

/**
 * What is carried out when a review is closed (rule V11). A KPI on which anything was decided counts as reviewed; a
 * target is not moved but offered, by who decided it, and comes into force when it is signed.
 */
export function consequencesOf(
  strategy: Strategy,
  { subject, items }: Pick<Review, 'subject' | 'items'>,
  today: Day,
): Consequences {
  const kpis = new Map<Id, Record<string, unknown>>()
  const edits: StrategyEdit[] = []
  const offers: Consequences['offers'][number][] = []
  const decidedIn = `review ${subject.cycle} ${subject.period}`
  for (const { subject: about, decisions } of items) {
    if (about.kind === 'kpi' && decisions.length > 0)
      kpis.set(about.id, { ...kpis.get(about.id), reviewed: printDay(today) })
    for (const one of decisions) {
      const { choice, until, initiative } = one.decision
      if (choice === 'retire' || choice === 'replace')
        kpis.set(about.id, { ...kpis.get(about.id), retired: until ?? printDay(today) })
      if (choice === 'stop-initiative')
        edits.push({ kind: 'set', item: 'initiative', id: about.id, fields: { state: 'stopped' } })
      if (choice === 'start-initiative' && initiative)
        edits.push({
          kind: 'add',
          item: 'initiative',
          id: initiative.id,
          fields: fieldsOf(strategy, initiative, today),
        })
      if (choice === 'adjust-target') offers.push(offerOf(about.id, one, decidedIn))
    }
  }
  const sets = [...kpis].map(([id, fields]): StrategyEdit => ({ kind: 'set', item: 'kpi', id, fields }))
  return { edits: [...sets, ...edits], offers }
}

function offerOf(kpi: Id, { by, decision }: Decided, decidedIn: string): Consequences['offers'][number] {
  const { period = '', terms = {}, reason, reasonCode, evidence } = decision
  return {
    by,
    subject: { kind: 'target', kpi, period },
    terms: {
      ...terms,
      reason,
      decidedIn,
      ...(reasonCode !== undefined && { reasonCode }),
      ...(evidence !== undefined && evidence.length > 0 && { evidence }),
    },
  }
}

function fieldsOf(
  { kpis }: Strategy,
  { name, kpis: moved, owner, from, due, budget }: StartedInitiative,
  today: Day,
): DraftFields {
  const objective = kpis.get(moved[0] ?? '')?.objective
  const begin = from ?? printDay(today)
  return {
    name,
    ...(objective !== undefined && { objective }),
    kpis: moved,
    ...(owner !== undefined && { owner }),
    from: begin,
    ...(due !== undefined && { due }),
    ...(budget !== undefined && { budget }),
    state: (parseDay(begin) ?? today) <= today ? 'running' : 'planned',
  }
}
