import type { Negotiation } from '../../src/catchball/negotiation.ts'
import { align } from '../../src/checks/align.ts'
import { Engine } from '../../src/engine/engine.ts'
import { advanceReview } from '../../src/review/advance.ts'
import type { AgendaItem } from '../../src/review/agenda.ts'
import { agendaOf } from '../../src/review/agenda.ts'
import type { ReviewSubject } from '../../src/review/cycle.ts'
import { reviewPeople } from '../../src/review/cycle.ts'
import type { ReviewCommand, ReviewContext } from '../../src/review/decide.ts'
import { decideReview } from '../../src/review/decide.ts'
import type { Review, ReviewStep } from '../../src/review/review.ts'
import { plannedReview } from '../../src/review/review.ts'
import type { ReviewCycle } from '../../src/strategy/model.ts'
import { parseDay } from '../../src/time/day.ts'
import { type Company, company } from '../engine/company.ts'

const quarters = (values: readonly (number | null)[]) =>
  Object.fromEntries(values.map((value, at) => [`${2024 + (at >> 2)}-Q${(at % 4) + 1}`, value]))

/** Marketing aims at 200 leads a quarter and got 100; sales is on track; nobody knows the satisfaction of service. */
export const items = {
  organisation: { name: 'Linden', currency: 'EUR', grain: 'quarter', review: 'quarter' },
  people: { ida: {}, mia: {}, sol: {}, cem: {} },
  departments: {
    marketing: { head: 'mia' },
    web: { head: 'sol', parent: 'marketing' },
    service: { head: 'cem' },
  },
  perspectives: { financial: {}, customer: {} },
  objectives: { growth: { name: 'Grow', owner: 'ida', perspective: 'customer', for: '2026' } },
  reviews: {
    company: { name: 'Company', every: 'quarter' },
    marketing: { every: 'month', department: 'marketing', after: '3 days' },
  },
  kpis: {
    leads: {
      name: 'Leads',
      objective: 'growth',
      department: 'marketing',
      owner: 'mia',
      measure: { unit: 'lead', kind: 'flow', polarity: 'higher', grain: 'quarter' },
      targets: [{ for: '2026', value: 200, each: 'quarter', agreed: '2025-12-01' }],
    },
    visits: {
      objective: 'growth',
      department: 'web',
      owner: 'sol',
      measure: { unit: 'visit', kind: 'flow', polarity: 'higher', grain: 'quarter' },
      targets: [{ for: '2026', value: 900, each: 'quarter', agreed: '2025-12-01' }],
    },
    satisfaction: {
      objective: 'growth',
      department: 'service',
      owner: 'cem',
      measure: { unit: 'point', kind: 'index', polarity: 'higher', grain: 'quarter' },
      targets: [{ for: '2026', value: 8, agreed: '2025-12-01' }],
    },
  },
  values: {
    leads: quarters([180, 190, 185, 195, 190, 185, 190, 195, 100]),
    visits: quarters([900, 910, 905, 915, 920, 910, 915, 905, 910]),
    satisfaction: quarters([7, 7.5]),
  },
  asOf: '2026-04-14',
}

export const quarter: ReviewSubject = { cycle: 'company', period: '2026-Q1' }

/** A review at a table: everybody acts on the company as it is on its day. */
export class ReviewTable {
  review: Review
  readonly company: Company
  readonly steps: ReviewStep[] = []
  readonly negotiations: Negotiation[] = []
  readonly reviews: Review[] = []
  readonly #engine: Engine
  at = Date.UTC(2026, 3, 14, 9)

  constructor(subject = quarter, more: Parameters<typeof company>[0] = {}) {
    this.company = company({ ...items, ...more })
    const { strategy, observations, asOf } = this.company
    this.#engine = new Engine(strategy, observations, { asOf })
    this.review = plannedReview(subject)
  }

  get cycle(): ReviewCycle {
    return this.company.strategy.reviews.get(this.review.subject.cycle) as ReviewCycle
  }

  agenda(): readonly AgendaItem[] {
    const { negotiations, reviews, cycle } = this
    return agendaOf({
      results: this.#engine,
      alignment: align(this.#engine),
      cycle,
      subject: this.review.subject,
      negotiations,
      reviews,
    })
  }

  /** The codes of the reasons for which something stands on the agenda. */
  reasons(key: string): readonly string[] {
    return this.agenda()
      .filter((item) => item.key === key)
      .flatMap(({ reasons }) => reasons.map(({ code }) => code))
  }

  context(): ReviewContext {
    const { strategy, asOf } = this.company
    return {
      at: this.at,
      today: asOf,
      ends: parseDay('2026-03-31') as number,
      people: reviewPeople(strategy, this.cycle),
      known: (person) => strategy.people.has(person),
      prepare: () => ({ seen: { asOf: '2026-04-14', seq: 7, hash: 'h' }, agenda: this.agenda() }),
      hash: (text) => text,
    }
  }

  /** Gives the state after a command, or the code of its refusal. */
  do(command: ReviewCommand): string {
    const outcome = decideReview(this.review, command, this.context())
    if ('refusal' in outcome) return outcome.refusal.code
    this.steps.push(...outcome.steps)
    this.review = outcome.steps.reduce(advanceReview, this.review)
    this.at += 60_000
    return this.review.state
  }

  item(key: string) {
    return this.review.items.find((one) => one.key === key)
  }
}
