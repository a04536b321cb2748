import type { Contribution, Id } from '../../strategy/model.ts'
import type { Company } from '../company.ts'

type Chain = readonly Contribution[]

/** A parent in which two chains of shares from a child meet, and how many times its amount is counted there. */
export type Doubled = {
  readonly child: Id
  readonly parent: Id
  readonly times: number
  readonly chains: readonly Chain[]
}

/** Every amount that is counted more than once (rule C11), at the first parent where its chains meet. */
export function doubledAmounts(company: Company): readonly Doubled[] {
  return company.once('doubled', () =>
    [...company.strategy.kpis.keys()]
      .filter((id) => sharesFrom(company, id).length > 1)
      .flatMap((id) => [...meetings(company, id)]),
  )
}

/** Links that keep the unit: a share with a unit of its own does not say how often an amount is counted. */
function sharesFrom(company: Company, kpi: Id): readonly Contribution[] {
  return company.linksFrom(kpi).filter(({ kind, shareUnit }) => kind === 'share' && shareUnit === undefined)
}

/** The first parents in which two chains from a child meet, and count more of it than there is. */
function* meetings(company: Company, child: Id): Generator<Doubled> {
  const amounts = new Map<Id, number>([[child, 1]])
  /** One chain to each parent for each link with which a chain can begin. */
  const chains = new Map<Id, Map<Contribution, Chain>>()
  const past = new Set<Id>()
  for (const id of parentsInOrder(company, child)) {
    const here = chains.get(id)
    const times = Math.abs(amounts.get(id) as number)
    const isMeeting = here !== undefined && here.size > 1 && !past.has(id)
    if (isMeeting && times > 1 + 1e-9) {
      yield { child, parent: id, times, chains: shortest([...here.values()]) }
    }
    for (const link of sharesFrom(company, id)) {
      const { to, share } = link
      amounts.set(to, (amounts.get(to) ?? 0) + (amounts.get(id) as number) * share)
      const there = chains.get(to) ?? new Map<Contribution, Chain>()
      chains.set(to, there)
      if (!here) there.set(link, [link])
      for (const [first, chain] of here ?? []) if (!there.has(first)) there.set(first, [...chain, link])
      if (isMeeting || past.has(id)) past.add(to)
    }
  }
}

function shortest(chains: readonly Chain[]): readonly Chain[] {
  return chains.toSorted((a, b) => a.length - b.length).slice(0, 2)
}

/** A child and all its parents, each after everything that leads to it; only the child where they run in a circle. */
function parentsInOrder(company: Company, child: Id): readonly Id[] {
  const waiting = new Map<Id, number>([[child, 0]])
  for (const id of waiting.keys()) {
    for (const { to } of sharesFrom(company, id)) waiting.set(to, (waiting.get(to) ?? 0) + 1)
  }
  if (waiting.get(child) !== 0) return [child]
  const order = [child]
  for (const id of order) {
    for (const { to } of sharesFrom(company, id)) {
      const left = (waiting.get(to) as number) - 1
      waiting.set(to, left)
      if (left === 0) order.push(to)
    }
  }
  return order
}
