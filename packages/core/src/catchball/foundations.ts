import { goalWords, weightWords } from '../compare/words.ts'
import type { Contribution, Id, Kpi, Revision, Strategy } from '../strategy/model.ts'
import type { Subject, Terms } from './terms.ts'

/** Something that an agreement rests on: what it is, of which item, and how it stood. */
export type Foundation = { readonly what: string; readonly of: Id; readonly value: string }

/** What an agreement rests on and how it stands now; `after` is undefined where it is gone. */
export type FoundationChange = {
  readonly what: string
  readonly of: Id
  readonly before: string | undefined
  readonly after: string | undefined
}

/** Everything in the strategy that an agreement on these terms rests on, as it stands (rule B10). */
export function foundationsOf(strategy: Strategy, subject: Subject, terms: Terms): readonly Foundation[] {
  const found: Foundation[] = []
  const add = (what: string, of: Id, value: string | undefined) => {
    if (value !== undefined) found.push({ what, of, value })
  }
  const ends = subject.kind === 'target' ? [subject.kpi] : [subject.from, subject.to]
  for (const id of ends) {
    const kpi = strategy.kpis.get(id)
    if (kpi) addDefinition(strategy, kpi, add)
  }
  const { calendar } = strategy.organisation
  const span = subject.kind === 'target' ? spanOf(strategy, subject.period) : undefined
  for (const link of linksOf(strategy, subject)) {
    if (subject.kind === 'target') add('link', `${link.from} → ${link.to}`, linkWords(link, true))
    else add('link', `${link.from} → ${link.to}`, linkWords(link, false))
    const parent = strategy.kpis.get(link.to)
    const unit = strategy.measures.get(parent?.measure ?? '')?.unit
    if (!parent || !unit) continue
    for (const target of parent.targets) {
      if (span && (target.due < span.first || target.first > span.last)) continue
      const { goalpost } = target.revisions.at(-1) as Revision
      const period = calendar.name(target.period.grain, target.period.ordinal)
      const each = target.each ? ` each ${target.each}` : ''
      add('parent target', `${parent.id} ${period}`, `${goalWords(goalpost, unit)}${each}`)
    }
  }
  for (const { initiative } of terms.resources ?? []) {
    const granted = strategy.initiatives.get(initiative ?? '')
    if (granted) add('granted resource', granted.id, `${granted.budget ?? 'no budget'}, ${granted.state}`)
  }
  return found
}

/** What no longer is as an agreement found it: empty where the agreement stands (rule B11). */
export function changedFoundations(
  before: readonly Foundation[],
  now: readonly Foundation[],
): readonly FoundationChange[] {
  const key = ({ what, of }: Foundation) => `${what}\n${of}`
  const was = new Map(before.map((one) => [key(one), one]))
  const is = new Map(now.map((one) => [key(one), one]))
  return [...new Map([...was, ...is])].flatMap(([id, { what, of }]) => {
    const [then, today] = [was.get(id)?.value, is.get(id)?.value]
    return then === today ? [] : [{ what, of, before: then, after: today }]
  })
}

function linksOf({ contributions }: Strategy, subject: Subject): readonly Contribution[] {
  if (subject.kind === 'target') return contributions.filter(({ from }) => from === subject.kpi)
  return contributions.filter(({ from, to }) => from === subject.from && to === subject.to)
}

function addDefinition(
  { measures }: Strategy,
  kpi: Kpi,
  add: (what: string, of: Id, value: string | undefined) => void,
): void {
  const measure = measures.get(kpi.measure)
  if (!measure) return
  const { kind, polarity, grain, aggregates, overTime } = measure
  const made = aggregates.length > 0 ? `, of ${aggregates.join(' + ')}` : ''
  const time = overTime === undefined ? '' : `, ${overTime} over time`
  add(
    'definition',
    kpi.id,
    `${measure.id}: ${kind} by the ${grain}, ${polarity ?? 'no direction'}${time}${made}`,
  )
  add('unit', kpi.id, measure.unit.name)
  add('formula', kpi.id, measure.formulaText)
  add('weight', kpi.id, weightWords(kpi.weight))
}

function linkWords({ kind, share, of, weightBy, elasticity }: Contribution, withShare: boolean): string {
  const parts = [
    kind,
    of,
    weightBy && `weighted by ${weightBy}`,
    elasticity !== undefined && `elasticity ${elasticity}`,
  ]
  return [...parts, withShare && `share ${share}`].filter(Boolean).join(', ')
}

function spanOf({ organisation: { calendar } }: Strategy, name: string) {
  const period = calendar.parse(name)
  if ('fault' in period) return undefined
  return {
    first: calendar.start(period.grain, period.ordinal),
    last: calendar.end(period.grain, period.ordinal),
  }
}
